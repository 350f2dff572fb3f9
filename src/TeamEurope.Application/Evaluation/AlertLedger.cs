using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Register;
using TeamEurope.Rules;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Evaluation;

/// <summary>Brings the stored alerts in line with what an evaluation found, with history and news.</summary>
public sealed class AlertLedger(ITeamEuropeDb db, RegisterMirror mirror, AlertShapes shapes, AlertPlaces places, AlertNews news, ProbingWatch probing, TimeProvider clock)
{
    /// <summary>Everything in the scope of what was touched that is not among the findings is cleared.</summary>
    public async Task RecordAsync(Touched touched, List<Finding> findings, List<RegisterEvent> batch, CancellationToken cancellationToken)
    {
        var stored = (await LoadScopeAsync(touched, cancellationToken)).ToDictionary(a => a.Key);
        var reshown = touched.Earlier.Where(e => mirror.Find(e.Key) is { } now && !now.HasReadersOf(e.Value)).Select(e => e.Key).ToHashSet();
        var run = new Run(stored, reshown, batch, clock.GetUtcNow());
        var wanted = findings.Select(f => shapes.Of(f, id => mirror.Find(id)!)).ToDictionary(w => w.Identity.Key);

        foreach (var alert in stored.Values.Where(a => !a.IsCollision && !wanted.ContainsKey(a.Key)).ToList())
        {
            if (alert.Clear(run.Now))
            {
                run.Note(alert, AlertChange.Cleared);
            }
        }

        foreach (var want in wanted.Values)
        {
            Bring(run, want);
        }

        foreach (var pair in stored.Values.Where(a => RuleNames.IsPair(a.Rule)).GroupBy(a => (First: a.First!.Value, Second: a.Second!.Value)).ToList())
        {
            FollowPair(run, pair.Key.First, pair.Key.Second, pair.ToList());
        }

        foreach (var spillover in stored.Values.Where(a => a.Rule == RuleNames.Spillover).ToList())
        {
            FollowSpillover(run, spillover);
        }

        if (touched.IsEverything)
        {
            foreach (var orphan in stored.Values.Where(a => a.IsCollision && !run.Followed.Contains(a.Key) && a.Clear(run.Now)).ToList())
            {
                run.Note(orphan, AlertChange.Cleared);
            }
        }

        await places.PlaceAsync(stored.Values, cancellationToken);
        await db.AppendAsync(
            [
                .. run.Opened, .. run.Opened.SelectMany(a => a.Audience), .. run.Opened.SelectMany(a => a.Countries),
                .. run.Opened.SelectMany(a => a.Acknowledgements), .. run.Changes.Select(run.ToEvent)
            ],
            cancellationToken);
        if (!run.IsQuiet)
        {
            await news.TellAsync(run.Changes, run.Moved, touched.Earlier, cancellationToken);
        }

        await probing.LookAsync([.. run.Changes.Select(c => c.Alert)], batch, cancellationToken);
    }

    /// <summary>After people changed a pair's alerts: the blind items that stand for them follow.</summary>
    public async Task FollowAsync(IReadOnlyCollection<Alert> changed, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var alert in changed.DistinctBy(a => (a.First, a.Second, a.Rule == RuleNames.Spillover)))
        {
            if (RuleNames.IsPair(alert.Rule))
            {
                var all = await Whole().Where(a => a.First == alert.First && a.Second == alert.Second).ToListAsync(cancellationToken);
                var behind = all.Where(a => !a.IsCollision).ToList();
                foreach (var item in all.Where(a => a.IsCollision))
                {
                    item.Follow(behind, SummaryOf(item, behind)?.Substance, now);
                }

                await places.PlaceAsync(all, cancellationToken);
            }
            else if (alert.Rule == RuleNames.Spillover)
            {
                var items = await Whole().Where(a => a.Rule == Alert.Collision && a.First == null && a.Second == alert.First).ToListAsync(cancellationToken);
                foreach (var item in items)
                {
                    var owner = item.Substance.Owners[0];
                    item.Follow([alert], CollisionItems.Summarise(CollisionItems.OfSpillover(alert.First!.Value, owner), owner, mirror.Find(alert.First!.Value), alert)?.Substance, now);
                }

                await places.PlaceAsync(items, cancellationToken);
            }
        }
    }

    private WantedAlert? SummaryOf(Alert item, List<Alert> behind)
    {
        var (first, second) = (item.First!.Value, item.Second!.Value);
        return CollisionItems.Summarise(
            CollisionItems.OfPair(first, second).Single(i => i.Key == item.Key), mirror.Find(first), mirror.Find(second), behind);
    }

    private async Task<List<Alert>> LoadScopeAsync(Touched touched, CancellationToken cancellationToken)
    {
        if (touched.IsEverything)
        {
            return await Whole().ToListAsync(cancellationToken);
        }

        var scope = new List<Alert>();
        var initiatives = touched.Initiatives.Except(touched.Newcomers).Select(i => (Guid?)i).ToList();
        if (initiatives.Count > 0)
        {
            scope.AddRange(await Whole().Where(a => initiatives.Contains(a.First) || initiatives.Contains(a.Second)).ToListAsync(cancellationToken));
        }

        var spillovers = touched.Spillovers.Except(touched.Initiatives).Select(i => (Guid?)i).ToList();
        var groups = touched.Groups.Select(g => AlertShapes.KeyOf(FindingKey.OfGroup(RuleNames.TeamEuropeOpportunity, g.Country, g.Strategy))).ToList();
        if (spillovers.Count > 0 || groups.Count > 0)
        {
            scope.AddRange(await Whole()
                .Where(a => groups.Contains(a.Key)
                    || (a.Rule == RuleNames.Spillover && spillovers.Contains(a.First))
                    || (a.Rule == Alert.Collision && a.First == null && spillovers.Contains(a.Second)))
                .ToListAsync(cancellationToken));
        }

        return scope;
    }

    private IQueryable<Alert> Whole() =>
        db.Alerts.Include(a => a.Audience).Include(a => a.Acknowledgements).Include(a => a.Countries);

    private static void Bring(Run run, WantedAlert want)
    {
        if (run.Stored.TryGetValue(want.Identity.Key, out var alert))
        {
            var before = AlertAddress.Of(alert);
            alert.SetAudience(want.Audience);
            var change = alert.Update(want.Substance, run.Now);
            run.Readdress(before);
            if (change is null)
            {
                return;
            }

            run.Note(alert, change.Value);
        }
        else
        {
            alert = run.Open(want);
        }

        if (run.Batch[0].BaselineOf is { } importer && alert.Stands && want.Audience.Contains(importer))
        {
            alert.MarkBaseline(importer, run.Batch[0].By, run.Now);
        }
    }

    private void FollowPair(Run run, Guid first, Guid second, List<Alert> behind)
    {
        var (a, b) = (mirror.Find(first), mirror.Find(second));
        foreach (var identity in CollisionItems.OfPair(first, second))
        {
            Follow(run, identity.Key, CollisionItems.Summarise(identity, a, b, behind), behind);
        }
    }

    private void FollowSpillover(Run run, Alert spillover)
    {
        var id = spillover.First!.Value;
        var hidden = mirror.Find(id);
        var prefix = CollisionItems.SpilloverKeyOf(id);
        var owners = spillover.Substance.Affected.Select(a => a.Owner)
            .Concat(run.Stored.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k => k[prefix.Length..]))
            .Distinct().ToList();
        foreach (var owner in owners)
        {
            var identity = CollisionItems.OfSpillover(id, owner);
            Follow(run, identity.Key, CollisionItems.Summarise(identity, owner, hidden, spillover), [spillover]);
        }
    }

    private static void Follow(Run run, string key, WantedAlert? wanted, List<Alert> behind)
    {
        run.Followed.Add(key);
        if (!run.Stored.TryGetValue(key, out var item))
        {
            if (wanted is null)
            {
                return;
            }

            item = run.Open(wanted);
            item.Follow(behind, wanted.Substance, run.Now);
            return;
        }

        var before = AlertAddress.Of(item);
        if (wanted is not null)
        {
            item.SetAudience(wanted.Audience);
        }

        // An item that goes because its readers now see everything has no readers left to be told so.
        var change = item.Follow(behind, wanted?.Substance, run.Now);
        run.Readdress(before);
        if (change is { } seen)
        {
            run.Note(item, seen);
        }
    }

    /// <summary>What one evaluation does to the alerts.</summary>
    /// <param name="Reshown">The initiatives that others may read now than before.</param>
    private sealed record Run(Dictionary<string, Alert> Stored, HashSet<Guid> Reshown, List<RegisterEvent> Batch, DateTimeOffset Now)
    {
        public List<Alert> Opened { get; } = [];
        public List<(Alert Alert, AlertChange Change)> Changes { get; } = [];

        /// <summary>The alerts that may have come to others than before, and how they were addressed.</summary>
        public Dictionary<Alert, AlertAddress> Moved { get; } = [];

        /// <summary>The blind items that alerts were found for, by key; one of everything that is not among them stands for nothing.</summary>
        public HashSet<string> Followed { get; } = [];
        public bool IsQuiet => Batch[0].BaselineOf is not null;

        public Alert Open(WantedAlert want)
        {
            var alert = Alert.Open(want.Identity, want.Substance, want.Audience, Now);
            Opened.Add(alert);
            Stored[alert.Key] = alert;
            Note(alert, AlertChange.Opened);
            return alert;
        }

        /// <summary>An alert that was there before may have come to others: keeps how it was addressed where that makes a difference.</summary>
        public void Readdress(AlertAddress before)
        {
            var alert = before.Alert;
            if (IsReshown(alert.First) || IsReshown(alert.Second) || !before.Reaches(AlertAddress.Of(alert)))
            {
                Moved.TryAdd(alert, before);
            }
        }

        private bool IsReshown(Guid? initiative) => initiative is { } id && Reshown.Contains(id);

        public void Note(Alert alert, AlertChange change) => Changes.Add((alert, change));

        /// <summary>The cause is the last change of the batch to one of the alert's initiatives, else the last of all.</summary>
        public AlertEvent ToEvent((Alert Alert, AlertChange Change) noted)
        {
            var (alert, change) = noted;
            var cause = Batch.LastOrDefault(e => e.InitiativeId is { } id && (id == alert.First || id == alert.Second)) ?? Batch[^1];
            return new AlertEvent
            {
                Id = Guid.CreateVersion7(Now),
                AlertId = alert.Id,
                What = change.ToString(),
                Status = alert.Status,
                Level = alert.Level,
                Score = alert.IsCollision ? null : alert.Substance.Score,
                CausedBy = alert.IsCollision ? null : cause.Id,
                At = Now
            };
        }
    }
}
