using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Alerts;

/// <summary>What an alert is sorted by.</summary>
internal sealed record AlertKey(Guid Id, AlertLevel Level, DateTimeOffset OpenedAt, DateTimeOffset ChangedAt, DateOnly? DueOn);

/// <summary>
/// The order of a queue and its cursors. A cursor names the last alert of the page before by what it was sorted by, so that
/// each comes once.
/// </summary>
internal abstract class AlertOrder
{
    private static readonly Dictionary<string, AlertOrder> All = new()
    {
        ["changed"] = new ByChange(), ["level"] = new ByLevel(), ["age"] = new ByAge(), ["due"] = new ByDue()
    };

    public static AlertOrder Read(FieldErrors errors, string? sort)
    {
        ReferenceFilters.Check(errors, "sort", sort, All.Keys);
        return All.GetValueOrDefault(sort ?? "changed") ?? All["changed"];
    }

    /// <summary>The first so many after the cursor, in order; null where <paramref name="errors"/> says what is wrong.</summary>
    /// <param name="areFew">Where so few are asked for that they are sorted faster than an order of all is followed.</param>
    public async Task<List<AlertKey>?> TakeAsync(
        IQueryable<Alert> alerts, bool areFew, FieldErrors errors, string? cursor, int limit, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return await TakeAsync(alerts, areFew, 0, limit, cancellationToken);
        }

        var parts = cursor.Split('_', 2);
        if (parts.Length < 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major))
        {
            (major, parts) = (0, ["0", cursor]);
        }

        return Paging.ReadCursor(errors, parts[1]) is var (instant, id)
            ? await TakeAsync(After(alerts, major, instant, id), areFew, major, limit, cancellationToken)
            : null;
    }

    public string CursorOf(AlertKey key) => string.Create(CultureInfo.InvariantCulture, $"{MajorOf(key)}_{InstantOf(key).UtcTicks}_{key.Id}");

    protected virtual int MajorOf(AlertKey key) => 0;

    protected virtual DateTimeOffset InstantOf(AlertKey key) => key.OpenedAt;

    /// <summary>Few columns: what an alert says is read of one page only.</summary>
    protected virtual Task<List<AlertKey>> TakeAsync(
        IQueryable<Alert> alerts, bool areFew, int fromMajor, int limit, CancellationToken cancellationToken) =>
        KeysOf(Sort(alerts).Take(limit)).ToListAsync(cancellationToken);

    private static IQueryable<AlertKey> KeysOf(IQueryable<Alert> alerts) =>
        alerts.Select(a => new AlertKey(a.Id, a.Level, a.OpenedAt, a.ChangedAt, a.DueOn));

    protected abstract IQueryable<Alert> Sort(IQueryable<Alert> alerts);

    protected abstract IQueryable<Alert> After(IQueryable<Alert> alerts, int major, DateTimeOffset instant, Guid id);

    /// <summary>Latest change first.</summary>
    private sealed class ByChange : AlertOrder
    {
        protected override DateTimeOffset InstantOf(AlertKey key) => key.ChangedAt;

        protected override IQueryable<Alert> Sort(IQueryable<Alert> alerts) => alerts.OrderByDescending(a => a.ChangedAt).ThenByDescending(a => a.Id);

        protected override IQueryable<Alert> After(IQueryable<Alert> alerts, int major, DateTimeOffset instant, Guid id) =>
            alerts.Where(a => a.ChangedAt < instant || (a.ChangedAt == instant && a.Id.CompareTo(id) < 0));
    }

    /// <summary>The gravest first, the newest of them first; opportunities last.</summary>
    private sealed class ByLevel : AlertOrder
    {
        protected override int MajorOf(AlertKey key) => key.Level switch
        {
            AlertLevel.Critical => 0,
            AlertLevel.High => 1,
            AlertLevel.Medium => 2,
            AlertLevel.Low => 3,
            AlertLevel.Opportunity => 4
        };

        /// <summary>Level by level, along its index: a queue of thousands is not sorted for its first page.</summary>
        protected override async Task<List<AlertKey>> TakeAsync(
            IQueryable<Alert> alerts, bool areFew, int fromMajor, int limit, CancellationToken cancellationToken)
        {
            if (areFew)
            {
                var all = await KeysOf(alerts).ToListAsync(cancellationToken);
                return [.. all.OrderBy(MajorOf).ThenByDescending(k => k.OpenedAt).ThenByDescending(k => k.Id.ToString(), StringComparer.Ordinal).Take(limit)];
            }

            var taken = new List<AlertKey>();
            foreach (var level in Enum.GetValues<AlertLevel>().Where(l => RankOf(l) >= fromMajor).OrderBy(RankOf))
            {
                if (taken.Count < limit)
                {
                    taken.AddRange(await base.TakeAsync(alerts.Where(a => a.Level == level), areFew, fromMajor, limit - taken.Count, cancellationToken));
                }
            }

            return taken;
        }

        /// <summary>Within one level.</summary>
        protected override IQueryable<Alert> Sort(IQueryable<Alert> alerts) => alerts.OrderByDescending(a => a.OpenedAt).ThenByDescending(a => a.Id);

        protected override IQueryable<Alert> After(IQueryable<Alert> alerts, int major, DateTimeOffset instant, Guid id)
        {
            var same = Enum.GetValues<AlertLevel>().Where(l => RankOf(l) == major).ToList();
            var lower = Enum.GetValues<AlertLevel>().Where(l => RankOf(l) > major).ToList();
            return alerts.Where(a => lower.Contains(a.Level)
                || (same.Contains(a.Level) && (a.OpenedAt < instant || (a.OpenedAt == instant && a.Id.CompareTo(id) < 0))));
        }

        private int RankOf(AlertLevel level) => MajorOf(new AlertKey(default, level, default, default, null));
    }

    /// <summary>The oldest first.</summary>
    private sealed class ByAge : AlertOrder
    {
        protected override IQueryable<Alert> Sort(IQueryable<Alert> alerts) => alerts.OrderBy(a => a.OpenedAt).ThenBy(a => a.Id);

        protected override IQueryable<Alert> After(IQueryable<Alert> alerts, int major, DateTimeOffset instant, Guid id) =>
            alerts.Where(a => a.OpenedAt > instant || (a.OpenedAt == instant && a.Id.CompareTo(id) > 0));
    }

    /// <summary>What is due first; what has no date last.</summary>
    private sealed class ByDue : AlertOrder
    {
        protected override int MajorOf(AlertKey key) => key.DueOn?.DayNumber ?? int.MaxValue;

        protected override IQueryable<Alert> Sort(IQueryable<Alert> alerts) =>
            alerts.OrderBy(a => a.DueOn == null).ThenBy(a => a.DueOn).ThenBy(a => a.OpenedAt).ThenBy(a => a.Id);

        protected override IQueryable<Alert> After(IQueryable<Alert> alerts, int major, DateTimeOffset instant, Guid id)
        {
            if (major > DateOnly.MaxValue.DayNumber)
            {
                return alerts.Where(a => a.DueOn == null && (a.OpenedAt > instant || (a.OpenedAt == instant && a.Id.CompareTo(id) > 0)));
            }

            var day = DateOnly.FromDayNumber(major);
            return alerts.Where(a => a.DueOn == null || a.DueOn > day
                || (a.DueOn == day && (a.OpenedAt > instant || (a.OpenedAt == instant && a.Id.CompareTo(id) > 0))));
        }
    }
}
