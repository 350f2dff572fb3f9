using TeamEurope.Domain;

namespace TeamEurope.Application.Common;

/// <summary>Collects what is wrong with a body: JSON paths, each with messages that say what is possible.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> errors = [];

    public bool Any => errors.Count > 0;

    public void Add(string path, string message)
    {
        if (!errors.TryGetValue(path, out var messages))
        {
            errors[path] = messages = [];
        }

        messages.Add(message);
    }

    public Refusal ToRefusal() => Refusal.Invalid(errors.ToDictionary(e => e.Key, e => e.Value.ToArray()));

    /// <summary>A word of a closed list; the default where it is left out.</summary>
    public T Word<T>(string path, string? text, T whenLeftOut) where T : struct, Enum => OptionalWord<T>(path, text) ?? whenLeftOut;

    /// <summary>A word of a closed list that may be left out.</summary>
    public T? OptionalWord<T>(string path, string? text) where T : struct, Enum
    {
        if (Words.Known(text) is not { } known)
        {
            return null;
        }

        if (Words.TryRead<T>(known, out var word))
        {
            return word;
        }

        Add(path, Say.Of("Field.NotKnown", Shown(known), Words.Possible<T>()));
        return null;
    }

    /// <summary>A word of a closed list that must be there.</summary>
    public T? WantedWord<T>(string path, string? text) where T : struct, Enum
    {
        if (Words.Known(text) is null)
        {
            Add(path, Say.Of("Field.Wanted", Words.Possible<T>()));
        }

        return OptionalWord<T>(path, text);
    }

    /// <summary>A text of at most so many characters; null where blank.</summary>
    public string? Text(string path, string? text, int maxLength)
    {
        var known = Words.Known(text);
        if (known?.Length > maxLength)
        {
            Add(path, Say.Of("Field.TooLong", maxLength, known.Length));
        }

        if (known is not null && !Words.IsText(known))
        {
            Add(path, Say.Of("Field.NoText"));
        }

        return known;
    }

    public string WantedText(string path, string? text, int maxLength)
    {
        var known = Text(path, text, maxLength);
        if (known is null)
        {
            Add(path, Say.Of("Field.WantedText", maxLength));
        }

        return known ?? "";
    }

    /// <summary>The part of a wrong value that is worth showing again.</summary>
    public static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
