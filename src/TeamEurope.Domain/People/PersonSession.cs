namespace TeamEurope.Domain.People;

/// <summary>
/// Somebody's session at the pages, signed in by the identity provider. The browser's cookie only names it: what is gone here is over,
/// whoever has a copy of the cookie.
/// </summary>
public sealed class PersonSession
{
    public required Guid Id { get; init; }
    public required string Tenant { get; init; }
    public required string User { get; init; }

    /// <summary>As the provider last said.</summary>
    public required string Role { get; set; }

    /// <summary>The provider's tokens, sealed.</summary>
    public required string Tokens { get; set; }

    /// <summary>When the provider last said that it is so.</summary>
    public required DateTimeOffset RenewedAt { get; set; }

    /// <summary>From when on it is asked again. Whoever moves it is the one who asks.</summary>
    public required DateTimeOffset RenewAt { get; set; }

    /// <summary>The end, whatever its person does.</summary>
    public required DateTimeOffset EndsAt { get; init; }
}
