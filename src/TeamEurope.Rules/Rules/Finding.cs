namespace TeamEurope.Rules.Rules;

/// <summary>How much a finding matters. Opportunity stands apart: it is never a warning.</summary>
public enum AlertLevel { Low, Medium, High, Critical, Opportunity }

/// <summary>One addend of a score, under its name in overlap-rules.md.</summary>
public readonly record struct Term(string Name, int Points);

/// <summary>A measure of an initiative, by its position in the initiative's list.</summary>
public readonly record struct MatchedMeasure(Guid Initiative, int Position);

/// <summary>Why a rule spoke: one measure, or two that meet, in one country.</summary>
public readonly record struct Match(string Country, MatchedMeasure First, MatchedMeasure? Second);

/// <summary>Another's initiative that a spillover reaches, with the exposed countries it reaches itself.</summary>
public sealed record Affected(Guid Initiative, string Owner, IReadOnlyList<string> Countries);

/// <summary>What makes two findings the same alert: its rule with its initiatives, or (group) with country and strategy. Of a pair the smaller id stands first.</summary>
public readonly record struct FindingKey(string Rule, Guid First, Guid Second, string? Country, string? Strategy)
{
    public static FindingKey OfOne(string rule, Guid initiative) => new(rule, initiative, Guid.Empty, null, null);

    public static FindingKey OfGroup(string rule, string country, string strategy) => new(rule, Guid.Empty, Guid.Empty, country, strategy);
}

/// <summary>What a rule found: an explained score from 0 to 100, the countries, the initiatives and the matched measures.</summary>
public sealed record Finding(
    FindingKey Key,
    AlertLevel Level,
    int Score,
    IReadOnlyList<Term> Terms,
    IReadOnlyList<string> Countries,
    IReadOnlyList<Guid> Initiatives,
    IReadOnlyList<Match> Evidence)
{
    public string Rule => Key.Rule;

    /// <summary>risk-gate only: <c>avoid</c> or <c>safeguards</c>.</summary>
    public string? Gate { get; init; }

    /// <summary>regional-mobility only: organisations whose free movement is concerned, those without points too.</summary>
    public IReadOnlyList<string> Organisations { get; init; } = [];

    /// <summary>spillover only.</summary>
    public IReadOnlyList<Affected> Affected { get; init; } = [];
}
