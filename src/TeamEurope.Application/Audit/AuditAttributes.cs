namespace TeamEurope.Application.Audit;

/// <summary>
/// The acts that a request leaves in the audit chain. Each command has this or <see cref="NotAuditedAttribute"/>: a test looks for one
/// that has neither, and a command that changes something and leaves none of its words fails.
/// </summary>
/// <param name="words">Words of <see cref="AuditWords.All"/>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AuditedAttribute(params string[] words) : Attribute
{
    public IReadOnlyList<string> Words { get; } = words;
}

/// <summary>A command that leaves nothing in the audit chain, and why.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NotAuditedAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}
