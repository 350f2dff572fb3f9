using TeamEurope.Domain;

namespace TeamEurope.Application.Initiatives;

/// <summary>The named refusals of the use cases on initiatives.</summary>
public static class InitiativeRefusals
{
    public static readonly Refusal WantsJustification = new(RefusalKind.Impossible, "justification-wanted",
        "The risk gate says avoid: agreed or in force only with a written justification.")
    {
        Errors = new Dictionary<string, string[]> { ["$.justification"] = ["A written justification is wanted (report, 4.2.1)."] }
    };

    public static readonly Refusal ChangedMeanwhile = new(RefusalKind.ChangedMeanwhile, "changed-meanwhile",
        "Somebody changed it meanwhile. Read it again, and try with the new ETag.");

    public static readonly Refusal ConditionMissing = new(RefusalKind.ConditionMissing, "if-match-missing",
        "Send If-Match with the ETag of the version you read.");

    public static Refusal DuplicateExternalId(string externalId) => new(RefusalKind.Conflict, "duplicate-external-id",
        "Another initiative of yours has this externalId.")
    {
        Errors = new Dictionary<string, string[]> { ["$.externalId"] = [$"'{externalId}' is taken; possible: any that none of your initiatives has."] }
    };
}
