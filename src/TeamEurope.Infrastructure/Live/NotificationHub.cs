using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Application.Common;
using TeamEurope.Application.Notifications;
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

/// <summary>
/// Puts a connection into the groups whose news it gets. Clients only listen. A client counts itself connected once hands are shaken,
/// which is before it stands in its groups: what was pushed in between is sent to it alone, so that nothing falls into the gap.
/// </summary>
public sealed class NotificationHub(LiveConnections connections, PushPosition position, IServiceScopeFactory scopes) : Hub<INotificationClient>
{
    public override async Task OnConnectedAsync()
    {
        // A hub lives in a scope of its own; who connected was found out in the request's.
        var request = Context.GetHttpContext()!;
        var caller = request.RequestServices.GetRequiredService<CurrentUser>().Caller;
        if (!connections.TryAdd(Context, caller))
        {
            Context.Abort();
            return;
        }

        long joined;
        using (await position.EnterAsync(Context.ConnectionAborted))
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(new Recipient(RecipientKind.Tenant, caller.Tenant)));
            await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(new Recipient(RecipientKind.User, caller.Tenant, caller.User)));
            await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(caller.IsCoordinator
                ? new Recipient(RecipientKind.Coordinators, caller.Tenant)
                : new Recipient(RecipientKind.User, caller.Tenant, caller.User, CoordinatorsToo: true)));

            joined = position.Cursor;
        }

        await SendMissedAsync(caller, LiveUpdates.ArrivalOf(request), joined);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context);
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>What was pushed after the client came and before it joined.</summary>
    private async Task SendMissedAsync(Caller caller, long arrived, long joined)
    {
        if (arrived >= joined)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().SignIn(caller);
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        for (var after = (long?)arrived; after < joined;)
        {
            var page = (await mediator.Send(new ListNotifications(after, Paging.MostItems), Context.ConnectionAborted)).Value;
            foreach (var missed in page.Items.Where(n => n.Cursor <= joined && !n.Quiet))
            {
                await Clients.Caller.notify(missed);
            }

            after = page.Next is { } next ? long.Parse(next, CultureInfo.InvariantCulture) : null;
        }
    }

    internal static string GroupOf(Recipient recipient) =>
        $"{(recipient.CoordinatorsToo ? "NoCoordinator" : recipient.Kind)}/{recipient.Tenant}/{recipient.User}";
}

/// <summary>Where the hub is.</summary>
public static class LiveUpdates
{
    private const string Path = "/hubs/notifications";
    private static readonly object Arrival = new();

    /// <summary>Notes how far had been pushed when a client came, before hands are shaken.</summary>
    public static HubEndpointConventionBuilder MapLiveUpdates(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase))
            {
                context.Items[Arrival] = context.RequestServices.GetRequiredService<PushPosition>().Cursor;
            }

            return next(context);
        });
        // Nobody listens longer than what they came with holds: clients connect again with what they have then.
        return app.MapHub<NotificationHub>(Path, hub => hub.CloseOnAuthenticationExpiration = true).RequireAuthorization();
    }

    internal static long ArrivalOf(HttpContext context) => context.Items[Arrival] is long cursor ? cursor : long.MaxValue;
}

/// <summary>Pushes over SignalR.</summary>
internal sealed class SignalRUpdates(IHubContext<NotificationHub, INotificationClient> hub) : ILiveUpdates
{
    public Task PushAsync(Recipient recipient, NotificationView notification, CancellationToken cancellationToken) =>
        hub.Clients.Group(NotificationHub.GroupOf(recipient)).notify(notification);
}
