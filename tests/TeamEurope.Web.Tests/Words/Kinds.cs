using System.Text.Json;
using TeamEurope.Application.Briefings;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Domain.Notifications;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;
using TeamEurope.Web.Initiatives.Form;
using TeamEurope.Web.Partners;

namespace TeamEurope.Web.Tests.Words;

/// <summary>The kinds of words that the code and the contract have names for, and which they are.</summary>
internal static class Kinds
{
    /// <summary>Kinds that pages call otherwise than the code does, or that are more or less than an enumeration.</summary>
    private static readonly Dictionary<string, string[]> Named = new()
    {
        ["AlertEvent"] = [.. Enum.GetNames<AlertChange>(), "Acknowledged", "Assigned", "Resolved"],
        ["Contradiction"] = ["asked-and-offered", "offered-and-withheld", "opposite-incentives"],
        ["MapClass"] =
        [
            .. MapClasses.Of(PartnersQuery.ByRing).Concat(MapClasses.Of(PartnersQuery.ByAlert)).Concat(MapClasses.Of(PartnersQuery.ByParties)).Select(c => c.Word)
        ],
        ["Deadline"] = ["starts", "ends", "due"],
        ["DeskChange"] = ["InitiativeRegistered", "InitiativeChanged", "AlertOpened", "AlertRaised", "AlertCleared", "AlertResolved"],
        ["BriefingFormat"] = ["docx", "json", "md", "pdf"],
        ["BriefingSection"] = [.. BriefingSections.All],
        ["MeetingChange"] = ["Registered", "StageChanged", "AlertOpened", "AlertReopened", "AlertRaised", "AlertResolved", "AlertCleared"],
        ["InitiativeField"] = [.. FieldPaths.All],
        ["InitiativeForms"] = Enum.GetNames<InitiativeForm>(),
        ["NewsKind"] = Enum.GetNames<NotificationKind>(),
        ["Risk"] = [.. Enum.GetNames<Risk>().Select(JsonNamingPolicy.CamelCase.ConvertName)],
        ["VisibilityMeaning"] = Enum.GetNames<Visibility>()
    };

    private static readonly ILookup<string, Type> Enumerations = new[] { typeof(Refusal), typeof(Stage), typeof(Role) }
        .SelectMany(t => t.Assembly.GetExportedTypes()).Where(t => t.IsEnum).ToLookup(t => t.Name);

    /// <summary>What fields are called in JSON.</summary>
    private static readonly HashSet<string> Fields =
    [
        .. typeof(InitiativeBody).Assembly.GetExportedTypes().SelectMany(t => t.GetProperties()).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)),
        .. Enum.GetNames<HubGuarantee>().Select(JsonNamingPolicy.CamelCase.ConvertName)
    ];

    /// <summary>The words of a kind, where they are all there are; null where the code writes them one by one.</summary>
    public static string[]? WordsOf(string kind) =>
        Named.GetValueOrDefault(kind) ?? (Enumerations[kind].ToList() is [var enumeration] ? Enum.GetNames(enumeration) : null);

    /// <summary>Whether the word is a field's path, or the code writes it somewhere.</summary>
    public static bool IsWritten(string word) =>
        word.Split('.').All(Fields.Contains) || Enumerations.SelectMany(e => e).Any(e => Enum.IsDefined(e, word)) || TextFiles.ProductCode.Any(code => code.Contains($"\"{word}\"", StringComparison.Ordinal));
}
