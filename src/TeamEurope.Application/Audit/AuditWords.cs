using TeamEurope.Domain.People;
using TeamEurope.Domain.Register;

namespace TeamEurope.Application.Audit;

/// <summary>The kinds of acts, as the audit trail calls them.</summary>
public static class AuditWords
{
    public const string Registered = nameof(RegisterEventKind.Registered);
    public const string Changed = nameof(RegisterEventKind.Changed);
    public const string StageChanged = nameof(RegisterEventKind.StageChanged);
    public const string DraftDeleted = nameof(RegisterEventKind.DraftDeleted);
    public const string UmbrellaConfirmed = nameof(RegisterEventKind.UmbrellaConfirmed);
    public const string UmbrellaWithdrawn = nameof(RegisterEventKind.UmbrellaWithdrawn);
    public const string StatementReplied = nameof(RegisterEventKind.StatementReplied);
    public const string Disclosed = nameof(RegisterEventKind.Disclosed);
    public const string RiskRated = nameof(RegisterEventKind.RiskRated);
    public const string Acknowledged = "Acknowledged";
    public const string Assigned = "Assigned";
    public const string Resolved = "Resolved";
    public const string Commented = "Commented";
    public const string DisclosureAsked = "DisclosureAsked";
    public const string DisclosureDeclined = "DisclosureDeclined";
    public const string DisclosureWithdrawn = "DisclosureWithdrawn";
    public const string MeetingPlanned = "MeetingPlanned";
    public const string MeetingChanged = "MeetingChanged";
    public const string BriefingComposed = "BriefingComposed";
    public const string BriefingRecomposed = "BriefingRecomposed";
    public const string BriefingEdited = "BriefingEdited";
    public const string BriefingFrozen = "BriefingFrozen";
    public const string ImportStarted = "ImportStarted";
    public const string ExportStarted = "ExportStarted";
    public const string PersonBlocked = PersonEvent.Blocked;
    public const string PersonUnblocked = PersonEvent.Unblocked;
    public const string PersonAnonymised = PersonEvent.Anonymised;
    public const string DefaultsSet = "DefaultsSet";
    public const string MailSettingsSet = "MailSettingsSet";
    public const string SubscriptionAdded = "SubscriptionAdded";
    public const string SubscriptionChanged = "SubscriptionChanged";
    public const string SubscriptionRemoved = "SubscriptionRemoved";
    public const string JobStarted = "JobStarted";

    /// <summary>A session at the pages was begun by the identity provider.</summary>
    public const string SignedIn = "SignedIn";

    /// <summary>Another tenant's initiative was opened, or its versions.</summary>
    public const string InitiativeRead = "InitiativeRead";
    public const string VersionsRead = "VersionsRead";
    public const string BriefingRead = "BriefingRead";
    public const string BriefingDownloaded = "BriefingDownloaded";
    public const string InitiativesExported = "InitiativesExported";
    public const string ExportDownloaded = "ExportDownloaded";
    public const string RejectedRowsDownloaded = "RejectedRowsDownloaded";
    public const string PersonalDataExported = "PersonalDataExported";
    public const string AuditExported = "AuditExported";

    /// <summary>By the service itself: the beginning of a chain was kept long enough; where all chains ended that night.</summary>
    public const string Pruned = "Pruned";
    public const string ChainsNoted = "ChainsNoted";

    internal static readonly string[] OnAlerts = [Acknowledged, Assigned, Resolved];

    /// <summary>What people do to the register; the service's own events are no acts.</summary>
    internal static readonly RegisterEventKind[] OnRegister =
        [.. Enum.GetValues<RegisterEventKind>().Except([RegisterEventKind.DayPassed, RegisterEventKind.RulesChanged])];

    public static IReadOnlyList<string> All { get; } =
    [
        .. OnRegister.Select(k => k.ToString()), .. OnAlerts, Commented, DisclosureAsked, DisclosureDeclined, DisclosureWithdrawn, MeetingPlanned, MeetingChanged,
        BriefingComposed, BriefingRecomposed, BriefingEdited, BriefingFrozen, ImportStarted, ExportStarted, PersonBlocked, PersonUnblocked, PersonAnonymised,
        DefaultsSet, MailSettingsSet, SubscriptionAdded, SubscriptionChanged, SubscriptionRemoved, JobStarted, SignedIn, InitiativeRead, VersionsRead,
        BriefingRead, BriefingDownloaded, InitiativesExported, ExportDownloaded, RejectedRowsDownloaded, PersonalDataExported, AuditExported,
        Pruned, ChainsNoted
    ];
}
