using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Application.People;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Exports;
using TeamEurope.Domain.Imports;
using TeamEurope.Domain.Jobs;
using TeamEurope.Domain.Mail;
using TeamEurope.Domain.Notifications;
using TeamEurope.Domain.People;

namespace TeamEurope.Application.Jobs.Scheduled;

/// <summary>How many days what is kept. Initiatives with their versions, alerts with their history and what the audit trail tells stay for good.</summary>
public sealed record RetentionSettings
{
    public int IdempotentAnswers { get; init; } = 30;

    /// <summary>Files and rejected rows of imports; that there was an import stays.</summary>
    public int Imports { get; init; } = 90;

    /// <summary>News that its readers have read; unread news stays.</summary>
    public int Notifications { get; init; } = 180;
    public int JobRuns { get; init; } = 90;
    public int Exports { get; init; } = 1;
    public int Digests { get; init; } = 400;
    public int Reminders { get; init; } = 400;

    /// <summary>After which a cleared alert that nothing happens to any more is set aside.</summary>
    public int ClearedAlerts { get; init; } = 180;
}

/// <summary>Deletes what is kept no longer, and sets aside alerts cleared long ago, in small batches, so that nobody waits for it.</summary>
public sealed class ForgetOld(
    ITeamEuropeDb db, IUnitOfWork work, AuditKeeper audit, RetentionSettings settings, PersonalDataSettings people, PersonAnonymiser anonymiser,
    TimeProvider clock) : IJobWork
{
    private const int BatchSize = 500;

    /// <summary>By whom it was done where nobody did it.</summary>
    private const string Service = "system";

    public async Task<JobResult> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var (answers, notifications, runs, exports, digests, reminders) = (
            Before(settings.IdempotentAnswers), Before(settings.Notifications), Before(settings.JobRuns), Before(settings.Exports),
            Before(settings.Digests), Before(settings.Reminders));
        var forgotten = await DeleteAsync(db.IdempotentAnswers.Where(a => a.At < answers), a => a.At, cancellationToken);
        forgotten += await ForgetImportsAsync(Before(settings.Imports), cancellationToken);
        forgotten += await DeleteAsync(ReadNotifications(notifications), n => n.Cursor, cancellationToken);
        forgotten += await DeleteAsync(db.JobRuns.Where(r => r.EndedAt < runs && r.RetryAt == null), r => r.Id, cancellationToken);
        forgotten += await DeleteAsync(db.Digests.Where(d => d.CreatedAt < digests), d => d.Id, cancellationToken);
        forgotten += await DeleteAsync(db.Reminders.Where(r => r.At < reminders), r => r.Id, cancellationToken);
        var before = ProbingWatch.CounterOf(clock.Today(), "");
        forgotten += await DeleteAsync(
            db.Counters.Where(c => c.Name.StartsWith(ProbingWatch.CounterPrefix) && c.Name.CompareTo(before) < 0), c => c.Name, cancellationToken);
        var old = db.Exports.Where(e => e.At < exports && e.Status != ExportStatus.Running);
        await DeleteAsync(db.ExportPages.Where(p => old.Any(e => e.Id == p.ExportId)), p => p.ExportId, cancellationToken);
        await DeleteAsync(db.ExportFiles.Where(f => old.Any(e => e.Id == f.ExportId)), f => f.ExportId, cancellationToken);
        forgotten += await DeleteAsync(old, e => e.Id, cancellationToken);
        var archived = await ArchiveAsync(Before(settings.ClearedAlerts), cancellationToken);
        var anonymised = people.KeepUnseenFor > 0 ? await AnonymiseAsync(Before(people.KeepUnseenFor), cancellationToken) : 0;
        var pruned = await audit.PruneAsync(cancellationToken);
        await audit.NoteEndsAsync(cancellationToken);
        return new JobResult(
            $"{forgotten} deleted, {archived} alerts set aside{(anonymised > 0 ? $", {anonymised} people anonymised" : "")}{(pruned > 0 ? $", {pruned} audit entries pruned" : "")}");
    }

    /// <summary>One after the other, each in a transaction of its own: of whoever comes back meanwhile nothing is taken.</summary>
    private async Task<int> AnonymiseAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var unseen = await db.People.AsNoTracking().Where(p => p.LastSeenAt < before && !p.User.StartsWith(Person.FormerPrefix))
            .OrderBy(p => p.Tenant).ThenBy(p => p.User).Select(p => new { p.Tenant, p.User }).ToListAsync(cancellationToken);
        var all = 0;
        foreach (var one in unseen)
        {
            all += await work.InTransactionAsync(async () =>
            {
                var person = await db.People.SingleOrDefaultAsync(p => p.Tenant == one.Tenant && p.User == one.User && p.LastSeenAt < before, cancellationToken);
                if (person is null)
                {
                    return 0;
                }

                await anonymiser.AnonymiseAsync(person, Service, cancellationToken);
                return 1;
            }, static _ => true, cancellationToken);
        }

        return all;
    }

    private DateTimeOffset Before(int days) => clock.GetUtcNow().AddDays(-days);

    /// <summary>One user's news once that user has read it; a tenant's once everybody has who reads news there.</summary>
    private IQueryable<Notification> ReadNotifications(DateTimeOffset before) => db.Notifications.Where(n => n.At < before
        && (n.RecipientKind == RecipientKind.User
            ? db.ReadMarks.Any(m => m.Tenant == n.Tenant && m.User == n.User && m.Cursor >= n.Cursor)
            : db.ReadMarks.Any(m => m.Tenant == n.Tenant) && !db.ReadMarks.Any(m => m.Tenant == n.Tenant && m.Cursor < n.Cursor)));

    private async Task<int> ForgetImportsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var old = db.Imports.Where(i => i.Status != ImportStatus.Running && i.At < before);
        var forgotten = await DeleteAsync(db.ImportFiles.Where(f => old.Any(i => i.Id == f.ImportId)), f => f.ImportId, cancellationToken);
        forgotten += await DeleteAsync(db.ImportRows.Where(r => old.Any(i => i.Id == r.ImportId)), r => r.ImportId, cancellationToken);

        // How many were rejected follows from the other numbers and stays.
        var rejected = old.Where(i => !i.IsForgotten);
        for (var batch = BatchSize; batch == BatchSize;)
        {
            batch = await work.InTransactionAsync(async () =>
            {
                var some = await rejected.OrderBy(i => i.Id).Take(BatchSize).ToListAsync(cancellationToken);
                some.ForEach(i => i.Forget());
                await db.SaveChangesAsync(cancellationToken);
                return some.Count;
            }, static _ => true, cancellationToken);
            forgotten += batch;
        }

        return forgotten;
    }

    /// <summary>The version counts up, so that an evaluation that is opening one of them again notices.</summary>
    private async Task<int> ArchiveAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var (now, all) = (clock.GetUtcNow(), 0);
        var cleared = db.Alerts.Where(a => a.Status == AlertStatus.Cleared && a.ArchivedAt == null && a.ChangedAt < before);
        for (var batch = BatchSize; batch == BatchSize; all += batch)
        {
            batch = await work.InTransactionAsync(async () =>
            {
                var ids = await cleared.OrderBy(a => a.ChangedAt).ThenBy(a => a.Id).Select(a => a.Id).Take(BatchSize).ToListAsync(cancellationToken);
                return await cleared.Where(a => ids.Contains(a.Id)).ExecuteUpdateAsync(
                    u => u.SetProperty(a => a.ArchivedAt, now).SetProperty(a => a.Version, a => a.Version + 1), cancellationToken);
            }, static _ => true, cancellationToken);
        }

        return all;
    }

    private async Task<int> DeleteAsync<T, TKey>(IQueryable<T> old, Expression<Func<T, TKey>> by, CancellationToken cancellationToken) where T : class
    {
        var all = 0;
        for (var batch = BatchSize; batch == BatchSize; all += batch)
        {
            batch = await work.InTransactionAsync(() => old.OrderBy(by).Take(BatchSize).ExecuteDeleteAsync(cancellationToken), static _ => true, cancellationToken);
        }

        return all;
    }
}
