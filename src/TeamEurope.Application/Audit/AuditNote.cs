using TeamEurope.Domain.Initiatives;

namespace TeamEurope.Application.Audit;

/// <summary>Who acts, and from where.</summary>
/// <param name="User">Null for the service itself.</param>
public sealed record AuditActor(string Tenant, string? User, string From)
{
    /// <summary>What the service does by itself, on nobody's behalf.</summary>
    public static readonly AuditActor Service = new(Domain.Audit.AuditEntry.Service, null, FromJob);

    /// <summary>Where acts come from that no request brought.</summary>
    public const string FromJob = "job";
}

/// <summary>Somebody whom an act is on: the chain will hold an id in place of the name.</summary>
public sealed record AuditWhom(string Tenant, string User);

/// <summary>A version of an initiative: the chain will hold its number, and the SHA-256 of its content as it is kept.</summary>
/// <param name="State">Null where it is to be read from where it is kept.</param>
public sealed record AuditVersion(Guid Initiative, int Version, InitiativeState? State = null);

/// <summary>
/// An act to be chained: never a title, never a text. Of a text the SHA-256 is enough to prove what it was.
/// </summary>
/// <param name="What">A word of <see cref="AuditWords.All"/>; a colon may bring more of it.</param>
/// <param name="On">The kind of thing.</param>
public sealed record AuditNote(string What, string On)
{
    public Guid? Subject { get; init; }
    public Guid? First { get; init; }
    public Guid? Second { get; init; }
    public string? Code { get; init; }
    public AuditWhom? Whom { get; init; }
    public string? Cause { get; init; }

    /// <summary>Values by field: texts, or an <see cref="AuditWhom"/>. A field that is null is left out.</summary>
    public IReadOnlyDictionary<string, object?> Before { get; init; } = NoFields;
    public IReadOnlyDictionary<string, object?> After { get; init; } = NoFields;
    public AuditVersion? VersionBefore { get; init; }
    public AuditVersion? VersionAfter { get; init; }

    /// <summary>Whether the same person doing the same to the same thing again, a few minutes later, goes without saying.</summary>
    public bool Folds { get; init; }

    private static readonly Dictionary<string, object?> NoFields = [];

    /// <summary>The word itself, without what a colon brings.</summary>
    public string Word => What.Split(": ", 2)[0];
}
