namespace TeamEurope.Domain.Mail;

/// <summary>Where and in which language somebody wants mail, and which.</summary>
public sealed class MailSettings
{
    /// <summary>The longest address that mail servers take.</summary>
    public const int AddressMaxLength = 254;
    public const int LanguageLength = 2;

    /// <summary>The user is part of a key.</summary>
    public const int UserMaxLength = 200;

    public required string Tenant { get; init; }
    public required string User { get; init; }
    public required string Address { get; set; }
    public required string Language { get; set; }
    public bool Daily { get; set; }
    public bool Weekly { get; set; }
}

public enum DigestKind { Daily, Weekly }

/// <summary><c>Nothing</c>: there was nothing to say, and no mail.</summary>
public enum DigestState { Waiting, Sent, Nothing }

/// <summary>
/// One digest for one person and one period: there before the mail is sent, so that it is sent once. Its id makes the mail's Message-ID,
/// the same at each attempt. Nothing of what the mail says is kept.
/// </summary>
public sealed class Digest
{
    public const int PeriodMaxLength = 10;

    public required Guid Id { get; init; }
    public required string Tenant { get; init; }
    public required string User { get; init; }
    public required DigestKind Kind { get; init; }

    /// <summary>The day or the week it is for, such as 2026-11-24 or 2026-W48.</summary>
    public required string Period { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DigestState State { get; private set; }

    /// <summary>Up to when it tells; the next one goes on from there.</summary>
    public DateTimeOffset? TellsUntil { get; private set; }

    public void Settle(DigestState state, DateTimeOffset tellsUntil) => (State, TellsUntil) = (state, tellsUntil);
}
