using TeamEurope.Contracts;

namespace TeamEurope.Client;

public sealed partial class TeamEuropeClient
{
    private const string Notifications = "api/v1/notifications";
    private const string Subscriptions = "api/v1/subscriptions";

    /// <summary>The caller's news after this cursor, in order. See <see cref="LiveNews"/> for those to come.</summary>
    public Task<Page<NotificationView>> ListNotificationsAsync(
        long after = 0, int? limit = null, CancellationToken cancellation = default) =>
        GetAsync<Page<NotificationView>>(Query(Notifications, ("after", after), ("limit", limit)), cancellation);

    /// <summary>All up to and including this cursor has been read.</summary>
    public Task MarkReadAsync(long cursor, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Post, $"{Notifications}/read", new ReadRequest(cursor), cancellation);

    public Task<Page<SubscriptionView>> ListSubscriptionsAsync(
        string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        GetAsync<Page<SubscriptionView>>(Query(Subscriptions, ("after", after), ("limit", limit)), cancellation);

    public Task<SubscriptionView> SubscribeAsync(SubscriptionRequest subscription, CancellationToken cancellation = default) =>
        PostAsync<SubscriptionView>(Subscriptions, subscription, cancellation);

    public Task UnsubscribeAsync(Guid id, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Delete, $"{Subscriptions}/{id}", null, cancellation);
}
