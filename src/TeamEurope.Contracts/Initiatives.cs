namespace TeamEurope.Contracts;

/// <summary>
/// An initiative as a desk writes it. Enumerations are the words of the glossary, dates are days (ISO 8601), money is euro.
/// Wanted: <see cref="Title"/> and <see cref="Partners"/>. What is left out takes its default.
/// </summary>
public sealed record InitiativeBody
{
    public string? ExternalId { get; init; }
    public string? Title { get; init; }
    public string? Summary { get; init; }
    public string? Language { get; init; }
    public string? Handling { get; init; }
    public string? Level { get; init; }
    public string? Form { get; init; }
    public string? LegalEffect { get; init; }
    public DateOnly? MandateOn { get; init; }
    public string? Stage { get; init; }
    public string? Visibility { get; init; }
    public IReadOnlyList<string>? NamedTenants { get; init; }
    public IReadOnlyList<string>? Participants { get; init; }

    /// <summary>ISO 3166-1 alpha-2 codes, XK, and codes of organisations and processes.</summary>
    public IReadOnlyList<string>? Partners { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public DateOnly? NegotiatingSince { get; init; }
    public DateOnly? AnnouncedOn { get; init; }
    public string? Justification { get; init; }
    public InitiativeNameBody? PartOf { get; init; }
    public IReadOnlyList<ComplementarityBody>? Complementarity { get; init; }
    public decimal? AmountEur { get; init; }
    public bool? SuspensionClause { get; init; }
    public HumanRightsBody? HumanRights { get; init; }
    public MonitoringBody? Monitoring { get; init; }
    public IReadOnlyList<string>? HubGuarantees { get; init; }
    public IReadOnlyList<MeasureBody>? Measures { get; init; }

    /// <summary>Imports only: the reason for a stage change in this row.</summary>
    public string? Reason { get; init; }

    /// <summary>Imports only: go on although warnings stand unread; wants a reason.</summary>
    public bool? Unread { get; init; }
}

/// <summary>Names an initiative by owner and external id, or by reference.</summary>
public sealed record InitiativeNameBody(string? Owner = null, string? ExternalId = null, string? Reference = null);

/// <summary>How the initiative complements a named EU initiative.</summary>
public sealed record ComplementarityBody(InitiativeNameBody? Towards, string? Statement);

/// <summary>Human-rights clauses (report, table 6).</summary>
public sealed record HumanRightsBody(bool Mentioned = false, bool Monitoring = false, bool Safeguards = false);

/// <summary>The monitoring plan's five elements (report, 4.2.3) and who monitors independently.</summary>
public sealed record MonitoringBody(
    string? Form = null, string? Cooperation = null, string? Frequency = null, string? Content = null, string? FollowUp = null,
    string? IndependentMonitor = null);

/// <summary>A measure of an initiative.</summary>
public sealed record MeasureBody
{
    public string? Instrument { get; init; }
    public string? Direction { get; init; }

    /// <summary>ISCO-08 two-digit group.</summary>
    public string? Occupation { get; init; }
    public string? Equipment { get; init; }
    public decimal? Quantity { get; init; }
    public string? Unit { get; init; }
    public decimal? AmountEur { get; init; }
    public string? Implementer { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public IncentiveBody? Incentive { get; init; }
}

/// <summary>Reward or pressure (report, table 5). Both parts are wanted.</summary>
public sealed record IncentiveBody(string? Sign, string? Domain);

/// <summary>An initiative as its readers see it.</summary>
public sealed record InitiativeView
{
    public required Guid Id { get; init; }
    public required string Reference { get; init; }
    public required string Owner { get; init; }
    public required int Version { get; init; }
    public string? ExternalId { get; init; }
    public required string Title { get; init; }
    public string? Summary { get; init; }
    public required string Language { get; init; }
    public required string Handling { get; init; }
    public required string Level { get; init; }
    public required string Form { get; init; }
    public required string LegalEffect { get; init; }
    public DateOnly? MandateOn { get; init; }
    public required string Stage { get; init; }
    public required string Visibility { get; init; }
    public required IReadOnlyList<string> NamedTenants { get; init; }
    public required IReadOnlyList<string> Participants { get; init; }
    public required IReadOnlyList<string> Partners { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public DateOnly? NegotiatingSince { get; init; }

    /// <summary>As stated by the owner.</summary>
    public DateOnly? AnnouncedOn { get; init; }
    public string? Justification { get; init; }
    public PartOfView? PartOf { get; init; }
    public required IReadOnlyList<ComplementarityView> Complementarity { get; init; }
    public decimal? AmountEur { get; init; }
    public bool SuspensionClause { get; init; }
    public required HumanRightsBody HumanRights { get; init; }
    public required MonitoringBody Monitoring { get; init; }
    public required IReadOnlyList<string> HubGuarantees { get; init; }
    public required IReadOnlyList<MeasureBody> Measures { get; init; }
    public required IReadOnlyList<StageChangeView> Stages { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>The umbrella as named, and whether it counts.</summary>
public sealed record PartOfView(string? Owner, string? ExternalId, string? Reference, bool Confirmed);

/// <summary>A complementarity statement and the coordinators' reply, always without prejudice to competences.</summary>
public sealed record ComplementarityView(InitiativeNameBody Towards, string Statement, string Status, string? ReplyReason);

/// <summary>One step of the stage history.</summary>
/// <param name="UnreadWarnings">How many warnings stood unread where the change was made all the same.</param>
public sealed record StageChangeView(
    string? From, string To, DateOnly EffectiveOn, string? Reason, int UnreadWarnings, string By, DateTimeOffset RecordedAt);

/// <summary>An initiative in a list.</summary>
public sealed record InitiativeSummary(
    Guid Id, string Reference, string? ExternalId, string Owner, string Title, string Level, string Form, string Stage, string Visibility,
    string Handling, IReadOnlyList<string> Partners, IReadOnlyList<string> Participants, IReadOnlyList<string> Instruments,
    DateOnly? StartsOn, DateOnly? EndsOn, DateTimeOffset ChangedAt);

/// <summary>How many initiatives a selection holds.</summary>
public sealed record InitiativeCount(int Count);

/// <summary>A part of an umbrella, as the umbrella's owner finds it.</summary>
public sealed record PartView(Guid Id, string Reference, string Title, bool Confirmed);

/// <summary>Asks for another stage. <see cref="EffectiveOn"/> is today where left out.</summary>
public sealed record StageRequest(
    string? Stage, DateOnly? EffectiveOn = null, string? Reason = null, string? Justification = null, bool? Unread = null);

/// <summary>A coordinator's reply to a complementarity statement.</summary>
public sealed record ReplyRequest(InitiativeNameBody? Towards, string? Reply, string? Reason);

/// <summary>What a text would raise, of what its writer may see; <see cref="More"/> where it is more than 200.</summary>
public sealed record PreviewView(IReadOnlyList<PreviewAlert> Alerts, bool More);

/// <summary>An alert that a text would raise. The text itself has no id or reference yet.</summary>
public sealed record PreviewAlert(
    string Rule, string Level, int Score, IReadOnlyList<TermView> Terms, IReadOnlyList<string> Countries, string? Strategy, string? Gate,
    IReadOnlyList<string> AffectedOwners, IReadOnlyList<AlertInitiativeView> Initiatives, IReadOnlyList<EvidenceView> Evidence);

/// <summary>A tenant's own rating of a partner country; null takes the common value again.</summary>
public sealed record RiskRatingRequest(string? Risk, string? Reason);

/// <summary>The risk of a country for the reader's tenant, and where it comes from.</summary>
public sealed record RiskRatingView(string Country, string Risk, bool IsOwn, string? Reason, DateTimeOffset? RatedAt, string CommonRisk);

/// <summary>One rating in its history; a null risk took the common value again.</summary>
public sealed record RiskRatingStep(string? Risk, string Reason, string By, DateTimeOffset At);
