namespace TeamEurope.Domain.People;

/// <summary>
/// Somebody who has signed in. Name and role come from the tenant's own directory; the register only remembers them, and
/// whether the tenant has blocked them here.
/// </summary>
public sealed class Person
{
    public const int RoleMaxLength = 40;

    /// <summary>How the pseudonyms begin of people whose name was forgotten.</summary>
    public const string FormerPrefix = "former-";

    public required string Tenant { get; init; }
    public required string User { get; init; }
    public required string Role { get; set; }
    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>Coarse: moved at most once an hour.</summary>
    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>Whether a pseudonym stands here for somebody whose name was forgotten.</summary>
    public bool IsFormer => User.StartsWith(FormerPrefix, StringComparison.Ordinal);
    public bool IsBlocked { get; private set; }
    public string? BlockedBy { get; private set; }
    public DateTimeOffset? BlockedAt { get; private set; }

    /// <summary>False where it was so already.</summary>
    public bool Block(string by, DateTimeOffset now)
    {
        if (IsBlocked)
        {
            return false;
        }

        (IsBlocked, BlockedBy, BlockedAt) = (true, by, now);
        return true;
    }

    /// <summary>False where it was so already.</summary>
    public bool Unblock()
    {
        var was = IsBlocked;
        (IsBlocked, BlockedBy, BlockedAt) = (false, null, null);
        return was;
    }
}

/// <summary>That somebody was blocked, unblocked or anonymised, kept for good.</summary>
public sealed class PersonEvent
{
    public const string Blocked = "PersonBlocked";
    public const string Unblocked = "PersonUnblocked";
    public const string Anonymised = "PersonAnonymised";

    public required Guid Id { get; init; }
    public required string Tenant { get; init; }
    public required string User { get; init; }
    public required string What { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
}
