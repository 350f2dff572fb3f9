namespace TeamEurope.Application.Common;

/// <summary>What countries are called in the EU's languages.</summary>
public interface ICountryNames
{
    /// <summary>The country's name; in English where it is not known in that language, the code where it is not known at all.</summary>
    string NameOf(string code, string language);
}
