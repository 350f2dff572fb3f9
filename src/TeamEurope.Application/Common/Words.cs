namespace TeamEurope.Application.Common;

/// <summary>Reads the words of the contract: exactly as domain.md writes them.</summary>
public static class Words
{
    public static bool TryRead<T>(string text, out T word) where T : struct, Enum =>
        Enum.TryParse(text, ignoreCase: false, out word) && Enum.IsDefined(word) && word.ToString() == text;

    public static string Possible<T>() where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());

    /// <summary>Blank text counts as missing, everywhere.</summary>
    public static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
