using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TeamEurope.Domain.Alerts;

/// <summary>
/// The countries and the families of instruments that some alerts have in common, kept once for all of them, so that many alerts are
/// counted by few numbers. Its id follows from what it says; it never changes.
/// </summary>
public sealed class AlertGrouping
{
    public const int TextMaxLength = 2_000;

    /// <summary>What <see cref="Countries"/> or <see cref="Families"/> says where there is none.</summary>
    public const string None = ",";

    private AlertGrouping() => Countries = Families = "";

    public long Id { get; private init; }

    /// <summary>As <c>,LY,TN,</c>.</summary>
    public string Countries { get; private init; }

    /// <summary>As <c>,labour,supply,</c>.</summary>
    public string Families { get; private init; }

    public static AlertGrouping Of(IEnumerable<string> countries, IEnumerable<string> families)
    {
        var (joinedCountries, joinedFamilies) = (Join(countries), Join(families));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{joinedCountries}|{joinedFamilies}"));
        return new AlertGrouping { Id = BinaryPrimitives.ReadInt64BigEndian(hash), Countries = joinedCountries, Families = joinedFamilies };
    }

    /// <summary>The words of <see cref="Countries"/> or <see cref="Families"/>.</summary>
    public static string[] WordsOf(string joined) => joined.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What <see cref="Countries"/> or <see cref="Families"/> contains where it names this word.</summary>
    public static string Naming(string word) => $",{word},";

    private static string Join(IEnumerable<string> words)
    {
        var ordered = words.Distinct().Order(StringComparer.Ordinal).ToList();
        return ordered.Count == 0 ? None : $",{string.Join(',', ordered)},";
    }
}
