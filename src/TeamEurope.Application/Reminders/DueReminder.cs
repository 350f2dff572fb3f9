using TeamEurope.Domain.Jobs;

namespace TeamEurope.Application.Reminders;

/// <summary>Something that somebody is to be reminded of, as that person may see it. The text is neutral, like all news that is kept.</summary>
public sealed record DueReminder(
    ReminderKind Kind, Guid Subject, DateOnly DueOn, ReminderStep Step, string Tenant, string User, Guid? AlertId, string? Level,
    IReadOnlyList<string> Countries, string Text)
{
    public (ReminderKind Kind, Guid Subject, DateOnly DueOn, ReminderStep Step, string Tenant, string User) Key =>
        (Kind, Subject, DueOn, Step, Tenant, User);
}

/// <summary>Finds one kind of reminders. What was reminded of already may be among them: it is not told again.</summary>
public interface IReminderSource
{
    Task<IReadOnlyList<DueReminder>> FindAsync(DateOnly today, CancellationToken cancellationToken);
}
