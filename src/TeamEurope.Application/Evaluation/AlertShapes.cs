using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Evaluation;

/// <summary>An alert as an evaluation wants it to be: its identity, what it says, and whom it concerns.</summary>
public sealed record WantedAlert(AlertIdentity Identity, AlertSubstance Substance, IReadOnlyList<string> Audience);

/// <summary>Turns findings into alerts: who hears of which rule stands here, as overlap-rules.md says under "Audience".</summary>
public sealed class AlertShapes(ReferenceData reference)
{
    public static string KeyOf(FindingKey key) => key.Country is not null
        ? $"{key.Rule}|{key.Country}|{key.Strategy}"
        : $"{key.Rule}|{key.First:N}|{(key.Second == Guid.Empty ? "" : key.Second.ToString("N"))}";

    public WantedAlert Of(Finding finding, Func<Guid, Footprint> find)
    {
        var members = finding.Initiatives.Select(find).ToList();
        var isGroup = finding.Rule == RuleNames.TeamEuropeOpportunity;
        var identity = new AlertIdentity(
            KeyOf(finding.Key), finding.Rule,
            isGroup ? null : finding.Key.First,
            finding.Key.Second == Guid.Empty ? null : finding.Key.Second,
            false, false, finding.Key.Strategy, IsForCoordinators(finding.Rule));
        var evidence = finding.Evidence.Select(m => ToEvidence(m, find)).ToArray();
        var instruments = evidence.SelectMany(e => e.Measures).Select(m => m.Instrument).Distinct().Order(StringComparer.Ordinal).ToArray();
        var substance = new AlertSubstance(
            finding.Level, finding.Score, finding.Terms, finding.Countries, finding.Gate,
            members.Select(m => m.Owner).Distinct().Order(StringComparer.Ordinal).ToArray(),
            finding.Organisations, finding.Affected, isGroup ? finding.Initiatives : [], evidence, instruments,
            instruments.Select(i => reference.Instruments[i].Goal).Distinct().Order(StringComparer.Ordinal).ToArray());
        return new WantedAlert(identity, substance, AudienceOf(finding, members));
    }

    private static bool IsForCoordinators(string rule) =>
        RuleNames.IsPair(rule) || rule is RuleNames.Spillover or RuleNames.Unannounced or RuleNames.TeamEuropeOpportunity;

    private static string[] AudienceOf(Finding finding, List<Footprint> members)
    {
        var parties = finding.Rule == RuleNames.RiskGate
            ? members.Select(m => m.Owner)
            : members.SelectMany(m => m.Participants.Prepend(m.Owner));
        return parties.Concat(finding.Affected.Select(a => a.Owner)).Distinct().Order(StringComparer.Ordinal).ToArray();
    }

    private static AlertEvidence ToEvidence(Match match, Func<Guid, Footprint> find) => new(
        match.Country,
        match.Second is { } second ? [ToMeasure(match.First, find), ToMeasure(second, find)] : [ToMeasure(match.First, find)]);

    private static EvidenceMeasure ToMeasure(MatchedMeasure matched, Func<Guid, Footprint> find)
    {
        var m = find(matched.Initiative).Measures[matched.Position];
        return new EvidenceMeasure(matched.Initiative, m.Instrument, m.Direction, m.Occupation, m.Equipment, m.Implementer);
    }
}
