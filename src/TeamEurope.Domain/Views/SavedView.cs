namespace TeamEurope.Domain.Views;

/// <summary>A page's filters under a name, for one user.</summary>
public sealed class SavedView
{
    public const int NameMaxLength = 80;
    public const int QueryMaxLength = 2_000;

    public required Guid Id { get; init; }
    public required string Tenant { get; init; }
    public required string User { get; init; }
    public required string Page { get; init; }
    public required string Name { get; init; }

    /// <summary>The query string of the page's address, without the question mark.</summary>
    public required string Query { get; set; }
    public required DateTimeOffset At { get; set; }
}
