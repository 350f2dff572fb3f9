using System.Security.Cryptography;
using System.Text;

namespace TeamEurope.Domain.Meetings;

/// <summary>One point of an agenda: exactly one of a country, a ring or a theme (a goal).</summary>
public sealed record AgendaPoint(string? Country, int? Ring, string? Theme);

/// <summary>A MOCADEM meeting, the Council's meeting on the external side of migration.</summary>
public sealed class Meeting
{
    public const int TitleMaxLength = 300;
    public const int MostPoints = 100;

    private string title = "";
    private DateOnly date;
    private IReadOnlyList<AgendaPoint> agenda = [];

    public required Guid Id { get; init; }

    /// <summary>The tenant that planned it: only its people change it.</summary>
    public required string Tenant { get; init; }
    public required string Title { get => title; init => title = value; }
    public required DateOnly Date { get => date; init => date = value; }
    public required IReadOnlyList<AgendaPoint> Agenda { get => agenda; init => agenda = value; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Another title, day or agenda. Briefings that were composed stay as they are.</summary>
    public void Change(string newTitle, DateOnly newDate, IReadOnlyList<AgendaPoint> newAgenda) =>
        (title, date, agenda) = (newTitle, newDate, newAgenda);
}

/// <summary>
/// A briefing composed from the register for one audience. Until frozen it is a draft; frozen, it and its files never change.
/// </summary>
public sealed class Briefing
{
    public const int IntroductionMaxLength = 10_000;
    public const int NoteMaxLength = 5_000;

    private string content = "";
    private string by = "";
    private DateTimeOffset composedAt;

    public required Guid Id { get; init; }
    public required Guid MeetingId { get; init; }

    /// <summary>The tenant that composed it; it sees no more than it could see anyway.</summary>
    public required string Tenant { get; init; }
    public required string Language { get; init; }

    /// <summary>Empty for every tenant.</summary>
    public required IReadOnlyList<string> Audience { get; init; }

    /// <summary>The content as JSON.</summary>
    public required string Content { get => content; init => content = value; }

    /// <summary>Who last composed it from the register, and when.</summary>
    public required string By { get => by; init => by = value; }
    public required DateTimeOffset ComposedAt { get => composedAt; init => composedAt = value; }
    public DateTimeOffset? FrozenAt { get; private set; }
    public string? FrozenBy { get; private set; }

    /// <summary>Counts its changes, so that two at once are noticed.</summary>
    public int Edition { get; private set; }

    public bool IsFrozen => FrozenAt is not null;

    /// <summary>Differs as soon as the content does: whoever changes it says which version they read.</summary>
    public string Version => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..32];

    /// <summary>Whether it may be changed still.</summary>
    public Refusal? CheckChange() => IsFrozen ? Frozen : null;

    /// <summary>Takes the composer's words.</summary>
    public void Edit(string newContent)
    {
        content = CheckChange() is null ? newContent : throw new InvalidOperationException(Frozen.Message);
        Edition++;
    }

    /// <summary>Takes what the register holds now.</summary>
    public void Recompose(string newContent, string who, DateTimeOffset now)
    {
        Edit(newContent);
        (by, composedAt) = (who, now);
    }

    public void Freeze(string by, DateTimeOffset now)
    {
        (FrozenAt, FrozenBy) = (FrozenAt ?? now, FrozenBy ?? by);
        Edition++;
    }

    private static Refusal Frozen => new(RefusalKind.Conflict, "briefing-frozen", Say.Of("Meeting.BriefingFrozen"));
}

/// <summary>A frozen file's bytes, kept and not made again, with their SHA-256.</summary>
public sealed class BriefingFile
{
    public required Guid BriefingId { get; init; }
    public required string Format { get; init; }
    public required byte[] Bytes { get; init; }
    public required string Hash { get; init; }
}
