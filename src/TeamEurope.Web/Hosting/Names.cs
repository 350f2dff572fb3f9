using TeamEurope.Application.Common;
using TeamEurope.Rules.Reference;
using TeamEurope.Web.Texts;

namespace TeamEurope.Web.Hosting;

/// <summary>What the reference data is called in the viewer's language.</summary>
public sealed class Names(ICountryNames countries, ReferenceData reference, Wording wording)
{
    public string Country(string code) => countries.NameOf(code, wording.Language);

    public string Tenant(string code) => reference.Tenants[code].Name;

    public string Footnote(string country) => reference.IsCountry(country) ? country : "";
}
