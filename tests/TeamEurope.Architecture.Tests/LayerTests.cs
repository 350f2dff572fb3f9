using System.Reflection;
using Shouldly;
using Xunit;

namespace TeamEurope.Architecture.Tests;

/// <summary>Who may know whom. The compiler allows only what the projects reference; these tests hold the references themselves.</summary>
public class LayerTests
{
    private const string Prefix = "TeamEurope.";

    /// <summary>Every assembly of ours, found by itself, so that a new one is held to a rule the day it appears.</summary>
    private static readonly Dictionary<string, Assembly> Assemblies = Load();

    public static readonly TheoryData<string, string[]> Allowed = new()
    {
        { "Rules", [] },
        { "Contracts", [] },
        { "Domain", ["Rules"] },
        { "Application", ["Domain", "Rules", "Contracts"] },
        { "Infrastructure", ["Application", "Domain", "Rules", "Contracts"] },
        { "Infrastructure.Sqlite", ["Infrastructure", "Application", "Domain", "Rules", "Contracts"] },
        { "Infrastructure.PostgreSql", ["Infrastructure", "Application", "Domain", "Rules", "Contracts"] },
        { "Infrastructure.SqlServer", ["Infrastructure", "Application", "Domain", "Rules", "Contracts"] },
        { "Web", ["Application", "Domain", "Rules", "Contracts"] },
        { "Api", ["Web", "Infrastructure.Sqlite", "Infrastructure.PostgreSql", "Infrastructure.SqlServer", "Infrastructure", "Application", "Domain", "Rules", "Contracts"] },
        { "Client", ["Contracts"] }
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void An_assembly_knows_only_those_within(string name, string[] allowed)
    {
        var known = OursKnownBy(Assemblies[Prefix + name]).ToList();
        known.Except(allowed.Select(a => Prefix + a)).ShouldBeEmpty($"{name} may know only: {string.Join(", ", allowed)}");
    }

    [Fact]
    public void Every_assembly_of_ours_has_a_rule()
    {
        Assemblies.Count.ShouldBeGreaterThanOrEqualTo(11);
        Assemblies.Keys.Select(k => k[Prefix.Length..]).Order().ShouldBe(Allowed.Select(row => (string)row[0]).Order());
    }

    [Fact]
    public void The_rules_use_the_framework_alone()
    {
        var references = Assemblies[Prefix + "Rules"].GetReferencedAssemblies().Select(a => a.Name!).ToList();
        references.ShouldNotBeEmpty();
        references.ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_rules_have_no_clock_no_chance_and_nothing_asynchronous()
    {
        var used = TypesUsedBy(Assemblies[Prefix + "Rules"]);
        used.ShouldContain("System.DateOnly");
        used.Intersect(["System.DateTime", "System.TimeProvider", "System.Random", "System.Threading.Tasks.Task", "System.Diagnostics.Stopwatch"]).ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_infrastructure_knows_a_database()
    {
        foreach (var (name, assembly) in Assemblies.Where(a => !a.Key.Contains("Infrastructure", StringComparison.Ordinal)))
        {
            assembly.GetReferencedAssemblies().Select(a => a.Name!)
                .Where(r => r.Contains("Sqlite", StringComparison.Ordinal) && !r.StartsWith(Prefix, StringComparison.Ordinal)
                    || r.Contains("Npgsql", StringComparison.Ordinal) || r.Contains("SqlClient", StringComparison.Ordinal))
                .ShouldBeEmpty($"{name} must not know a database");
        }
    }

    private static IEnumerable<string> OursKnownBy(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith(Prefix, StringComparison.Ordinal));

    private static HashSet<string> TypesUsedBy(Assembly assembly)
    {
        using var stream = File.OpenRead(assembly.Location);
        using var portable = new System.Reflection.PortableExecutable.PEReader(stream);
        var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(portable);
        return metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(t => $"{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}").ToHashSet();
    }

    private static Dictionary<string, Assembly> Load() =>
        Directory.GetFiles(AppContext.BaseDirectory, $"{Prefix}*.dll")
            .Where(path => !Path.GetFileName(path).Contains("Tests", StringComparison.Ordinal))
            .Where(path => !path.EndsWith(".resources.dll", StringComparison.Ordinal))
            .Select(Assembly.LoadFrom)
            .ToDictionary(a => a.GetName().Name!);
}
