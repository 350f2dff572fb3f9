using TeamEurope.Application.Common;
using TeamEurope.Web.Texts;

namespace TeamEurope.Web.Hosting;

/// <summary>What countries and the reference data are called in the language of the page.</summary>
public sealed class Names(ICountryNames countries, IReferenceNames reference, Wording wording)
{
    private string Language => wording.Language;

    public string Country(string code) => countries.NameOf(code, Language);

    /// <summary>A country, or a regional organisation or process.</summary>
    public string Partner(string code) => countries.NameOf(code, Language) is var name && name != code ? name : Organisation(code);

    public string Goal(string code) => reference.Goal(code, Language);

    public string Strategy(string code) => reference.Strategy(code, Language);

    public string Instrument(string code) => reference.Instrument(code, Language);

    public string Family(string code) => reference.Family(code, Language);

    public string Ring(int number) => reference.Ring(number, Language);

    public string RingRule(int number) => reference.RingRule(number, Language);

    public string Organisation(string code) => reference.Organisation(code, Language);

    public string Tenant(string code) => reference.Tenant(code, Language);

    public string Route(string codeOrName) => reference.Route(codeOrName, Language);

    public string Rule(string rule) => reference.Rule(rule, Language);

    public string RuleWhy(string rule) => reference.RuleWhy(rule, Language);

    public string RuleSource(string rule) => reference.RuleSource(rule, Language);

    public string Term(string term) => reference.Term(term, Language);

    public string TermMeaning(string term) => reference.TermMeaning(term, Language);

    /// <summary>The two digits of the ISCO-08 groups, in order.</summary>
    public IReadOnlyList<string> OccupationCodes => reference.OccupationCodes;

    public string Occupation(string isco2) => reference.Occupation(isco2, Language);

    public string Equipment(string code) => reference.Equipment(code, Language);

    public string? Footnote(string country) => reference.Footnote(country, Language);
}
