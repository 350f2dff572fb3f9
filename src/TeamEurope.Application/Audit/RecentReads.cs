using System.Collections.Concurrent;

namespace TeamEurope.Application.Audit;

/// <summary>Which readings this instance has just chained, so that turning pages back and forth writes one entry and not twenty.</summary>
public sealed class RecentReads(TimeProvider clock)
{
    private const int Many = 10_000;
    private static readonly TimeSpan FoldsFor = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<(AuditActor By, string What, Guid? Subject, string Shown), DateTimeOffset> known = new();

    public bool Knows(AuditAct act) => act.Note.Folds && known.TryGetValue(KeyOf(act), out var at) && clock.GetUtcNow() - at < FoldsFor;

    /// <summary>Once it is committed.</summary>
    public void Remember(AuditAct act)
    {
        if (!act.Note.Folds)
        {
            return;
        }

        if (known.Count >= Many)
        {
            var now = clock.GetUtcNow();
            foreach (var old in known.Where(k => now - k.Value >= FoldsFor))
            {
                known.TryRemove(old);
            }
        }

        known[KeyOf(act)] = clock.GetUtcNow();
    }

    /// <summary>Another version is another reading.</summary>
    private static (AuditActor By, string What, Guid? Subject, string Shown) KeyOf(AuditAct act) =>
        (act.By, act.Note.What, act.Note.Subject, string.Join(' ', act.Note.After.Values));
}
