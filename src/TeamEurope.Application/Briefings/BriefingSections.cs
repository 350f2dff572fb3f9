namespace TeamEurope.Application.Briefings;

/// <summary>The sections of a briefing that its composer may leave out. The overview stands in every one.</summary>
public static class BriefingSections
{
    public const string Resolved = "resolved";
    public const string Initiatives = "initiatives";
    public const string Matrix = "matrix";
    public const string Asked = "asked";
    public const string Offered = "offered";
    public const string Warnings = "warnings";
    public const string Opportunities = "opportunities";
    public const string Changes = "changes";
    public const string Surprises = "surprises";

    /// <summary>In the order in which they are printed.</summary>
    public static readonly IReadOnlyList<string> All =
        [Resolved, Initiatives, Matrix, Asked, Offered, Warnings, Opportunities, Changes, Surprises];
}
