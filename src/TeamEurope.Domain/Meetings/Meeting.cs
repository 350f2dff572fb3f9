namespace TeamEurope.Domain.Meetings;

/// <summary>One point of an agenda: exactly one of a country, a ring or a theme (a goal).</summary>
public sealed record AgendaPoint(string? Country, int? Ring, string? Theme);

/// <summary>A MOCADEM meeting, the Council's meeting on the external side of migration.</summary>
public sealed class Meeting
{
    public const int TitleMaxLength = 300;
    public const int MostPoints = 100;

    public required Guid Id { get; init; }
    public required string Tenant { get; init; }
    public required string Title { get; init; }
    public required DateOnly Date { get; init; }
    public required IReadOnlyList<AgendaPoint> Agenda { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>
/// A briefing composed from the register for one audience. Until frozen it is a draft; frozen, it and its files never change.
/// </summary>
public sealed class Briefing
{
    public required Guid Id { get; init; }
    public required Guid MeetingId { get; init; }

    /// <summary>The tenant that composed it; it sees no more than it could see anyway.</summary>
    public required string Tenant { get; init; }
    public required string Language { get; init; }

    /// <summary>Empty for every tenant.</summary>
    public required IReadOnlyList<string> Audience { get; init; }

    /// <summary>The content as JSON.</summary>
    public required string Content { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset ComposedAt { get; init; }
    public DateTimeOffset? FrozenAt { get; private set; }
    public string? FrozenBy { get; private set; }

    public bool IsFrozen => FrozenAt is not null;

    /// <summary>Whether a tenant's people may read it: those of its audience, and of the tenant that composed it.</summary>
    public bool IsFor(string tenant) => IsFor(tenant, Audience, Tenant);

    /// <summary>The same, for whoever has not loaded the content.</summary>
    public static bool IsFor(string tenant, IReadOnlyList<string> audience, string composer) =>
        audience.Count == 0 || composer == tenant || audience.Contains(tenant);

    public void Freeze(string by, DateTimeOffset now) => (FrozenAt, FrozenBy) = (FrozenAt ?? now, FrozenBy ?? by);
}

/// <summary>A frozen file's bytes, kept and not made again, with their SHA-256.</summary>
public sealed class BriefingFile
{
    public required Guid BriefingId { get; init; }
    public required string Format { get; init; }
    public required byte[] Bytes { get; init; }
    public required string Hash { get; init; }
}
