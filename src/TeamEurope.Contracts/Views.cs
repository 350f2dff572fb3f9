namespace TeamEurope.Contracts;

/// <summary>A page's filters under a name. <see cref="Page"/> is initiatives, alerts or partners; <see cref="Query"/> its query string.</summary>
public sealed record SavedViewRequest(string? Name, string? Page, string? Query);

public sealed record SavedViewView(Guid Id, string Name, string Page, string Query);
