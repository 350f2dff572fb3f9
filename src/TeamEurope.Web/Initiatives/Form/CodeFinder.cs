using System.Globalization;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Reference;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Web.Initiatives.Form;

/// <summary>What may be typed for something of the reference data: a code, and its name in the viewer's language.</summary>
public sealed record Named(string Code, string Name);

/// <summary>Finds what somebody means who types a name, or a code.</summary>
public sealed class CodeFinder(ReferenceData reference, Names names)
{
    private const int MostSuggested = 3;
    private IReadOnlyList<Named>? instruments, partners, tenants, occupations;

    public IReadOnlyList<Named> Instruments => instruments ??= Sorted(reference.Instruments.Keys, names.Instrument);

    /// <summary>Countries, and regional organisations and processes.</summary>
    public IReadOnlyList<Named> Partners => partners ??= Sorted(reference.Countries.Concat(reference.Organisations.Keys), names.Partner);

    public IReadOnlyList<Named> Tenants => tenants ??= Sorted(reference.Tenants.Keys, names.Tenant);

    public IReadOnlyList<Named> Occupations => occupations ??= [.. names.OccupationCodes.Select(c => new Named(c, $"{c} {names.Occupation(c)}"))];

    /// <summary>The direction that an instrument usually has.</summary>
    public string UsualDirection(string instrument) => reference.Instruments[instrument].UsualDirection.ToString();

    /// <summary>The code that is meant; null where nothing is called so.</summary>
    public static string? Find(IReadOnlyList<Named> among, string text)
    {
        var typed = SearchText.Fold(text);
        return (among.FirstOrDefault(n => SearchText.Fold(n.Code) == typed) ?? among.FirstOrDefault(n => SearchText.Fold(n.Name) == typed))?.Code;
    }

    /// <summary>Names that hold what was typed.</summary>
    public static IEnumerable<string> Suggest(IReadOnlyList<Named> among, string text)
    {
        var typed = SearchText.Fold(text);
        return among.Where(n => SearchText.Fold(n.Name).Contains(typed, StringComparison.Ordinal)).Select(n => n.Name).Take(MostSuggested);
    }

    private static IReadOnlyList<Named> Sorted(IEnumerable<string> codes, Func<string, string> nameOf) =>
        [.. codes.Select(c => new Named(c, nameOf(c))).OrderBy(n => n.Name, StringComparer.Create(CultureInfo.CurrentCulture, ignoreCase: true))];
}
