using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TeamEurope.Domain.Audit;

/// <summary>
/// A link of a tenant's audit chain: who did or read what, from where and when. Each holds the hash of the one before, so that none can be
/// changed, taken out or put in without the chain breaking there. Written once, never changed.
/// </summary>
public sealed class AuditEntry
{
    public const int FromMaxLength = 60;
    public const int CodeLength = 40;
    public const int HashLength = 64;

    /// <summary>The chain of what the service does by itself, for nobody in particular.</summary>
    public const string Service = "service";

    /// <summary>What stands before a chain's first link.</summary>
    public static readonly string NoHash = new('0', HashLength);

    /// <summary>Whose act it was, and so whose chain.</summary>
    public required string Tenant { get; init; }

    /// <summary>Its number in the chain: 1, 2, 3 without a gap.</summary>
    public required long Sequence { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Who, as <see cref="AuditPerson"/> names them; null for the service itself. The chain knows people by this id alone.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>From where: a network address, or <c>job</c>.</summary>
    public required string From { get; init; }

    /// <summary>The kind of act, in one word.</summary>
    public required string What { get; init; }

    /// <summary>On what kind of thing.</summary>
    public required string On { get; init; }

    /// <summary>The thing itself, by its id.</summary>
    public Guid? Subject { get; init; }

    /// <summary>The initiatives it was on, as far as the actor could see them.</summary>
    public Guid? First { get; init; }
    public Guid? Second { get; init; }

    /// <summary>What it was on where that has no id: a country, a day, a format.</summary>
    public string? Code { get; init; }

    /// <summary>Whom it was on, as <see cref="AuditPerson"/> names them.</summary>
    public Guid? Whom { get; init; }
    public string? Cause { get; init; }

    /// <summary>What stood there before and after, as JSON objects: words and numbers as they are, texts and content by their SHA-256.</summary>
    public string? Before { get; init; }
    public string? After { get; init; }

    /// <summary>The hash of the link before.</summary>
    public required string Previous { get; init; }

    /// <summary>SHA-256 of <see cref="Record"/>, in hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>The text that is hashed: what is there of the fields, in this order, as <c>name=value</c>, joined by a bar.</summary>
    public string Record()
    {
        var text = new StringBuilder("v=1");
        Add(text, "tenant", Tenant);
        Add(text, "sequence", Sequence.ToString(CultureInfo.InvariantCulture));
        Add(text, "at", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        Add(text, "by", PersonId?.ToString());
        Add(text, "from", From);
        Add(text, "what", What);
        Add(text, "on", On);
        Add(text, "subject", Subject?.ToString());
        Add(text, "first", First?.ToString());
        Add(text, "second", Second?.ToString());
        Add(text, "code", Code);
        Add(text, "whom", Whom?.ToString());
        Add(text, "cause", Cause);
        Add(text, "before", Before);
        Add(text, "after", After);
        Add(text, "previous", Previous);
        return text.ToString();
    }

    /// <summary>The hash that the entry ought to have.</summary>
    public string ComputeHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Record())));

    public AuditEntry Seal()
    {
        Hash = ComputeHash();
        return this;
    }

    /// <summary>A bar in a value would look like the next field: it is written <c>\p</c>, a backslash as two.</summary>
    private static void Add(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append('|').Append(name).Append('=').Append(value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("|", @"\p", StringComparison.Ordinal));
        }
    }
}

/// <summary>
/// Where a tenant's chain ends and where it begins. The row is locked while a link is added, so that a tenant's links come one after the
/// other and tenants do not wait for each other.
/// </summary>
public sealed class AuditHead
{
    public required string Tenant { get; init; }

    /// <summary>The last link.</summary>
    public long Sequence { get; set; }
    public string Hash { get; set; } = AuditEntry.NoHash;

    /// <summary>When the chain began. What was done before is kept where it was done.</summary>
    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>The last link that was kept long enough and taken out; 0 where none was. The chain says so itself, in a link of its own.</summary>
    public long PrunedTo { get; set; }
    public string PrunedHash { get; set; } = AuditEntry.NoHash;
}

/// <summary>
/// Who an entry's person is. The name stands here alone and under no hash: where somebody is to be forgotten it is replaced here, and
/// every chain stays whole.
/// </summary>
public sealed class AuditPerson
{
    public const int NameMaxLength = 400;

    public required Guid Id { get; init; }
    public required string Tenant { get; init; }
    public required string Name { get; set; }
}
