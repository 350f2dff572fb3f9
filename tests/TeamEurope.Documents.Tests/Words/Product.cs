using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Application.Common;
using TeamEurope.Infrastructure;
using TeamEurope.Infrastructure.Reference;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Documents.Tests.Words;

/// <summary>The names as the product resolves them, and the files behind them as they ship.</summary>
internal static class Product
{
    public static readonly string[] Translations = ["fr", "de", "nl"];
    public static readonly string[] Languages = ["en", .. Translations];

    private static readonly ServiceProvider Services =
        new ServiceCollection().AddInfrastructure(new ConfigurationBuilder().Build()).BuildServiceProvider();

    public static IReferenceNames Names => Services.GetRequiredService<IReferenceNames>();

    public static ICountryNames Countries => Services.GetRequiredService<ICountryNames>();

    public static ReferenceData Reference => Services.GetRequiredService<ReferenceData>();

    /// <summary>A file's sections with what they hold by code; its note left out.</summary>
    public static Dictionary<string, Dictionary<string, JsonElement>> SectionsOf(string language) =>
        EmbeddedFiles.Parse<Dictionary<string, JsonElement>>($"Reference/names-{language}")
            .Where(s => s.Value.ValueKind == JsonValueKind.Object)
            .ToDictionary(s => s.Key, s => s.Value.EnumerateObject().ToDictionary(p => p.Name, p => p.Value));

    public static IEnumerable<string> TextsOf(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(p => TextsOf(p.Value))
        : [element.GetString()!];
}
