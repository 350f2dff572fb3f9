using TeamEurope.Rules.Reference;

namespace TeamEurope.Rules.Tests;

/// <summary>The files that ship with the product, linked into this assembly.</summary>
internal static class Resources
{
    public static readonly ReferenceTexts ReferenceTexts = new(
        Text("Reference/taxonomy.json"), Text("Reference/rings.json"), Text("Reference/organisations.json"),
        Text("Reference/routes.json"), Text("Reference/borders.json"), Text("Reference/country-risk.json"),
        Text("Reference/tenants.json"), Text("Reference/countries.json"));

    public static readonly ReferenceData Reference = ReferenceReader.Read(ReferenceTexts);

    public static string Text(string name)
    {
        using var stream = typeof(Resources).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not linked into the tests.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
