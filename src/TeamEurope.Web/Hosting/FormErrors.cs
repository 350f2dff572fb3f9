using TeamEurope.Domain;

namespace TeamEurope.Web.Hosting;

/// <summary>What is wrong with a form that came back: by field, and in all.</summary>
public sealed class FormErrors(Refusal? refusal = null)
{
    public static readonly FormErrors None = new();

    public Refusal? Refusal { get; } = refusal;

    public bool Any => Refusal is not null;

    /// <summary>The fields and their messages, by JSON path as the API writes them.</summary>
    public IReadOnlyDictionary<string, string[]> ByPath { get; } = refusal?.Errors ?? new Dictionary<string, string[]>();

    /// <summary>The messages of one field.</summary>
    /// <param name="path">As the API writes it, such as <c>$.measures[0].quantity</c>; the leading <c>$.</c> may be left out.</param>
    public IReadOnlyList<string> Of(string path) =>
        ByPath.TryGetValue(path, out var messages) || ByPath.TryGetValue($"$.{path}", out messages) ? messages : [];
}
