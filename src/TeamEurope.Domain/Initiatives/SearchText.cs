using System.Globalization;
using System.Text;

namespace TeamEurope.Domain.Initiatives;

/// <summary>Folds text for searching: lower case, without accents, so that <c>turkiye</c> finds Türkiye on every database.</summary>
public static class SearchText
{
    public static string Of(params string?[] parts) => Fold(string.Join(' ', parts.Where(p => p is not null)));

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(char.ToLowerInvariant(c));
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }
}
