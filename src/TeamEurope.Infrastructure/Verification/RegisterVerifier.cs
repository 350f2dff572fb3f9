using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Domain.Register;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Infrastructure.Verification;

/// <summary>Something that the use cases never leave behind.</summary>
/// <param name="Check">Which check found it.</param>
/// <param name="Where">Ids and numbers, never content.</param>
public sealed record Deviation(string Check, string Where);

/// <summary>
/// Holds what is stored against itself: histories against what they lead to, numbers against their counters. It finds what was
/// changed past the product, or lost; somebody who changes every copy alike is not found by it.
/// </summary>
public sealed class RegisterVerifier(TeamEuropeDb db, IDatabaseProvider provider)
{
    private const string Versions = "versions";
    private const string Present = "present-state";
    private const string Outbox = "outbox";
    private const string References = "references";
    private const string Alerts = "alerts";
    private const string Audit = "audit-chain";
    private const string ReferenceCounterPrefix = "reference:";

    private readonly List<Deviation> found = [];

    /// <summary>Where the audit chains ended, once they were verified.</summary>
    public IReadOnlyList<AuditAnchor> Ends { get; private set; } = [];

    /// <summary>All deviations; reads the whole register, and writes nothing.</summary>
    /// <param name="known">Where the audit chains stood earlier.</param>
    public async Task<IReadOnlyList<Deviation>> VerifyAsync(IReadOnlyList<AuditAnchor> known, CancellationToken cancellationToken)
    {
        // In one snapshot: while the product goes on writing, one table would not fit the other.
        await using var snapshot = await db.Database.BeginTransactionAsync(provider.SnapshotLevel, cancellationToken);
        await VerifyVersionsAsync(cancellationToken);
        await VerifyPresentAsync(cancellationToken);
        await VerifyOutboxAsync(cancellationToken);
        await VerifyReferencesAsync(cancellationToken);
        await VerifyAlertsAsync(cancellationToken);
        Ends = await new AuditChainVerifier(db, where => found.Add(new Deviation(Audit, where))).VerifyAsync(known, cancellationToken);
        return found;
    }

    /// <summary>An initiative's versions run from 1 without gaps.</summary>
    private async Task VerifyVersionsAsync(CancellationToken cancellationToken)
    {
        var kept = await db.Revisions.AsNoTracking().GroupBy(r => r.InitiativeId)
            .Select(g => new { Id = g.Key, First = g.Min(r => r.Version), Last = g.Max(r => r.Version), Count = g.Count() })
            .Where(g => g.First != 1 || g.Last != g.Count).ToListAsync(cancellationToken);
        found.AddRange(kept.Select(g => new Deviation(Versions, Say($"initiative {g.Id}: {g.Count} versions from {g.First} to {g.Last}"))));
    }

    /// <summary>The last version is what the initiative is now; one that is gone was deleted as a draft.</summary>
    private async Task VerifyPresentAsync(CancellationToken cancellationToken)
    {
        var last = await db.Revisions.AsNoTracking().GroupBy(r => r.InitiativeId).Select(g => new { g.Key, Version = g.Max(r => r.Version) })
            .ToDictionaryAsync(g => g.Key, g => g.Version, cancellationToken);
        var there = new HashSet<Guid>();
        var present =
            from i in db.Initiatives.AsNoTracking()
            join r in db.Revisions.AsNoTracking() on new { i.Id, i.Version } equals new { Id = r.InitiativeId, r.Version } into versions
            from kept in versions.DefaultIfEmpty()
            select new { i.Id, i.Version, i.Content, i.Stage, i.NegotiatingSince, i.Reference, Kept = kept };
        await foreach (var row in present.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            there.Add(row.Id);
            if (last.GetValueOrDefault(row.Id) != row.Version || row.Kept is not { } kept)
            {
                found.Add(new Deviation(Present, Say($"initiative {row.Id}: at version {row.Version}, kept up to {last.GetValueOrDefault(row.Id)}")));
            }
            else if (kept.Reference != row.Reference || !Same(kept.State, new InitiativeState(row.Content, row.Stage, row.NegotiatingSince)))
            {
                found.Add(new Deviation(Present, Say($"initiative {row.Id}: differs from its version {row.Version}")));
            }
        }

        var deleted = await db.RegisterEvents.AsNoTracking().Where(e => e.Kind == RegisterEventKind.DraftDeleted)
            .Select(e => e.InitiativeId!.Value).ToListAsync(cancellationToken);
        found.AddRange(last.Keys.Where(id => !there.Contains(id)).Except(deleted)
            .Select(id => new Deviation(Present, Say($"initiative {id}: has versions but is not there, and was not deleted as a draft"))));
    }

    /// <summary>Every version was announced.</summary>
    private async Task VerifyOutboxAsync(CancellationToken cancellationToken)
    {
        var unannounced = await db.Revisions.AsNoTracking()
            .Where(r => !db.RegisterEvents.Any(e => e.InitiativeId == r.InitiativeId && e.Version == r.Version))
            .Select(r => new { r.InitiativeId, r.Version }).ToListAsync(cancellationToken);
        found.AddRange(unannounced.Select(r => new Deviation(Outbox, Say($"initiative {r.InitiativeId}: version {r.Version} has no row in the outbox"))));
    }

    /// <summary>The references of an owner's year run from 1 without gaps, deleted drafts included, and its counter stands at the last.</summary>
    private async Task VerifyReferencesAsync(CancellationToken cancellationToken)
    {
        var counters = await db.Counters.AsNoTracking().Where(c => c.Name.StartsWith(ReferenceCounterPrefix))
            .ToDictionaryAsync(c => c.Name[ReferenceCounterPrefix.Length..], c => c.Value, cancellationToken);
        var references = await db.Revisions.AsNoTracking().Where(r => r.Version == 1).Select(r => new { r.InitiativeId, r.Owner, r.Reference }).ToListAsync(cancellationToken);
        var numbers = new Dictionary<string, List<int>>();
        foreach (var given in references)
        {
            if (given.Reference.Split('-') is [.., var year, var digits] && int.TryParse(digits, CultureInfo.InvariantCulture, out var number))
            {
                var name = $"{given.Owner}:{year}";
                (numbers.TryGetValue(name, out var list) ? list : numbers[name] = []).Add(number);
            }
            else
            {
                found.Add(new Deviation(References, Say($"initiative {given.InitiativeId}: its reference is none")));
            }
        }

        foreach (var name in numbers.Keys.Union(counters.Keys).Order(StringComparer.Ordinal))
        {
            var given = numbers.GetValueOrDefault(name, []);
            var (count, last, counter) = (given.Distinct().Count(), given.DefaultIfEmpty().Max(), counters.GetValueOrDefault(name));
            if (count != given.Count || count != last || last != counter)
            {
                found.Add(new Deviation(References, Say($"{name}: {given.Count} given, the last is {last}, the counter is at {counter}")));
            }
        }
    }

    /// <summary>
    /// An alert's last step led to its status; a comment, which is no step, may have moved it on into discussion. Blind items take part only in steps of the evaluation (what people do to the alerts
    /// behind them moves them too), so theirs are not compared; of them only the first step must be there.
    /// </summary>
    private async Task VerifyAlertsAsync(CancellationToken cancellationToken)
    {
        var steps = (await db.AlertEvents.AsNoTracking().Where(e => e.Status != null)
            .Select(e => new { e.AlertId, e.Status, e.At }).ToListAsync(cancellationToken))
            .GroupBy(e => e.AlertId)
            .ToDictionary(g => g.Key, g => g.Where(e => e.At == g.Max(x => x.At)).Select(e => e.Status!.Value).ToList());
        var discussed = (await db.AlertComments.AsNoTracking().Select(c => c.AlertId).Distinct().ToListAsync(cancellationToken)).ToHashSet();
        await foreach (var alert in db.Alerts.AsNoTracking().Select(a => new { a.Id, a.Status, a.Rule }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!steps.TryGetValue(alert.Id, out var last))
            {
                found.Add(new Deviation(Alerts, Say($"alert {alert.Id}: has no history")));
            }
            else if (alert.Rule != Alert.Collision && !last.Contains(alert.Status)
                && !(alert.Status == AlertStatus.InDiscussion && last.Contains(AlertStatus.Acknowledged) && discussed.Contains(alert.Id)))
            {
                found.Add(new Deviation(Alerts, Say($"alert {alert.Id}: is {alert.Status}, its last step led to {last[^1]}")));
            }
        }
    }

    private static bool Same(InitiativeState a, InitiativeState b) => JsonSerializer.Serialize(a, Json.Options) == JsonSerializer.Serialize(b, Json.Options);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
