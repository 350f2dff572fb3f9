namespace TeamEurope.Contracts;

/// <summary>A page of a list. <see cref="Next"/> is the cursor for <c>after</c>, or null on the last page.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>What has been accepted but not yet evaluated or delivered; 0 and 0 when the service is at rest.</summary>
public sealed record StatusView(int PendingEvaluations, int PendingNotifications);

/// <summary>Development only: whom to sign in as.</summary>
public sealed record DevTokenRequest(string? Tenant, string? Role, string? User);

/// <summary>Development only: a bearer token.</summary>
public sealed record DevTokenView(string AccessToken, DateTimeOffset ExpiresAt);

/// <summary>How visible a tenant's new initiatives are where the body does not say.</summary>
public sealed record TenantDefaultsView(string? DefaultVisibility);

/// <summary>A number of things.</summary>
public sealed record CountView(int Count);
