namespace TeamEurope.Application.Notifications;

/// <summary>How much noise news may make.</summary>
public sealed record LiveSettings
{
    /// <summary>For how long the same news of the same alert takes the place of what came before it; 0 for never.</summary>
    public int FoldSeconds { get; init; } = 60;

    /// <summary>How many pushes a list of recipients gets in a minute; 0 for as many as there are.</summary>
    public int PushesPerMinute { get; init; } = 60;

    public TimeSpan Fold => TimeSpan.FromSeconds(FoldSeconds);
}
