using TeamEurope.Domain;

namespace TeamEurope.Application.Initiatives;

/// <summary>The named refusals of the use cases on initiatives.</summary>
public static class InitiativeRefusals
{
    public static Refusal WantsJustification => new(RefusalKind.Impossible, "justification-wanted",
        Say.Of("Initiative.WantsJustification"))
    {
        Errors = new Dictionary<string, string[]> { ["$.justification"] = [Say.Of("Initiative.JustificationWanted")] }
    };

    public static Refusal ChangedMeanwhile => new(RefusalKind.ChangedMeanwhile, "changed-meanwhile",
        Say.Of("Initiative.ChangedMeanwhile"));

    public static Refusal ConditionMissing => new(RefusalKind.ConditionMissing, "if-match-missing",
        Say.Of("Initiative.ConditionMissing"));

    public static Refusal DuplicateExternalId(string externalId) => new(RefusalKind.Conflict, "duplicate-external-id",
        Say.Of("Initiative.DuplicateExternalId"))
    {
        Errors = new Dictionary<string, string[]> { ["$.externalId"] = [Say.Of("Initiative.ExternalIdTaken", externalId)] }
    };
}
