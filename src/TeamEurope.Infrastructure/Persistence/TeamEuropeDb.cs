using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
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

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>The one model, the same on every database. Values that are immutable documents are stored as JSON text.</summary>
public sealed class TeamEuropeDb : DbContext, ITeamEuropeDb, IDataProtectionKeyContext
{
    /// <summary>A transaction that fails is undone as a whole: no savepoint before each write.</summary>
    public TeamEuropeDb(DbContextOptions<TeamEuropeDb> options) : base(options) => Database.AutoSavepointsEnabled = false;

    /// <summary>How its scope stands before the database's wall; null for tools, which come with the owner's login.</summary>
    public Wall? Wall { get; set; }

    /// <summary>Hears of the rows that are written; null for tools.</summary>
    public AuditTrail? Trail { get; set; }

    /// <summary>Whether the database takes many values of a column as one array.</summary>
    public bool TakesArrays { get; init; }

    /// <summary>How an UPDATE is made to answer with a column; as SQLite and PostgreSQL take it where nothing else is said.</summary>
    public Func<string, (string BeforeWhere, string AtEnd)> Answering { get; init; } = column => ("", $" RETURNING {column}");

    public DbSet<Initiative> Initiatives => Set<Initiative>();
    public DbSet<InitiativeRevision> Revisions => Set<InitiativeRevision>();
    public DbSet<RiskRating> RiskRatings => Set<RiskRating>();
    public DbSet<RegisterEvent> RegisterEvents => Set<RegisterEvent>();
    public DbSet<EvaluationState> EvaluationStates => Set<EvaluationState>();
    public DbSet<PostponedFinding> PostponedFindings => Set<PostponedFinding>();
    public DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();
    public DbSet<TenantSettings> TenantSettings => Set<TenantSettings>();
    public DbSet<CoordinatorTenant> CoordinatorTenants => Set<CoordinatorTenant>();
    public DbSet<Counter> Counters => Set<Counter>();
    public DbSet<Alert> Alerts => Set<Alert>();
    public DbSet<AlertAudience> AlertAudiences => Set<AlertAudience>();
    public DbSet<AlertGrouping> AlertGroupings => Set<AlertGrouping>();
    public DbSet<AlertEvent> AlertEvents => Set<AlertEvent>();
    public DbSet<AlertComment> AlertComments => Set<AlertComment>();
    public DbSet<Disclosure> Disclosures => Set<Disclosure>();
    public DbSet<Subscription> Subscriptions => Set<Subscription>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<ReadMark> ReadMarks => Set<ReadMark>();
    public DbSet<Import> Imports => Set<Import>();
    public DbSet<ImportFile> ImportFiles => Set<ImportFile>();
    public DbSet<ImportRow> ImportRows => Set<ImportRow>();
    public DbSet<Meeting> Meetings => Set<Meeting>();
    public DbSet<Briefing> Briefings => Set<Briefing>();
    public DbSet<BriefingFile> BriefingFiles => Set<BriefingFile>();
    public DbSet<AlertMention> AlertMentions => Set<AlertMention>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<PersonEvent> PersonEvents => Set<PersonEvent>();
    public DbSet<PersonSession> Sessions => Set<PersonSession>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();
    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<MailSettings> MailSettings => Set<MailSettings>();
    public DbSet<Digest> Digests => Set<Digest>();
    public DbSet<Export> Exports => Set<Export>();
    public DbSet<ExportPage> ExportPages => Set<ExportPage>();
    public DbSet<ExportBytes> ExportFiles => Set<ExportBytes>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();
    public DbSet<AuditPerson> AuditPersons => Set<AuditPerson>();

    /// <summary>What sessions, forms and kept forms are sealed with: the same on every instance.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public Guid? TransactionId => Database.CurrentTransaction?.TransactionId;

    /// <summary>The row of the counter is locked from the update to the end of the transaction: nobody draws the same number.</summary>
    public async Task<long> DrawAsync(string counter, int count, CancellationToken cancellationToken)
    {
        var (name, value) = (this.Delimit(nameof(Counter.Name)), this.Delimit(nameof(Counter.Value)));
        var (beforeWhere, atEnd) = Answering(value);
        await using var command = this.CommandOf(
            $"UPDATE {this.Delimit("Counters")} SET {value} = {value} + @count{beforeWhere} WHERE {name} = @name{atEnd}", ("count", (long)count), ("name", counter));
        if (await command.ExecuteScalarAsync(cancellationToken) is long drawn)
        {
            return drawn;
        }

        Counters.Add(new Counter { Name = counter, Value = count });
        await SaveChangesAsync(cancellationToken);
        ChangeTracker.Entries<Counter>().ToList().ForEach(e => e.State = EntityState.Detached);
        return count;
    }

    public Task AppendAsync(IReadOnlyCollection<object> rows, CancellationToken cancellationToken)
    {
        if (Trail is { IsListening: true } trail)
        {
            foreach (var row in rows.Where(r => AuditTables.Watched.Contains(r.GetType())))
            {
                trail.Take(row);
            }
        }

        return this.AppendRowsAsync(rows, cancellationToken);
    }

    /// <summary>What is about to be written is told to the audit trail first; changes are looked for once.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Trail is not { IsListening: true } trail)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            Tell(trail);
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private void Tell(AuditTrail trail)
    {
        foreach (var entry in ChangeTracker.Entries().Where(e => AuditTables.Watched.Contains(e.Metadata.ClrType)))
        {
            if (entry.Entity is Alert alert)
            {
                trail.See(alert);
            }

            switch (entry.State)
            {
                case EntityState.Added:
                    trail.Take(entry.Entity);
                    break;
                case EntityState.Deleted:
                    trail.Take(entry.Entity, isGone: true);
                    break;
                case EntityState.Modified:
                    trail.Take(entry.Entity, entry.Properties.Where(p => p.IsModified).ToDictionary(p => p.Metadata.Name, p => p.OriginalValue));
                    break;
            }
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => Schema.Build(modelBuilder);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Instants as UTC ticks: compared and sorted alike by every database.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<string>().HaveMaxLength(400);
    }

    private sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

/// <summary>Stores an immutable value as a JSON document. Such a value is replaced, never changed: the same reference is the same value.</summary>
internal sealed class JsonConverter<T>() : ValueConverter<T, string>(
    value => JsonSerializer.Serialize(value, Json.Options), text => JsonSerializer.Deserialize<T>(text, Json.Options)!)
    where T : class;

internal sealed class SameReference<T>() : ValueComparer<T>((a, b) => ReferenceEquals(a, b), value => value.GetHashCode(), value => value)
    where T : class;

internal static class Json
{
    /// <summary>Kept for years: names and enumerations as words, nothing that is null.</summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() }
    };
}
