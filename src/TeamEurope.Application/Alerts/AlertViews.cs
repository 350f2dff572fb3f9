using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Contracts;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Alerts;

/// <summary>Alerts as one reader may see them: confidentiality's last step, after the query has chosen the rows.</summary>
public sealed class AlertViews(ITeamEuropeDb db, ReferenceData reference, CurrentUser user)
{
    private sealed record Shown(Guid Id, string Reference, string? ExternalId, string Owner, string Title, string? Justification);

    public async Task<List<AlertView>> OfAsync(IReadOnlyCollection<Alert> alerts, CancellationToken cancellationToken)
    {
        var ids = alerts.SelectMany(IdsOf).Concat(alerts.SelectMany(a => a.Substance.Affected).Select(a => a.Initiative)).Distinct().ToList();
        var visible = await VisibleAsync(ids, cancellationToken);

        // What became hidden between the choice of the rows and this look is left out, not shown with a hole.
        return alerts.Where(a => IdsOf(a).All(visible.ContainsKey)).Select(a => a.IsCollision ? Blind(a, visible) : Full(a, visible)).ToList();
    }

    /// <summary>Alerts that a text would raise; <paramref name="self"/> stands for the text, which may not be registered yet.</summary>
    public async Task<List<PreviewAlert>> OfPreviewAsync(
        IReadOnlyCollection<WantedAlert> wanted, Guid selfId, AlertInitiativeView self, CancellationToken cancellationToken)
    {
        var ids = wanted.SelectMany(IdsOf).Distinct().ToList();
        var visible = await VisibleAsync(ids, cancellationToken);
        visible[selfId] = new Shown(selfId, self.Reference ?? "", self.ExternalId, self.Owner!, self.Title!, null);
        return wanted.Where(w => IdsOf(w).All(visible.ContainsKey)).Select(w =>
        {
            var order = IdsOf(w).Select(id => visible[id]).OrderBy(i => i.Reference, StringComparer.Ordinal).ToList();
            var substance = w.Substance;
            return new PreviewAlert(
                w.Identity.Rule, substance.Level.ToString(), substance.Score, ToViews(substance.Terms), substance.Countries,
                w.Identity.Strategy, substance.Gate,
                substance.Affected.Select(a => a.Owner).Distinct().Order(StringComparer.Ordinal).ToArray(),
                order.Select(i => i.Id == selfId ? self : ToView(i)).ToArray(),
                substance.Evidence.Select(e => ToView(e, w.Identity.Rule == RuleNames.Spillover ? null : order)).ToArray());
        }).ToList();
    }

    private static IEnumerable<Guid> IdsOf(WantedAlert wanted) =>
        new[] { wanted.Identity.First, wanted.Identity.Second }.OfType<Guid>().Concat(wanted.Substance.Members);

    private static TermView[] ToViews(IReadOnlyList<Term> terms) => terms.Select(t => new TermView(t.Name, t.Points)).ToArray();

    private Task<Dictionary<Guid, Shown>> VisibleAsync(List<Guid> ids, CancellationToken cancellationToken) =>
        db.Initiatives.AsNoTracking().VisibleTo(user.Caller.Tenant).Where(i => ids.Contains(i.Id))
            .Select(i => new { i.Id, i.Reference, i.ExternalId, i.Owner, i.Title, i.Content })
            .ToDictionaryAsync(i => i.Id, i => new Shown(i.Id, i.Reference, i.ExternalId, i.Owner, i.Title, i.Content.Justification), cancellationToken);

    /// <summary>
    /// Whether a reader may know that an alert concerns a tenant: of a spillover not whoever hides what is affected, not even where it acts on
    /// the alert itself.
    /// </summary>
    /// <param name="affected">The owners of what is affected and the reader may see.</param>
    public static bool IsShown(Alert alert, string tenant, IReadOnlyCollection<string> affected, string reader) =>
        alert.Rule != RuleNames.Spillover || tenant == reader || alert.Substance.Owners.Contains(tenant) || affected.Contains(tenant);

    /// <summary>The owners of what a spillover affects, of which the caller may see.</summary>
    public async Task<IReadOnlyCollection<string>> AffectedOwnersAsync(Alert alert, CancellationToken cancellationToken)
    {
        var affected = alert.Substance.Affected.Select(a => a.Initiative).ToList();
        return affected.Count == 0 ? [] : [.. (await VisibleAsync(affected, cancellationToken)).Values.Select(i => i.Owner).Distinct()];
    }

    /// <summary>The initiatives that the alert shows to its readers.</summary>
    private static IEnumerable<Guid> IdsOf(Alert alert)
    {
        if (alert.First is { } first && !alert.IsFirstHidden)
        {
            yield return first;
        }

        if (alert.Second is { } second && !alert.IsSecondHidden)
        {
            yield return second;
        }

        foreach (var member in alert.Substance.Members)
        {
            yield return member;
        }
    }

    private static List<Shown> InOrder(Alert alert, Dictionary<Guid, Shown> visible) =>
        IdsOf(alert).Select(id => visible[id]).OrderBy(i => i.Reference, StringComparer.Ordinal).ToList();

    private AlertView Full(Alert alert, Dictionary<Guid, Shown> visible)
    {
        var substance = alert.Substance;
        var initiatives = InOrder(alert, visible);
        var affected = substance.Affected.Where(a => visible.ContainsKey(a.Initiative)).Select(a => a.Owner).Distinct().Order(StringComparer.Ordinal).ToArray();
        var showsAssignee = alert.AssigneeTenant is not { } assigner || IsShown(alert, assigner, affected, user.Caller.Tenant);
        var isWhole = affected.Length == substance.Affected.Select(a => a.Owner).Distinct().Count();
        return Common(alert) with
        {
            Status = alert.Status.ToString(),
            Score = isWhole ? substance.Score : null,
            Terms = isWhole ? ToViews(substance.Terms) : null,
            Strategy = alert.Strategy,
            Gate = substance.Gate,
            AffectedOwners = affected,
            AcknowledgedBy = alert.Acknowledgements.Select(a => a.Tenant).Where(t => IsShown(alert, t, affected, user.Caller.Tenant)).Order(StringComparer.Ordinal).ToArray(),
            Initiatives = initiatives.Select(ToView).ToArray(),
            Evidence = substance.Evidence
                .Where(e => e.Measures.All(m => visible.ContainsKey(m.Initiative)))
                .Select(e => ToView(e, alert.Rule == RuleNames.Spillover ? null : initiatives)).ToArray(),
            Organisations = substance.Organisations.Count > 0 ? substance.Organisations : null,
            Justification = alert.Rule == RuleNames.RiskGate ? initiatives[0].Justification : null,
            Assignee = showsAssignee ? alert.Assignee : null,
            AssigneeTenant = showsAssignee ? alert.AssigneeTenant : null,
            DueOn = alert.DueOn
        };
    }

    private AlertView Blind(Alert alert, Dictionary<Guid, Shown> visible)
    {
        var own = InOrder(alert, visible).Select(ToView).ToList();
        var hidden = (alert.IsFirstHidden ? 1 : 0) + (alert.IsSecondHidden ? 1 : 0);
        var acknowledged = alert.IsAcknowledgedBy(user.Caller.Tenant);
        return Common(alert) with
        {
            Status = (alert.Stands ? acknowledged ? AlertStatus.Acknowledged : AlertStatus.Open : alert.Status).ToString(),
            Resolution = null,
            Baseline = false,
            AcknowledgedBy = acknowledged ? [user.Caller.Tenant] : [],
            Initiatives = [.. own, .. Enumerable.Repeat(new AlertInitiativeView { Undisclosed = true }, hidden)],
            Instruments = alert.Substance.Instruments
        };
    }

    private static AlertView Common(Alert alert) => new()
    {
        Id = alert.Id,
        Rule = alert.Rule,
        Status = "",
        Resolution = alert.Resolution?.ToString(),
        Level = alert.Level.ToString(),
        Countries = alert.Substance.Countries,
        Initiatives = [],
        Baseline = alert.IsBaseline,
        OpenedAt = alert.OpenedAt,
        ChangedAt = alert.ChangedAt,
        ArchivedAt = alert.ArchivedAt
    };

    private static AlertInitiativeView ToView(Shown i) =>
        new() { Id = i.Id, Reference = i.Reference, ExternalId = i.ExternalId, Owner = i.Owner, Title = i.Title };

    /// <summary>Sides in the order of the initiatives; a spillover's as they are: the cause, then the one affected.</summary>
    private EvidenceView ToView(AlertEvidence evidence, List<Shown>? order)
    {
        var measures = order is null ? evidence.Measures : evidence.Measures.OrderBy(m => order.FindIndex(i => i.Id == m.Initiative)).ToList();
        return new EvidenceView(evidence.Country, measures.Select(m => m.Instrument).ToArray(), measures.Select(Describe).ToArray())
        {
            Matched = measures.Select(m => new MatchedMeasureView(
                m.Initiative, m.Instrument, m.Direction.ToString(), m.Occupation, m.Equipment, m.Implementer)).ToArray()
        };
    }

    private string Describe(EvidenceMeasure measure)
    {
        var details = string.Join(", ", new[] { measure.Equipment, measure.Occupation is { } o ? $"ISCO {o}" : null, measure.Implementer }.OfType<string>());
        return string.Create(CultureInfo.InvariantCulture,
            $"{measure.Direction}: {reference.Instruments[measure.Instrument].Name}{(details.Length > 0 ? $" ({details})" : "")}");
    }
}
