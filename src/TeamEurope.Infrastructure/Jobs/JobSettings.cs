namespace TeamEurope.Infrastructure.Jobs;

/// <summary>How this instance takes part in the scheduled jobs.</summary>
/// <param name="Schedule">Whether it begins jobs by itself. What an operator starts here by hand runs here all the same.</param>
public sealed record JobSettings(bool Schedule);
