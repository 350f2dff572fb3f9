using System.Reflection;
using System.Text.Json;

namespace TeamEurope.Infrastructure.Reference;

/// <summary>The JSON files that ship inside the product.</summary>
public static class EmbeddedFiles
{
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The file {name} is not in the product.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The same, as what it holds; a file that holds less is a bug, not an answer.</summary>
    public static T Parse<T>(string name) => JsonSerializer.Deserialize<T>(Read(name), JsonSerializerOptions.Web)
        ?? throw new InvalidOperationException($"The file {name} is empty.");

    /// <summary>The reference data, as one set of texts.</summary>
    public static Rules.Reference.ReferenceTexts ReferenceTexts() => new(
        Read("Reference/taxonomy"), Read("Reference/rings"), Read("Reference/organisations"), Read("Reference/routes"),
        Read("Reference/borders"), Read("Reference/country-risk"), Read("Reference/tenants"), Read("Reference/countries"));
}
