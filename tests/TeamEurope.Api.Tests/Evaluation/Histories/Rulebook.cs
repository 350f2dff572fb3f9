using System.Text.Json.Nodes;
using TeamEurope.Infrastructure.Reference;
using TeamEurope.Oracle;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Api.Tests.Evaluation.Histories;

/// <summary>Other reference data than the product's own, once as the product reads them and once as the oracle does.</summary>
internal static class Rulebook
{
    private static readonly ReferenceTexts Usual = EmbeddedFiles.ReferenceTexts();
    private static readonly ReferenceTexts Changed = Usual with
    {
        CountryRisk = RisksTurned(Usual.CountryRisk), Rings = RingsSwapped(Usual.Rings), Routes = WithoutFirstRoute(Usual.Routes)
    };

    private static readonly Lazy<OracleReference> Oracles = new(LoadForOracle);

    /// <summary>Risks turned round, two rings swapped, a route and its displacements gone.</summary>
    public static ReferenceData Other { get; } = ReferenceReader.Read(Changed);

    public static OracleReference OtherForOracle => Oracles.Value;

    private static OracleReference LoadForOracle()
    {
        var folder = Directory.CreateTempSubdirectory("teameurope-reference-").FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Reference")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(folder, "country-risk.json"), Changed.CountryRisk);
        File.WriteAllText(Path.Combine(folder, "rings.json"), Changed.Rings);
        File.WriteAllText(Path.Combine(folder, "routes.json"), Changed.Routes);
        var reference = OracleReference.Load(folder);
        Directory.Delete(folder, recursive: true);
        return reference;
    }

    private static string RisksTurned(string text)
    {
        var root = JsonNode.Parse(text)!;
        var countries = root["countries"]!.AsObject();
        foreach (var (country, risk) in countries.ToList())
        {
            countries[country] = risk!.GetValue<string>() switch { "high" => "medium", "medium" => "low", _ => "high" };
        }

        return root.ToJsonString();
    }

    private static string RingsSwapped(string text)
    {
        var root = JsonNode.Parse(text)!;
        var rings = root["rings"]!.AsArray();
        (rings[0]!["countries"], rings[1]!["countries"]) = (rings[1]!["countries"]!.DeepClone(), rings[0]!["countries"]!.DeepClone());
        return root.ToJsonString();
    }

    private static string WithoutFirstRoute(string text)
    {
        var root = JsonNode.Parse(text)!;
        root["routes"]!.AsArray().RemoveAt(0);
        root["displacements"] = new JsonArray();
        return root.ToJsonString();
    }
}
