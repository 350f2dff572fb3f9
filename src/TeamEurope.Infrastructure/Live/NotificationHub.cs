using Microsoft.AspNetCore.SignalR;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain.Notifications;

namespace TeamEurope.Infrastructure.Live;

/// <summary>What a connected client is called with.</summary>
public interface INotificationClient
{
    Task Notify(NotificationView notification);
}

/// <summary>Puts a connection into the groups whose news it gets. Clients only listen.</summary>
public sealed class NotificationHub(CurrentUser user) : Hub<INotificationClient>
{
    public override async Task OnConnectedAsync()
    {
        var caller = user.Caller;
        if (!Roles.Content.Contains(caller.Role))
        {
            Context.Abort();
            return;
        }

        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(new Recipient(RecipientKind.Tenant, caller.Tenant)));
        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(new Recipient(RecipientKind.User, caller.Tenant, caller.User)));
        if (caller.IsCoordinator)
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(new Recipient(RecipientKind.Coordinators, caller.Tenant)));
        }
    }

    internal static string GroupOf(Recipient recipient) => $"{recipient.Kind}/{recipient.Tenant}/{recipient.User}";
}

/// <summary>Pushes over SignalR.</summary>
internal sealed class SignalRUpdates(IHubContext<NotificationHub, INotificationClient> hub) : ILiveUpdates
{
    public Task PushAsync(Recipient recipient, NotificationView notification, CancellationToken cancellationToken) =>
        hub.Clients.Group(NotificationHub.GroupOf(recipient)).Notify(notification);
}
