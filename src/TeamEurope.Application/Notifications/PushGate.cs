using System.Globalization;
using TeamEurope.Contracts;
using TeamEurope.Domain.Notifications;

namespace TeamEurope.Application.Notifications;

/// <summary>Something to send to a list of recipients.</summary>
/// <param name="KeptAt">When the notification was kept; null for a message that tells of what was left out.</param>
/// <param name="Held">What waited before it is sent: what it is about may have been hidden meanwhile.</param>
public sealed record Push(Recipient To, NotificationView View, DateTimeOffset? KeptAt, Notification? Held = null);

/// <summary>
/// What is pushed at once, what is held, and what is left out, on this instance. News that takes another's place within a minute is held
/// until the minute is over; a list of recipients gets so many pushes a minute, and is told how many more there were. All of it is kept:
/// whoever asks by cursor gets everything. Pushes to one tenant's people go in the order of their cursors, held ones too. Used by one
/// worker at a time.
/// </summary>
public sealed class PushGate(LiveSettings settings, TimeProvider clock)
{
    /// <summary>The kind of the message that tells of what was left out.</summary>
    public const string More = "More";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenMore = TimeSpan.FromSeconds(10);

    private readonly Dictionary<FoldKey, DateTimeOffset> told = [];
    private readonly Dictionary<FoldKey, Notification> held = [];
    private readonly Dictionary<Recipient, PushList> lists = [];
    private DateTimeOffset tidyAt;

    /// <summary>What is to be sent now that this has come: often itself, after what was held for its tenant; nothing where it is held or left out.</summary>
    public IReadOnlyList<Push> Take(Notification news)
    {
        var now = clock.GetUtcNow();
        if (FoldKey.Of(news) is { } key && told.TryGetValue(key, out var at) && now - at < settings.Fold)
        {
            held[key] = news;
            return [];
        }

        // A later push makes its readers look for what lies before it: what is held is held no longer.
        return Send(held.Where(h => h.Value.Tenant == news.Tenant).Select(h => h.Value).Append(news), now);
    }

    /// <summary>What was held long enough, and what lists are to be told of what was left out.</summary>
    public IReadOnlyList<Push> TakeDue()
    {
        var now = clock.GetUtcNow();
        var more = lists.Where(l => l.Value.LeftOut > 0 && now >= l.Value.TellAt).Select(l => TellMore(l.Key, l.Value, now)).ToList();
        var due = held.Where(h => now - told[h.Key] >= settings.Fold).Select(h => h.Value).ToList();

        // Those of the same tenant that were held before them go first.
        var tenants = due.GroupBy(n => n.Tenant).ToDictionary(g => g.Key, g => g.Max(n => n.Cursor));
        more.AddRange(Send(held.Values.Where(n => tenants.TryGetValue(n.Tenant, out var last) && n.Cursor <= last).ToList(), now));
        Tidy(now);
        return more;
    }

    private List<Push> Send(IEnumerable<Notification> news, DateTimeOffset now)
    {
        var pushes = new List<Push>();
        foreach (var one in news.OrderBy(n => n.Cursor).ToList())
        {
            var wasHeld = false;
            if (FoldKey.Of(one) is { } key)
            {
                wasHeld = held.Remove(key);
                told[key] = now;
            }

            var to = one.ToRecipient();
            if (!lists.TryGetValue(to, out var list))
            {
                lists[to] = list = new PushList();
            }

            if (list.Admits(one.Cursor, now, settings.PushesPerMinute))
            {
                pushes.Add(new Push(to, one.ToView(), one.At, wasHeld ? one : null));
            }
        }

        return pushes;
    }

    private static Push TellMore(Recipient to, PushList list, DateTimeOffset now)
    {
        var count = list.TakeLeftOut();
        var text = string.Create(CultureInfo.InvariantCulture, $"and {count} more");
        return new Push(to, new NotificationView(list.LastPushed, More, null, null, [], text, now, false) { Count = count }, null);
    }

    /// <summary>What is older than a minute says nothing any more.</summary>
    private void Tidy(DateTimeOffset now)
    {
        if (now < tidyAt)
        {
            return;
        }

        tidyAt = now + BetweenMore;
        foreach (var (key, at) in told)
        {
            if (now - at >= settings.Fold && !held.ContainsKey(key))
            {
                told.Remove(key);
            }
        }

        foreach (var (to, list) in lists)
        {
            if (list.IsIdle(now))
            {
                lists.Remove(to);
            }
        }
    }

    /// <summary>The last minute of one list of recipients.</summary>
    private sealed class PushList
    {
        private readonly Queue<DateTimeOffset> pushed = new();

        public long LastPushed { get; private set; }
        public int LeftOut { get; private set; }
        public DateTimeOffset TellAt { get; private set; }

        /// <summary>Once something was left out, so is what follows, until the list is told of it: no later cursor is pushed before.</summary>
        public bool Admits(long cursor, DateTimeOffset now, int most)
        {
            Forget(now);
            if (most > 0 && (LeftOut > 0 || pushed.Count >= most))
            {
                TellAt = LeftOut == 0 ? now + BetweenMore : TellAt;
                LeftOut++;
                return false;
            }

            pushed.Enqueue(now);
            LastPushed = cursor;
            return true;
        }

        public int TakeLeftOut()
        {
            var count = LeftOut;
            LeftOut = 0;
            return count;
        }

        public bool IsIdle(DateTimeOffset now)
        {
            Forget(now);
            return LeftOut == 0 && pushed.Count == 0;
        }

        private void Forget(DateTimeOffset now)
        {
            while (pushed.TryPeek(out var first) && now - first >= Minute)
            {
                pushed.Dequeue();
            }
        }
    }
}
