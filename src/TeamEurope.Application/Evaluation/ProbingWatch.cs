using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TeamEurope.Application.Common;
using TeamEurope.Application.Notifications;
using TeamEurope.Application.People;
using TeamEurope.Application.Telemetry;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Notifications;
using TeamEurope.Domain.Register;

namespace TeamEurope.Application.Evaluation;

/// <summary>When a tenant is taken to probe for what others hide.</summary>
public sealed record ProbingSettings
{
    /// <summary>So many blind items raised by one tenant's writes in a day (UTC) are reported; 0 for never.</summary>
    public int BlindItemsADay { get; init; } = 25;
}

/// <summary>
/// Counts how often each tenant's own writes raise, change or clear a blind item in a day. Whoever does so unusually often may be trying out
/// what others hide: once a day the leads of both sides are told, and the operator by log and metric. Numbers only: neither side learns who
/// the other is. A first filling does not count, but into a register that is older than a day it is none.
/// </summary>
public sealed partial class ProbingWatch(
    ITeamEuropeDb db, RegisterMirror mirror, NotificationWriter notifications, ProbingSettings settings, ProductMeter meter, TimeProvider clock,
    ILogger<ProbingWatch> log)
{
    /// <summary>The counters' names go on with the day and the tenant.</summary>
    public const string CounterPrefix = "probing:";

    /// <param name="changed">What opened, changed in any way that its readers see, or went: whoever edits one initiative until it meets and meets no more learns as much.</param>
    public async Task LookAsync(IReadOnlyCollection<Alert> changed, IReadOnlyCollection<RegisterEvent> batch, CancellationToken cancellationToken)
    {
        if (settings.BlindItemsADay <= 0)
        {
            return;
        }

        if (batch.First() is { BaselineOf: { } filled } first && !await HasRegisteredBeforeAsync(filled, first.At.AddDays(-1), cancellationToken))
        {
            return;
        }

        var written = batch.Select(e => e.InitiativeId).OfType<Guid>().ToHashSet();
        var raising = changed.Select(ShownSide).OfType<Guid>().Where(written.Contains)
            .Select(id => mirror.Find(id)!.Owner).CountBy(owner => owner).OrderBy(c => c.Key, StringComparer.Ordinal).ToList();
        if (raising.Count == 0)
        {
            return;
        }

        // One evaluation at a time counts: no counter has to be locked.
        var names = raising.ConvertAll(r => CounterOf(r.Key));
        var counters = await db.Counters.Where(c => names.Contains(c.Name)).ToDictionaryAsync(c => c.Name, cancellationToken);
        var suspects = new List<(string Tenant, long Raised)>();
        foreach (var (tenant, items) in raising)
        {
            var counter = counters.GetValueOrDefault(CounterOf(tenant)) ?? db.Counters.Add(new Counter { Name = CounterOf(tenant) }).Entity;
            var before = counter.Value;
            counter.Value += items;
            if (counter.Value >= settings.BlindItemsADay && before < settings.BlindItemsADay)
            {
                suspects.Add((tenant, counter.Value));
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var (tenant, raised) in suspects)
        {
            await ReportAsync(tenant, raised, cancellationToken);
        }
    }

    /// <summary>The name under which a day's blind items of a tenant are counted; those of one day stand together.</summary>
    public static string CounterOf(DateOnly day, string tenant) => string.Create(CultureInfo.InvariantCulture, $"{CounterPrefix}{day:yyyy-MM-dd}:{tenant}");

    private string CounterOf(string tenant) => CounterOf(clock.Today(), tenant);

    /// <summary>Of a blind item of a pair the initiative that its readers see; a spillover's has none.</summary>
    private static Guid? ShownSide(Alert alert) =>
        !alert.IsCollision || alert.First is null || alert.IsFirstHidden == alert.IsSecondHidden ? null
        : alert.IsFirstHidden ? alert.Second : alert.First;

    private async Task ReportAsync(string tenant, long raised, CancellationToken cancellationToken)
    {
        var hidden = await HiddenOwnersAsync(tenant, cancellationToken);
        foreach (var (of, user) in await db.LeadsOfAsync([tenant, .. hidden], cancellationToken))
        {
            notifications.Add(new Recipient(RecipientKind.User, of, user), NotificationKind.Notice, null, null, [], of == tenant
                ? string.Create(CultureInfo.InvariantCulture, $"Unusually many: your tenant's writes met {raised} undisclosed initiatives today")
                : "Unusually many: one tenant's writes met undisclosed initiatives, yours among them, again and again today");
        }

        await notifications.SaveAsync(cancellationToken);
        meter.ProbingReported();
        Probing(tenant, raised);
    }

    private Task<bool> HasRegisteredBeforeAsync(string tenant, DateTimeOffset day, CancellationToken cancellationToken) =>
        db.Initiatives.AnyAsync(i => i.Owner == tenant && i.RegisteredAt < day, cancellationToken);

    /// <summary>Whose hidden initiatives the tenant's met today.</summary>
    private async Task<List<string>> HiddenOwnersAsync(string tenant, CancellationToken cancellationToken)
    {
        var today = new DateTimeOffset(clock.Today(), TimeOnly.MinValue, TimeSpan.Zero);
        var own = db.Initiatives.Where(i => i.Owner == tenant).Select(i => (Guid?)i.Id);
        var items = await db.Alerts.AsNoTracking()
            .Where(a => a.Rule == Alert.Collision && a.ChangedAt >= today && a.IsFirstHidden != a.IsSecondHidden && (own.Contains(a.First) || own.Contains(a.Second)))
            .Select(a => new { a.First, a.Second, a.IsFirstHidden }).ToListAsync(cancellationToken);
        return items.Select(i => mirror.Find((i.IsFirstHidden ? i.First : i.Second) ?? Guid.Empty)?.Owner).OfType<string>()
            .Where(owner => owner != tenant).Distinct().ToList();
    }

    [LoggerMessage(LogLevel.Warning, "Tenant {Tenant} raised {Raised} blind items today: it may be probing for what others hide")]
    private partial void Probing(string tenant, long raised);
}
