namespace TeamEurope.Contracts;

/// <summary>Somebody of the reader's tenant; the role is their own directory's. LastSeenAt is coarse, to the hour.</summary>
/// <param name="Former">User is a pseudonym: the name was forgotten.</param>
public sealed record PersonView(
    string User, string Role, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt, bool Blocked, string? BlockedBy, DateTimeOffset? BlockedAt,
    bool Former = false);

/// <summary>Whom to block or unblock.</summary>
public sealed record PersonRequest(string? User);
