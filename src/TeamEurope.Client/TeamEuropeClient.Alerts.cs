using TeamEurope.Contracts;

namespace TeamEurope.Client;

/// <summary>Which alerts to list; what is left out does not narrow.</summary>
public sealed record AlertFilter
{
    public string? Status { get; init; }
    public string? Rule { get; init; }
    public string? Level { get; init; }
    public string? Country { get; init; }

    /// <summary>A family of instruments, or <c>none</c>.</summary>
    public string? Family { get; init; }
    public int? Ring { get; init; }
    public Guid? Initiative { get; init; }

    /// <summary><c>visible</c> adds the alerts of initiatives that the caller sees but is not the audience of.</summary>
    public string? Scope { get; init; }

    /// <summary>Also alerts cleared long ago and set aside.</summary>
    public bool? Archived { get; init; }
}

public sealed partial class TeamEuropeClient
{
    private const string Alerts = "api/v1/alerts";
    private const string DisclosureRequests = "api/v1/disclosure-requests";

    public Task<Page<AlertView>> ListAlertsAsync(
        AlertFilter? filter = null, string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        GetAsync<Page<AlertView>>(
            Query(Alerts, [.. ValuesOf(filter), ("after", after), ("limit", limit)]), cancellation);

    /// <summary>The same alerts counted by country and family of instruments, the gravest groups first.</summary>
    public Task<Page<AlertGroupView>> ListAlertGroupsAsync(
        AlertFilter? filter = null, string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        GetAsync<Page<AlertGroupView>>(Query($"{Alerts}/groups", [.. ValuesOf(filter), ("after", after), ("limit", limit)]), cancellation);

    /// <summary>All alerts, page after page.</summary>
    public IAsyncEnumerable<AlertView> AllAlertsAsync(
        AlertFilter? filter = null, int? pageSize = null, CancellationToken cancellation = default) =>
        FollowAsync((after, ct) => ListAlertsAsync(filter, after, pageSize, ct), cancellation);

    public Task<AlertView> GetAlertAsync(Guid id, CancellationToken cancellation = default) =>
        GetAsync<AlertView>($"{Alerts}/{id}", cancellation);

    public Task<Page<CommentView>> ListCommentsAsync(
        Guid id, string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        GetAsync<Page<CommentView>>(Query($"{Alerts}/{id}/comments", ("after", after), ("limit", limit)), cancellation);

    public Task<Page<AlertEventView>> ListHistoryAsync(
        Guid id, string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        GetAsync<Page<AlertEventView>>(Query($"{Alerts}/{id}/history", ("after", after), ("limit", limit)), cancellation);

    /// <summary>Acknowledges for the caller's tenant.</summary>
    public Task AcknowledgeAsync(Guid id, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Post, $"{Alerts}/{id}/acknowledge", null, cancellation);

    public Task CommentAsync(Guid id, string text, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Post, $"{Alerts}/{id}/comments", new CommentRequest(text), cancellation);

    public Task AssignAsync(Guid id, AssignRequest assignment, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Post, $"{Alerts}/{id}/assign", assignment, cancellation);

    public Task ResolveAsync(Guid id, ResolveRequest resolution, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Post, $"{Alerts}/{id}/resolve", resolution, cancellation);

    /// <summary>Asks the hidden owner of a blind item to disclose.</summary>
    public Task RequestDisclosureAsync(Guid id, string reason, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Post, $"{Alerts}/{id}/disclosure-request", new DisclosureRequest(reason), cancellation);

    /// <summary>The requests for disclosure that the caller's tenant made or got.</summary>
    public Task<Page<DisclosureView>> ListDisclosureRequestsAsync(
        string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        GetAsync<Page<DisclosureView>>(Query(DisclosureRequests, ("after", after), ("limit", limit)), cancellation);

    private static (string, object?)[] ValuesOf(AlertFilter? filter) =>
    [
        ("status", filter?.Status), ("rule", filter?.Rule), ("level", filter?.Level), ("country", filter?.Country), ("family", filter?.Family),
        ("ring", filter?.Ring), ("initiative", filter?.Initiative), ("scope", filter?.Scope), ("archived", filter?.Archived == true ? "true" : null)
    ];

    public Task ReplyToDisclosureRequestAsync(Guid id, DisclosureReplyRequest reply, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Post, $"{DisclosureRequests}/{id}/reply", reply, cancellation);

    /// <summary>Asks no more for the disclosure that this tenant asked for.</summary>
    public Task WithdrawDisclosureRequestAsync(Guid id, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Post, $"{DisclosureRequests}/{id}/withdraw", null, cancellation);
}
