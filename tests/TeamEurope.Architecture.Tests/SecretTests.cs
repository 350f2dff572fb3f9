using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace TeamEurope.Architecture.Tests;

/// <summary>Secrets come by configuration: none lies among the sources.</summary>
public partial class SecretTests
{
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", ".git", "artifacts", "dist", "TestResults", "StrykerOutput"];

    private static readonly string[] Read =
        [".cs", ".razor", ".json", ".yaml", ".yml", ".bicep", ".bicepparam", ".md", ".sh", ".ts", ".mjs", ".props", ".targets", ".csproj", ".conf", ".http", ".env", ".pem", ".key", ".pfx", ".config", ".xml", ""];

    /// <summary>What stands for a password where one would stand.</summary>
    private static readonly string[] Stands = ["readEnvironmentVariable(", "…", "...", "{", "$", "<", "@", "wrong", "only-for-this-test"];

    [Fact]
    public void No_secret_lies_among_the_sources()
    {
        var files = FilesOf(Root()).ToList();
        files.Count.ShouldBeGreaterThan(400);
        files.SelectMany(f => SecretsIn(File.ReadAllText(f)).Select(s => $"{Path.GetRelativePath(Root(), f)}: {s[..Math.Min(s.Length, 30)]}"))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Host=db;Username=app;Pass" + "word=hunter2hunter2")]
    [InlineData("-----BEGIN RSA PRIVATE" + " KEY-----")]
    [InlineData("AccountKey" + "=Zm9vYmFyZm9vYmFyZm9vYmFy")]
    [InlineData("\"ClientSecret" + "\": \"abc8Q~abcdefghijklmnop\"")]
    [InlineData("AKIA" + "ABCDEFGHIJKLMNOP")]
    [InlineData("ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789")]
    public void What_would_be_one_is_found(string text) => SecretsIn(text).ShouldNotBeEmpty();

    [Theory]
    [InlineData("Host=db;Username=app;Pass" + "word=…")]
    [InlineData("Pass" + "word={password}")]
    public void What_stands_for_one_is_none(string text) => SecretsIn(text).ShouldBeEmpty();

    private static IEnumerable<string> SecretsIn(string text) => Secret().Matches(text).Select(m => m.Value)
        .Where(found => !Stands.Any(s => Value().Match(found).Groups[1].Value.StartsWith(s, StringComparison.Ordinal)));

    private static IEnumerable<string> FilesOf(string folder) =>
        Directory.EnumerateFiles(folder).Where(f => Read.Contains(Path.GetExtension(f)))
            .Concat(Directory.EnumerateDirectories(folder).Where(d => !Skipped.Contains(Path.GetFileName(d))).SelectMany(FilesOf));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TeamEurope.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new DirectoryNotFoundException("The tests do not lie in the repository.");
        }

        return folder;
    }

    [GeneratedRegex("""
        -----BEGIN[A-Z ]*PRIVATE KEY-----|(?:Password|Pwd)\s*=\s*[^\s;"',)\]}]{6,}|AccountKey=[A-Za-z0-9+/=]{16,}|SharedAccessKey=[A-Za-z0-9+/=]{16,}|"?Client_?Secret"?\s*[:=]\s*"[^"]{8,}"|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}|\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.
        """, RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex("""[:=]\s*"?(.*)$""", RegexOptions.Singleline)]
    private static partial Regex Value();
}
