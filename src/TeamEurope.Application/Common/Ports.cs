using Microsoft.EntityFrameworkCore;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Audit;
using TeamEurope.Domain.Exports;
using TeamEurope.Domain.Imports;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Domain.Jobs;
using TeamEurope.Domain.Mail;
using TeamEurope.Domain.Meetings;
using TeamEurope.Domain.Notifications;
using TeamEurope.Domain.Partners;
using TeamEurope.Domain.People;
using TeamEurope.Domain.Register;
using TeamEurope.Domain.Views;

namespace TeamEurope.Application.Common;

/// <summary>The database. Which one it is, nobody here knows.</summary>
public interface ITeamEuropeDb
{
    DbSet<Initiative> Initiatives { get; }
    DbSet<InitiativeRevision> Revisions { get; }
    DbSet<RiskRating> RiskRatings { get; }
    DbSet<RegisterEvent> RegisterEvents { get; }
    DbSet<EvaluationState> EvaluationStates { get; }
    DbSet<PostponedFinding> PostponedFindings { get; }
    DbSet<IdempotentAnswer> IdempotentAnswers { get; }
    DbSet<TenantSettings> TenantSettings { get; }
    DbSet<CoordinatorTenant> CoordinatorTenants { get; }
    DbSet<Counter> Counters { get; }
    DbSet<Alert> Alerts { get; }
    DbSet<AlertAudience> AlertAudiences { get; }
    DbSet<AlertGrouping> AlertGroupings { get; }
    DbSet<AlertEvent> AlertEvents { get; }
    DbSet<AlertComment> AlertComments { get; }
    DbSet<Disclosure> Disclosures { get; }
    DbSet<Subscription> Subscriptions { get; }
    DbSet<Notification> Notifications { get; }
    DbSet<ReadMark> ReadMarks { get; }
    DbSet<Import> Imports { get; }
    DbSet<ImportFile> ImportFiles { get; }
    DbSet<ImportRow> ImportRows { get; }
    DbSet<Meeting> Meetings { get; }
    DbSet<Briefing> Briefings { get; }
    DbSet<BriefingFile> BriefingFiles { get; }
    DbSet<AlertMention> AlertMentions { get; }
    DbSet<SavedView> SavedViews { get; }
    DbSet<Person> People { get; }
    DbSet<PersonEvent> PersonEvents { get; }
    DbSet<PersonSession> Sessions { get; }
    DbSet<JobRun> JobRuns { get; }
    DbSet<Reminder> Reminders { get; }
    DbSet<MailSettings> MailSettings { get; }
    DbSet<Digest> Digests { get; }
    DbSet<Export> Exports { get; }
    DbSet<ExportPage> ExportPages { get; }
    DbSet<ExportBytes> ExportFiles { get; }
    DbSet<AuditEntry> AuditEntries { get; }
    DbSet<AuditHead> AuditHeads { get; }
    DbSet<AuditPerson> AuditPersons { get; }

    /// <summary>The transaction that is open; another one where it is tried again.</summary>
    Guid? TransactionId { get; }

    Task<int> SaveChangesAsync(CancellationToken cancellationToken);

    /// <summary>Draws numbers that run without gaps: they are given back where the transaction fails. Returns the last one drawn.</summary>
    Task<long> DrawAsync(string counter, int count, CancellationToken cancellationToken);

    /// <summary>
    /// Writes rows that are there to stay, of any tables, at once and in the transaction of the moment, in their order: first what others
    /// refer to. They are not followed afterwards, nor is what hangs on them written: who wants to change one reads it again.
    /// </summary>
    Task AppendAsync(IReadOnlyCollection<object> rows, CancellationToken cancellationToken);
}

/// <summary>What failures of the database mean to whoever asked.</summary>
public interface IDatabaseFaults
{
    /// <summary>Whether the same question may be asked again, as nothing was changed: two met, or the database was away for a moment.</summary>
    bool MayBeAskedAgain(Exception exception);

    /// <summary>The named refusal that stands for it; null where it is none of the database's known failures, but a bug.</summary>
    Refusal? RefusalFor(Exception exception);
}

/// <summary>Transactions, with safe retries where two writers met.</summary>
public interface IUnitOfWork
{
    /// <summary>Runs <paramref name="act"/> in one transaction, from the start again where the database asks for it. Commits where <paramref name="succeeded"/>.</summary>
    Task<T> InTransactionAsync<T>(Func<Task<T>> act, Func<T, bool> succeeded, CancellationToken cancellationToken);

    /// <summary>Lets those go first who wait for their turn to write, where there is one at a time; a tenth of a second at most.</summary>
    Task GiveWayAsync(CancellationToken cancellationToken);
}

/// <summary>Takes out of the audit chain what was kept long enough: the one way in which a database lets go of an entry.</summary>
public interface IAuditPruning
{
    /// <summary>Locks the tenant's chain for the transaction of the moment, with its last link.</summary>
    Task<AuditHead?> LockHeadAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Deletes entries of a chain that its head says are pruned, in the transaction of the moment.</summary>
    Task DeletePrunedAsync(string tenant, int most, CancellationToken cancellationToken);
}

/// <summary>Pushes kept notifications to whoever is connected.</summary>
public interface ILiveUpdates
{
    Task PushAsync(Recipient recipient, NotificationView notification, CancellationToken cancellationToken);
}
