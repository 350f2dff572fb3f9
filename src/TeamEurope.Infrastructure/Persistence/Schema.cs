using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
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

/// <summary>Tables, keys and indexes. Uniqueness stands here: the use cases check first to explain, the database decides.</summary>
public static class Schema
{
    private const int CodeLength = 40;

    /// <summary>As every database reads it.</summary>
    private const string NotArchived = "\"ArchivedAt\" IS NULL";

    internal static void Build(ModelBuilder model)
    {
        model.Entity<Initiative>(BuildInitiative);
        model.Entity<InitiativePartner>(e => { e.ToTable("InitiativePartners").HasKey(p => new { p.InitiativeId, p.Code }); e.Property(p => p.Code).HasMaxLength(CodeLength); e.HasIndex(p => p.Code); });
        model.Entity<InitiativeTenant>(e => { e.ToTable("InitiativeTenants").HasKey(t => new { t.InitiativeId, t.Tenant, t.IsParticipant }); e.Property(t => t.Tenant).HasMaxLength(CodeLength); });
        model.Entity<InitiativeInstrument>(e => { e.ToTable("InitiativeInstruments").HasKey(i => new { i.InitiativeId, i.Instrument }); e.Property(i => i.Instrument).HasMaxLength(CodeLength); e.HasIndex(i => i.Instrument); });
        model.Entity<StageChange>(e => { e.ToTable("StageChanges").HasKey(s => new { s.InitiativeId, s.Position }); e.Property(s => s.Reason).HasMaxLength(2_000); });
        model.Entity<InitiativeRevision>(e =>
        {
            // No foreign key: the versions of a deleted draft stay.
            e.ToTable("InitiativeRevisions").HasKey(r => new { r.InitiativeId, r.Version });
            e.Property(r => r.State).AsJson();
        });
        model.Entity<Alert>(BuildAlert);
        model.Entity<AlertAudience>(e => { e.ToTable("AlertAudiences").HasKey(a => new { a.AlertId, a.Tenant }); e.Property(a => a.Tenant).HasMaxLength(CodeLength); e.HasIndex(a => new { a.Tenant, a.AlertId }); });
        model.Entity<AlertAcknowledgement>(e => { e.ToTable("AlertAcknowledgements").HasKey(a => new { a.AlertId, a.Tenant }); e.Property(a => a.Tenant).HasMaxLength(CodeLength); });
        model.Entity<AlertCountry>(e => { e.ToTable("AlertCountries").HasKey(c => new { c.AlertId, c.Country }); e.Property(c => c.Country).HasMaxLength(CodeLength); e.HasIndex(c => c.Country); });
        model.Entity<AlertGrouping>(e =>
        {
            e.ToTable("AlertGroupings").Property(g => g.Id).ValueGeneratedNever();
            e.Property(g => g.Countries).HasMaxLength(AlertGrouping.TextMaxLength);
            e.Property(g => g.Families).HasMaxLength(AlertGrouping.TextMaxLength);
        });
        model.Entity<AlertEvent>(e => { e.ToTable("AlertEvents").HasIndex(x => x.AlertId); e.HasIndex(x => new { x.Tenant, x.At }); e.Property(x => x.Note).HasMaxLength(Alert.NoteMaxLength); });
        model.Entity<AlertComment>(e => { e.ToTable("AlertComments").HasIndex(c => c.AlertId); e.HasIndex(c => new { c.Tenant, c.At }); e.Property(c => c.Text).HasMaxLength(AlertComment.TextMaxLength); e.Property(c => c.Mentions).AsJson(); });
        model.Entity<AlertMention>(e =>
        {
            e.ToTable("AlertMentions").HasKey(m => new { m.CommentId, m.Tenant, m.User });
            e.Property(m => m.Tenant).HasMaxLength(CodeLength);
            e.HasIndex(m => new { m.Tenant, m.User, m.At });
        });
        model.Entity<Disclosure>(e => { e.ToTable("Disclosures").HasIndex(d => d.Asker); e.HasIndex(d => d.HiddenOwner); e.Property(d => d.Status).IsConcurrencyToken(); e.Property(d => d.Reason).HasMaxLength(Disclosure.ReasonMaxLength); e.Property(d => d.ReplyReason).HasMaxLength(Disclosure.ReasonMaxLength); });
        model.Entity<Subscription>(e => { e.ToTable("Subscriptions").HasIndex(s => new { s.Tenant, s.User }); e.Property(s => s.Delivery).HasDefaultValue(Delivery.Live); });
        model.Entity<Notification>(e =>
        {
            e.ToTable("Notifications").HasKey(n => n.Cursor);
            e.Property(n => n.Cursor).ValueGeneratedNever();
            e.Property(n => n.Tenant).HasMaxLength(CodeLength);
            e.Property(n => n.Countries).AsJson();
            e.Property(n => n.Text).HasMaxLength(4_000);
            e.HasIndex(n => new { n.Tenant, n.Cursor });
            // What was kept of an alert a moment ago, to be folded with what is kept now.
            e.HasIndex(n => new { n.AlertId, n.At });
        });
        model.Entity<ReadMark>(e => { e.ToTable("ReadMarks").HasKey(r => new { r.Tenant, r.User }); e.Property(r => r.Tenant).HasMaxLength(CodeLength); });
        model.Entity<RegisterEvent>(e => { e.ToTable("RegisterEvents").HasIndex(x => new { x.IsEvaluated, x.Id }); e.HasIndex(x => x.At); e.HasIndex(x => x.Evaluation); });
        model.Entity<EvaluationState>(e => { e.ToTable("EvaluationStates"); e.Property(s => s.Id).ValueGeneratedNever(); });
        model.Entity<PostponedFinding>(e =>
        {
            e.ToTable("PostponedFindings").HasKey(p => p.Key);
            e.Property(p => p.Key).HasMaxLength(200);
            e.Property(p => p.Country).HasMaxLength(CodeLength);
            e.Property(p => p.Strategy).HasMaxLength(CodeLength);
        });
        model.Entity<Counter>(e => e.ToTable("Counters").HasKey(c => c.Name));
        model.Entity<IdempotentAnswer>(e => { e.ToTable("IdempotentAnswers").HasKey(a => new { a.Tenant, a.Key }); e.Property(a => a.Tenant).HasMaxLength(CodeLength); e.Property(a => a.Key).HasMaxLength(200); e.Property(a => a.Answer).HasMaxLength(-1); });
        model.Entity<DataProtectionKey>(e => { e.ToTable("DataProtectionKeys"); e.Property(k => k.Xml).HasMaxLength(-1); });
        model.Entity<TenantSettings>(e => { e.ToTable("TenantSettings").HasKey(s => s.Tenant); e.Property(s => s.Tenant).HasMaxLength(CodeLength); });
        model.Entity<CoordinatorTenant>(e => { e.ToTable("CoordinatorTenants").HasKey(t => t.Tenant); e.Property(t => t.Tenant).HasMaxLength(CodeLength); });
        model.Entity<RiskRating>(e =>
        {
            e.ToTable("RiskRatings").HasIndex(r => new { r.Tenant, r.Country, r.Sequence }).IsUnique();
            e.Property(r => r.Tenant).HasMaxLength(CodeLength);
            e.Property(r => r.Country).HasMaxLength(CodeLength);
            e.Property(r => r.Reason).HasMaxLength(RiskRating.ReasonMaxLength);
        });
        model.Entity<SavedView>(e =>
        {
            e.ToTable("SavedViews").HasIndex(v => new { v.Tenant, v.User, v.Page, v.Name }).IsUnique();
            e.Property(v => v.Tenant).HasMaxLength(CodeLength);
            e.Property(v => v.Page).HasMaxLength(CodeLength);
            e.Property(v => v.Name).HasMaxLength(SavedView.NameMaxLength);
            e.Property(v => v.Query).HasMaxLength(SavedView.QueryMaxLength);
        });
        model.Entity<Person>(e =>
        {
            e.ToTable("People").HasKey(p => new { p.Tenant, p.User });
            e.Ignore(p => p.IsFormer);
            e.Property(p => p.Tenant).HasMaxLength(CodeLength);
            e.Property(p => p.Role).HasMaxLength(Person.RoleMaxLength);
        });
        model.Entity<PersonEvent>(e => { e.ToTable("PersonEvents").HasIndex(x => new { x.Tenant, x.At }); e.Property(x => x.Tenant).HasMaxLength(CodeLength); });
        model.Entity<PersonSession>(e =>
        {
            e.ToTable("Sessions").HasIndex(s => s.EndsAt);
            e.Property(s => s.Id).ValueGeneratedNever();
            e.Property(s => s.Tenant).HasMaxLength(CodeLength);
            e.Property(s => s.Role).HasMaxLength(Person.RoleMaxLength);
            e.Property(s => s.Tokens).HasMaxLength(-1);
        });
        model.Entity<Import>(e => { e.ToTable("Imports").HasIndex(i => i.Status); e.HasIndex(i => new { i.Tenant, i.At }); e.Property(i => i.Rejected).AsJson(); });
        model.Entity<ImportFile>(e => { e.ToTable("ImportFiles").HasKey(f => f.ImportId); e.Property(f => f.Rows).HasMaxLength(-1); });
        model.Entity<ImportRow>(e =>
        {
            e.ToTable("ImportRows").HasKey(r => new { r.ImportId, r.Number });
            e.Property(r => r.ExternalId).HasMaxLength(InitiativeContent.ExternalIdMaxLength);
            e.Property(r => r.Text).HasMaxLength(-1);
            e.HasIndex(r => new { r.ImportId, r.ExternalId });
        });
        model.Entity<Meeting>(e => { e.ToTable("Meetings").HasIndex(m => m.Date); e.Property(m => m.Agenda).AsJson(); });
        model.Entity<Briefing>(e => { e.ToTable("Briefings").HasIndex(b => b.MeetingId); e.Property(b => b.Audience).AsJson(); e.Property(b => b.Content).HasMaxLength(-1); e.Property(b => b.Edition).IsConcurrencyToken(); });
        model.Entity<JobRun>(BuildJobRun);
        model.Entity<Reminder>(e =>
        {
            e.ToTable("Reminders").HasIndex(r => new { r.Kind, r.Subject, r.DueOn, r.Step, r.Tenant, r.User }).IsUnique();
            e.Property(r => r.Tenant).HasMaxLength(CodeLength);
            e.Property(r => r.User).HasMaxLength(Reminder.UserMaxLength);
        });
        model.Entity<MailSettings>(e =>
        {
            e.ToTable("MailSettings").HasKey(m => new { m.Tenant, m.User });
            e.Property(m => m.Tenant).HasMaxLength(CodeLength);
            e.Property(m => m.User).HasMaxLength(MailSettings.UserMaxLength);
            e.Property(m => m.Address).HasMaxLength(MailSettings.AddressMaxLength);
            e.Property(m => m.Language).HasMaxLength(MailSettings.LanguageLength);
        });
        model.Entity<Digest>(e =>
        {
            e.ToTable("Digests").HasIndex(d => new { d.Tenant, d.User, d.Kind, d.Period }).IsUnique();
            e.Property(d => d.Tenant).HasMaxLength(CodeLength);
            e.Property(d => d.User).HasMaxLength(MailSettings.UserMaxLength);
            e.Property(d => d.Period).HasMaxLength(Digest.PeriodMaxLength);
            e.HasIndex(d => d.CreatedAt);
        });
        model.Entity<Export>(e =>
        {
            e.ToTable("Exports").HasIndex(x => x.Status);
            e.HasIndex(x => x.At);
            e.Property(x => x.Tenant).HasMaxLength(CodeLength);
            e.Property(x => x.Role).HasMaxLength(CodeLength);
            e.Property(x => x.Format).HasMaxLength(CodeLength);
            e.Property(x => x.Selection).HasMaxLength(-1);
            // Two instances do not take the same page.
            e.Property(x => x.Pages).IsConcurrencyToken();
            e.Property(x => x.After).HasMaxLength(CodeLength);
            e.Property(x => x.FileName).HasMaxLength(Export.FileNameMaxLength);
        });
        model.Entity<ExportPage>(e => { e.ToTable("ExportPages").HasKey(p => new { p.ExportId, p.Page }); e.Property(p => p.Rows).HasMaxLength(-1); });
        model.Entity<ExportBytes>(e => e.ToTable("ExportFiles").HasKey(f => f.ExportId));
        BuildAudit(model);
        model.Entity<BriefingFile>(e => { e.ToTable("BriefingFiles").HasKey(f => new { f.BriefingId, f.Format }); e.Property(f => f.Format).HasMaxLength(CodeLength); });
    }

    private static void BuildAudit(ModelBuilder model)
    {
        model.Entity<AuditEntry>(e =>
        {
            e.ToTable("AuditEntries").HasKey(a => new { a.Tenant, a.Sequence });
            e.Property(a => a.Tenant).HasMaxLength(CodeLength);
            e.Property(a => a.Sequence).ValueGeneratedNever();
            e.Property(a => a.From).HasMaxLength(AuditEntry.FromMaxLength);
            e.Property(a => a.What).HasMaxLength(CodeLength);
            e.Property(a => a.On).HasMaxLength(CodeLength);
            e.Property(a => a.Code).HasMaxLength(AuditEntry.CodeLength);
            e.Property(a => a.Cause).HasMaxLength(CodeLength);
            e.Property(a => a.Before).HasMaxLength(-1);
            e.Property(a => a.After).HasMaxLength(-1);
            e.Property(a => a.Previous).HasMaxLength(AuditEntry.HashLength);
            e.Property(a => a.Hash).HasMaxLength(AuditEntry.HashLength);
            e.HasIndex(a => new { a.Tenant, a.At });
        });
        model.Entity<AuditHead>(e =>
        {
            e.ToTable("AuditHeads").HasKey(h => h.Tenant);
            e.Property(h => h.Tenant).HasMaxLength(CodeLength);
            e.Property(h => h.Hash).HasMaxLength(AuditEntry.HashLength);
            e.Property(h => h.PrunedHash).HasMaxLength(AuditEntry.HashLength);
        });
        model.Entity<AuditPerson>(e =>
        {
            e.ToTable("AuditPersons").Property(p => p.Id).ValueGeneratedNever();
            e.Property(p => p.Tenant).HasMaxLength(CodeLength);
            e.Property(p => p.Name).HasMaxLength(AuditPerson.NameMaxLength);
            e.HasIndex(p => new { p.Tenant, p.Name }).IsUnique();
        });
    }

    private static void BuildInitiative(EntityTypeBuilder<Initiative> e)
    {
        e.ToTable("Initiatives");
        e.Property(i => i.Id).ValueGeneratedNever();
        e.Property(i => i.Owner).HasMaxLength(CodeLength);
        e.Property(i => i.ExternalId).HasMaxLength(InitiativeContent.ExternalIdMaxLength);
        e.Property(i => i.PartOfOwner).HasMaxLength(CodeLength);
        e.Property(i => i.PartOfExternalId).HasMaxLength(InitiativeContent.ExternalIdMaxLength);
        e.Property(i => i.SearchText).HasMaxLength(-1);
        e.Property(i => i.Content).AsJson();
        e.Property(i => i.Version).IsConcurrencyToken();
        e.HasIndex(i => i.Reference).IsUnique();
        e.HasIndex(i => new { i.Owner, i.ExternalId }).IsUnique();
        e.HasIndex(i => new { i.ChangedAt, i.Id });
        // What somebody may see is read from this alone, where all of it is wanted.
        e.HasIndex(i => new { i.Visibility, i.Stage, i.Owner, i.Id });
        e.HasIndex(i => new { i.PartOfOwner, i.PartOfExternalId });
        e.HasIndex(i => i.PartOfReference);
        e.Ignore(i => i.State);
        e.HasMany(i => i.Partners).WithOne().HasForeignKey(p => p.InitiativeId);
        e.HasMany(i => i.Tenants).WithOne().HasForeignKey(t => t.InitiativeId);
        e.HasMany(i => i.Instruments).WithOne().HasForeignKey(n => n.InitiativeId);
        e.HasMany(i => i.StageChanges).WithOne().HasForeignKey(s => s.InitiativeId);
    }

    private static void BuildAlert(EntityTypeBuilder<Alert> e)
    {
        e.ToTable("Alerts");
        e.Property(a => a.Id).ValueGeneratedNever();
        e.Property(a => a.Key).HasMaxLength(200);
        e.Property(a => a.Rule).HasMaxLength(CodeLength);
        e.Property(a => a.Substance).AsJson();
        e.Property(a => a.Version).IsConcurrencyToken();
        e.HasIndex(a => a.Key).IsUnique();
        e.HasIndex(a => new { a.First, a.Second });
        e.HasIndex(a => a.Second);
        // What stands aside is in none of the indexes that lists and counts follow.
        e.HasIndex(a => new { a.ChangedAt, a.Id }).HasFilter(NotArchived);
        e.HasIndex(a => new { a.Level, a.OpenedAt, a.Id }).HasFilter(NotArchived);
        // Alerts are counted by group from this alone: it has every column that the count looks at, the filter's too.
        e.HasIndex(a => new { a.Grouping, a.Level, a.Status, a.IsForCoordinators, a.First, a.Second, a.IsFirstHidden, a.IsSecondHidden, a.ChangedAt, a.Id, a.ArchivedAt })
            .HasDatabaseName("IX_Alerts_Groups").HasFilter(NotArchived);
        e.HasIndex(a => a.Assignee);
        e.HasMany(a => a.Audience).WithOne().HasForeignKey(x => x.AlertId);
        e.HasMany(a => a.Acknowledgements).WithOne().HasForeignKey(x => x.AlertId);
        e.HasMany(a => a.Countries).WithOne().HasForeignKey(x => x.AlertId);
    }

    /// <summary>One collation for all text, for databases whose usual one takes different spellings for the same.</summary>
    public static void Collate(ModelBuilder model, string collation)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(e => e.GetProperties())
            .Where(p => (p.GetProviderClrType() ?? p.GetValueConverter()?.ProviderClrType ?? p.ClrType) == typeof(string)))
        {
            property.SetCollation(collation);
        }
    }

    private static void BuildJobRun(EntityTypeBuilder<JobRun> e)
    {
        e.ToTable("JobRuns");
        e.Property(r => r.Id).ValueGeneratedNever();
        e.Property(r => r.Job).HasMaxLength(JobRun.NameMaxLength);
        // Who ends a run and who gives it up for lost do not both.
        e.Property(r => r.Outcome).IsConcurrencyToken();
        e.Property(r => r.Holds).HasMaxLength(JobRun.NameMaxLength);
        e.Property(r => r.Instance).HasMaxLength(JobRun.InstanceMaxLength);
        e.HasIndex(r => new { r.Job, r.ScheduledFor, r.Attempt }).IsUnique();
        e.HasIndex(r => r.Holds).IsUnique();
        e.HasIndex(r => new { r.Job, r.StartedAt, r.Id });
        e.HasIndex(r => r.RetryAt);
        e.HasIndex(r => r.EndedAt);
    }

    private static void AsJson<T>(this PropertyBuilder<T> property) where T : class =>
        property.HasConversion(new JsonConverter<T>(), new SameReference<T>()).HasMaxLength(-1);
}
