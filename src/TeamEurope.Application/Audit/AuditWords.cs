using TeamEurope.Domain.People;
using TeamEurope.Domain.Register;

namespace TeamEurope.Application.Audit;

/// <summary>The kinds of acts, as the audit trail calls them.</summary>
public static class AuditWords
{
    internal const string Commented = "Commented";
    internal const string DisclosureAsked = "DisclosureAsked";
    internal const string DisclosureDeclined = "DisclosureDeclined";
    internal const string MeetingPlanned = "MeetingPlanned";
    internal const string BriefingComposed = "BriefingComposed";
    internal const string BriefingFrozen = "BriefingFrozen";
    internal const string ImportStarted = "ImportStarted";
    internal static readonly string[] OnAlerts = ["Acknowledged", "Assigned", "Resolved"];

    /// <summary>What people do to the register; the service's own events are no acts.</summary>
    internal static readonly RegisterEventKind[] OnRegister =
        [.. Enum.GetValues<RegisterEventKind>().Except([RegisterEventKind.DayPassed, RegisterEventKind.RulesChanged])];

    public static IReadOnlyList<string> All { get; } =
    [
        .. OnRegister.Select(k => k.ToString()), .. OnAlerts, Commented, DisclosureAsked, DisclosureDeclined, MeetingPlanned, BriefingComposed,
        BriefingFrozen, ImportStarted, PersonEvent.Blocked, PersonEvent.Unblocked, PersonEvent.Anonymised
    ];
}
