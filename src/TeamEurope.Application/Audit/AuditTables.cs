using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Exports;
using TeamEurope.Domain.Imports;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Domain.Mail;
using TeamEurope.Domain.Meetings;
using TeamEurope.Domain.Notifications;
using TeamEurope.Domain.Partners;
using TeamEurope.Domain.People;
using TeamEurope.Domain.Register;
using TeamEurope.Domain.Views;

namespace TeamEurope.Application.Audit;

/// <summary>
/// Which rows acts are told by. Every table of the model stands in one of the two lists: a test finds one that does not.
/// </summary>
public static class AuditTables
{
    /// <summary>Writing one of these is an act, or goes with one.</summary>
    public static readonly IReadOnlySet<Type> Watched = new HashSet<Type>
    {
        typeof(Initiative), typeof(InitiativeRevision), typeof(RegisterEvent), typeof(RiskRating), typeof(TenantSettings), typeof(Alert),
        typeof(AlertEvent), typeof(AlertComment), typeof(AlertAcknowledgement), typeof(Disclosure), typeof(Meeting), typeof(Briefing),
        typeof(Import), typeof(ImportFile), typeof(PersonEvent), typeof(Export), typeof(Subscription), typeof(MailSettings)
    };

    /// <summary>Writing one of these is no act by itself, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> Unwatched = new Dictionary<string, string>
    {
        ["InitiativePartner"] = "hangs on an initiative", ["InitiativeTenant"] = "hangs on an initiative",
        ["InitiativeInstrument"] = "hangs on an initiative", ["StageChange"] = "hangs on an initiative",
        ["AlertAudience"] = "made by the evaluation", ["AlertCountry"] = "made by the evaluation", ["AlertGrouping"] = "made by the evaluation",
        ["AlertMention"] = "hangs on a comment", ["Notification"] = "follows from an act", ["ReadMark"] = "one's own place in the news",
        ["SavedView"] = "one's own view of a list", ["IdempotentAnswer"] = "the answer to an act", ["EvaluationState"] = "the service's own", ["PostponedFinding"] = "the service's own",
        ["Counter"] = "the service's own", ["CoordinatorTenant"] = "follows from who signed in", ["Person"] = "who signed in; blocking is a PersonEvent",
        ["PersonSession"] = "whose beginning is noted where it begins", ["JobRun"] = "the service's own; who begins one by hand is noted", ["Reminder"] = "the service's own", ["Digest"] = "the service's own",
        ["ImportRow"] = "hangs on an import", ["ExportPage"] = "hangs on an export", ["ExportBytes"] = "hangs on an export", ["BriefingFile"] = "hangs on a briefing",
        ["DataProtectionKey"] = "the service's own", ["AuditEntry"] = "the chain itself", ["AuditHead"] = "the chain itself",
        ["AuditPerson"] = "the chain itself"
    };
}

/// <summary>A row as a transaction wrote it.</summary>
/// <param name="Before">What stood in the fields that were changed; null for a row that is new or gone.</param>
public sealed record WrittenRow(AuditActor By, object Row, IReadOnlyDictionary<string, object?>? Before = null, bool IsGone = false)
{
    public bool IsNew => Before is null && !IsGone;

    /// <summary>Whether somebody's act must be behind it. An import or export that goes on is no new act.</summary>
    public bool WantsAct => Row is not (Import or Export or ImportFile) || IsNew;
}
