using MediatR;
using TeamEurope.Application.Notifications;
using TeamEurope.Contracts;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Endpoints;

internal static class NotificationEndpoints
{
    public static void MapNotifications(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/notifications").WithTags("Notifications");
        group.MapGet("/", List).For<ListNotifications>().Produces<Page<NotificationView>>();
        group.MapGet("/latest", Latest).For<ListNews>().Produces<Page<NotificationView>>();
        group.MapGet("/unread", Unread).For<CountUnread>().Produces<CountView>();
        group.MapPost("/read", Read).For<MarkRead>().Produces(204);
    }

    private static async Task<IResult> List(IMediator mediator, long? after, int? limit, CancellationToken ct) =>
        (await mediator.Send(new ListNotifications(after, limit), ct)).Ok();

    private static async Task<IResult> Latest(IMediator mediator, long? before, int? limit, string? kind, bool? unread, CancellationToken ct) =>
        (await mediator.Send(new ListNews(before, limit, kind, unread ?? false), ct)).Ok();

    private static async Task<IResult> Unread(IMediator mediator, CancellationToken ct) => (await mediator.Send(new CountUnread(), ct)).Ok();

    private static async Task<IResult> Read(IMediator mediator, ReadRequest body, CancellationToken ct) =>
        (await mediator.Send(new MarkRead(body), ct)).NoContent();
}
