namespace TeamEurope.Application.Common;

/// <summary>
/// What the reference data is called in the product's languages: English, French, German, Dutch. Where something has no name in a
/// language its English one stands, and the code itself where it is not known at all.
/// </summary>
public interface IReferenceNames
{
    /// <summary>The two digits of the ISCO-08 sub-major groups, in order.</summary>
    IReadOnlyList<string> OccupationCodes { get; }

    string Goal(string code, string language);

    string Strategy(string code, string language);

    string Instrument(string code, string language);

    /// <summary>A family of instruments; one that is a single instrument by that instrument's name.</summary>
    string Family(string code, string language);

    string Ring(int number, string language);

    /// <summary>What the ring asks for (report, 5.4).</summary>
    string RingRule(int number, string language);

    string Organisation(string code, string language);

    /// <summary>A Member State by its country's name, an institution or body by its own.</summary>
    string Tenant(string code, string language);

    /// <summary>A migratory route, by its code or its English name.</summary>
    string Route(string codeOrName, string language);

    /// <summary>A rule in a few words; <c>collision</c> too, which stands in place of what a reader may not see.</summary>
    string Rule(string rule, string language);

    /// <summary>Why there is this rule, in one or two sentences.</summary>
    string RuleWhy(string rule, string language);

    /// <summary>The rule's place in the report; that it is a design rule where the report has none.</summary>
    string RuleSource(string rule, string language);

    /// <summary>A term of a score in words that a reader understands.</summary>
    string Term(string term, string language);

    /// <summary>What a term of a score counts, in a sentence.</summary>
    string TermMeaning(string term, string language);

    /// <summary>A sub-major group of the ISCO-08 classification, by its two digits.</summary>
    string Occupation(string isco2, string language);

    string Equipment(string code, string language);

    /// <summary>The footnote that EU documents put to a country's name; null for a country without one.</summary>
    string? Footnote(string country, string language);
}
