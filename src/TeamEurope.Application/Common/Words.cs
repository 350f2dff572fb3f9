namespace TeamEurope.Application.Common;

/// <summary>Reads the words of the contract: exactly as domain.md writes them.</summary>
public static class Words
{
    public static bool TryRead<T>(string text, out T word) where T : struct, Enum =>
        Enum.TryParse(text, ignoreCase: false, out word) && Enum.IsDefined(word) && word.ToString() == text;

    public static string Possible<T>() where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());

    /// <summary>Blank text counts as missing, everywhere.</summary>
    public static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Whether every database can keep it: no character zero, and no half of a character.</summary>
    public static bool IsText(string text) => !text.Contains('\0', StringComparison.Ordinal) && IsWhole(text);

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }
}
