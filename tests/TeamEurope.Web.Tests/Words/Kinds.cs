using TeamEurope.Application.Common;
using TeamEurope.Domain;
using TeamEurope.Domain.Notifications;
using TeamEurope.Rules.Register;
using TeamEurope.Web.Initiatives.Form;
using TeamEurope.Web.Partners;

namespace TeamEurope.Web.Tests.Words;

/// <summary>The kinds of words that the contract has names for, and which they are.</summary>
internal static class Kinds
{
    /// <summary>Kinds that pages call otherwise than the code does, and kinds that are no enumeration.</summary>
    private static readonly Dictionary<string, string[]> Named = new()
    {
        ["Contradiction"] = ["asked-and-offered", "offered-and-withheld", "opposite-incentives"],
        ["MapClass"] =
        [
            .. MapClasses.Of(PartnersQuery.ByRing).Concat(MapClasses.Of(PartnersQuery.ByAlert)).Concat(MapClasses.Of(PartnersQuery.ByParties)).Select(c => c.Word)
        ],
        ["Risk"] = ["low", "medium", "high"],
        ["Deadline"] = ["starts", "ends", "due"],
        ["DeskChange"] = ["InitiativeRegistered", "InitiativeChanged", "AlertOpened", "AlertRaised", "AlertCleared", "AlertResolved"],
        ["InitiativeField"] = [.. FieldPaths.All],
        ["InitiativeForms"] = Enum.GetNames<InitiativeForm>(),
        ["NewsKind"] = Enum.GetNames<NotificationKind>()
    };

    private static readonly ILookup<string, Type> Enumerations = new[] { typeof(Refusal), typeof(Stage), typeof(Role) }
        .SelectMany(t => t.Assembly.GetExportedTypes()).Where(t => t.IsEnum).ToLookup(t => t.Name);

    /// <summary>The words of a kind; null where it is none.</summary>
    public static string[]? WordsOf(string kind) =>
        Named.GetValueOrDefault(kind) ?? (Enumerations[kind].ToList() is [var enumeration] ? Enum.GetNames(enumeration) : null);
}
