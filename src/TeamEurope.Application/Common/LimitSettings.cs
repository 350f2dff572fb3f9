namespace TeamEurope.Application.Common;

/// <summary>
/// How much anybody may ask for, section <c>Limits</c>; 0 is as much as they like. Each instance counts for itself, except requests for
/// disclosure, which are counted in the database. The usual values are for people at work and for systems that write for them; in
/// Development, where one person is a whole test, they are far away or off.
/// </summary>
public sealed record LimitSettings
{
    /// <summary>Requests of one person.</summary>
    public int UserPerMinute { get; init; } = 1_200;

    /// <summary>Requests of all people of one tenant.</summary>
    public int TenantPerMinute { get; init; } = 12_000;

    /// <summary>Requests from one address by whoever is not signed in; an IPv6 network of 64 bits is one address.</summary>
    public int AddressPerMinute { get; init; } = 300;

    /// <summary>Steps of signing in from one address: a whole building may share it.</summary>
    public int SignInPerMinute { get; init; } = 120;

    /// <summary>Previews of one person.</summary>
    public int PreviewPerMinute { get; init; } = 120;

    /// <summary>Previews of all people of one tenant.</summary>
    public int TenantPreviewPerMinute { get; init; } = 600;

    /// <summary>Requests for disclosure by one tenant in any 24 hours, over all instances: nobody fishes.</summary>
    public int DisclosuresPerDay { get; init; } = 20;

    /// <summary>Live connections of one person.</summary>
    public int ConnectionsPerPerson { get; init; } = 20;

    /// <summary>What holds in Development where no setting says otherwise.</summary>
    public static LimitSettings ForDevelopment() => new()
    {
        UserPerMinute = 0, TenantPerMinute = 0, AddressPerMinute = 0, SignInPerMinute = 6_000,
        PreviewPerMinute = 6_000, TenantPreviewPerMinute = 30_000, DisclosuresPerDay = 1_000, ConnectionsPerPerson = 1_000
    };
}
