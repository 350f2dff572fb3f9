using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Application.Notifications;
using TeamEurope.Application.Reminders;
using TeamEurope.Domain.Jobs;
using TeamEurope.Domain.Notifications;

namespace TeamEurope.Application.Jobs.Scheduled;

/// <summary>Reminds people of what is due, each once of each thing: what was told is kept, in one transaction with the news of it.</summary>
public sealed class RemindPeople(
    IEnumerable<IReminderSource> sources, ITeamEuropeDb db, IUnitOfWork work, NotificationWriter notifications, NewsSignal news, TimeProvider clock) : IJobWork
{
    private const int BatchSize = 100;

    public async Task<JobResult> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var reminded = 0;
        foreach (var source in sources)
        {
            foreach (var batch in (await source.FindAsync(clock.Today(), cancellationToken)).Where(r => r.User.Length <= Reminder.UserMaxLength).Chunk(BatchSize))
            {
                reminded += await work.InTransactionAsync(() => KeepAsync(batch, cancellationToken), static _ => true, cancellationToken);
            }
        }

        news.Wake();
        return new JobResult($"{reminded} reminded");
    }

    private async Task<int> KeepAsync(DueReminder[] batch, CancellationToken cancellationToken)
    {
        var (now, subjects) = (clock.GetUtcNow(), batch.Select(r => r.Subject).Distinct().ToList());
        var told = (await db.Reminders.AsNoTracking().Where(r => subjects.Contains(r.Subject)).ToListAsync(cancellationToken))
            .Select(r => (r.Kind, r.Subject, r.DueOn, r.Step, r.Tenant, r.User)).ToHashSet();
        var fresh = batch.Where(r => told.Add(r.Key)).ToList();
        foreach (var due in fresh)
        {
            db.Reminders.Add(new Reminder
            {
                Id = Guid.CreateVersion7(now), Kind = due.Kind, Subject = due.Subject, DueOn = due.DueOn, Step = due.Step, Tenant = due.Tenant,
                User = due.User, At = now
            });
            notifications.Add(new Recipient(RecipientKind.User, due.Tenant, due.User), NotificationKind.Reminder, due.AlertId, due.Level, due.Countries, due.Text);
        }

        await notifications.SaveAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return fresh.Count;
    }
}
