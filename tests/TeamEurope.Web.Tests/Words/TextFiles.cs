using System.Text.Json;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Words;

/// <summary>The pages' words and the sources that use them, as they lie in the repository.</summary>
internal static class TextFiles
{
    public static readonly string[] Languages = ["en", "fr", "de", "nl"];

    /// <summary>By key (<c>Area.Name</c>): the words by language.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> All = Directory
        .EnumerateFiles(Path.Combine(Repository.Pages, "Texts"), "*.json")
        .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(File.ReadAllText(file))!
            .Select(entry => KeyValuePair.Create($"{Path.GetFileNameWithoutExtension(file)}.{entry.Key}", (IReadOnlyDictionary<string, string>)entry.Value)))
        .ToDictionary();

    /// <summary>The pages' sources by their path below the project.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sources = new[] { "*.razor", "*.cs" }
        .SelectMany(pattern => Directory.EnumerateFiles(Repository.Pages, pattern, SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Repository.Pages, file))
        .Where(file => !file.StartsWith("node_modules", StringComparison.Ordinal))
        .ToDictionary(file => file, file => File.ReadAllText(Path.Combine(Repository.Pages, file)));

    /// <summary>The product's code and its reference data.</summary>
    public static readonly IReadOnlyList<string> ProductCode = [.. Directory
        .EnumerateDirectories(Path.Combine(Repository.Root, "src"), "TeamEurope.*")
        .SelectMany(project => Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
        .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "TeamEurope.Infrastructure", "Reference"), "*.json"))
        .Select(File.ReadAllText)];

    /// <summary>The area of a key.</summary>
    public static string AreaOf(string key) => key[..key.IndexOf('.', StringComparison.Ordinal)];
}
