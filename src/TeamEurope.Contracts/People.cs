namespace TeamEurope.Contracts;

/// <summary>Somebody of the reader's tenant; the role is their own directory's. LastSeenAt is coarse, to the hour.</summary>
public sealed record PersonView(
    string User, string Role, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt, bool Blocked, string? BlockedBy, DateTimeOffset? BlockedAt);

/// <summary>Whom to block or unblock.</summary>
public sealed record PersonRequest(string? User);
