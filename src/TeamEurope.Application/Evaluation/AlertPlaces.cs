using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Evaluation;

/// <summary>Says of alerts under which countries and families they are counted, and keeps what is new of that.</summary>
public sealed class AlertPlaces(ITeamEuropeDb db, RegisterMirror mirror, ReferenceData reference)
{
    private const int MostInOneLook = 1_000;

    /// <summary>In the caller's transaction. An alert that has its place already costs nothing; a cleared one keeps the place that it had.</summary>
    public async Task PlaceAsync(IEnumerable<Alert> alerts, CancellationToken cancellationToken)
    {
        var wanted = new Dictionary<long, AlertGrouping>();
        foreach (var alert in alerts.Where(a => a.Grouping is null || a.Status != AlertStatus.Cleared))
        {
            var grouping = GroupingOf(alert);
            if (alert.Grouping != grouping.Id)
            {
                alert.Place(grouping);
                wanted[grouping.Id] = grouping;
            }
        }

        foreach (var ids in wanted.Keys.Chunk(MostInOneLook))
        {
            var known = await db.AlertGroupings.Where(g => ids.Contains(g.Id)).Select(g => g.Id).ToListAsync(cancellationToken);
            db.AlertGroupings.AddRange(ids.Except(known).Select(id => wanted[id]));
        }
    }

    private AlertGrouping GroupingOf(Alert alert) => AlertGrouping.Of(
        alert.Substance.Countries,
        InstrumentsOf(alert).Select(i => reference.Instruments.GetValueOrDefault(i)?.Family).OfType<string>());

    /// <summary>
    /// Only what every reader of the alert may see: a blind item's are those of its reader's side; the initiatives that a spillover affects may
    /// be hidden from some of its readers, so it is counted by its cause.
    /// </summary>
    private IEnumerable<string> InstrumentsOf(Alert alert)
    {
        if (alert.Rule == RuleNames.Spillover)
        {
            return alert.Substance.Evidence.SelectMany(e => e.Measures).Where(m => m.Initiative == alert.First).Select(m => m.Instrument);
        }

        // What is said of an initiative as a whole names no measure.
        return alert is { Substance.Instruments.Count: 0, IsCollision: false, First: { } first }
            ? mirror.Find(first)?.Measures.Select(m => m.Instrument) ?? []
            : alert.Substance.Instruments;
    }
}
