namespace TeamEurope.Application.Common;

public static class Clock
{
    /// <summary>The day it is, in UTC: the <c>asOf</c> of every evaluation.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
