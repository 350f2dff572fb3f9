using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain.Notifications;

namespace TeamEurope.Infrastructure.Live;

/// <summary>What a connected client is called with.</summary>
public interface INotificationClient
{
    /// <summary>The contract's name for the method, written as clients hear it.</summary>
    [SuppressMessage("Naming", "IDE1006", Justification = "The method's name goes over the wire as it stands.")]
    Task notify(NotificationView notification);
}

/// <summary>Puts a connection into the groups whose news it gets. Clients only listen.</summary>
public sealed class NotificationHub(LiveConnections connections) : Hub<INotificationClient>
{
    public override async Task OnConnectedAsync()
    {
        // A hub lives in a scope of its own; who connected was found out in the request's.
        var caller = Context.GetHttpContext()!.RequestServices.GetRequiredService<CurrentUser>().Caller;
        if (!Roles.Content.Contains(caller.Role))
        {
            Context.Abort();
            return;
        }

        connections.Add(Context, caller);
        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(new Recipient(RecipientKind.Tenant, caller.Tenant)));
        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(new Recipient(RecipientKind.User, caller.Tenant, caller.User)));
        if (caller.IsCoordinator)
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(new Recipient(RecipientKind.Coordinators, caller.Tenant)));
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context);
        return base.OnDisconnectedAsync(exception);
    }

    internal static string GroupOf(Recipient recipient) => $"{recipient.Kind}/{recipient.Tenant}/{recipient.User}";
}

/// <summary>Pushes over SignalR.</summary>
internal sealed class SignalRUpdates(IHubContext<NotificationHub, INotificationClient> hub) : ILiveUpdates
{
    public Task PushAsync(Recipient recipient, NotificationView notification, CancellationToken cancellationToken) =>
        hub.Clients.Group(NotificationHub.GroupOf(recipient)).notify(notification);
}
