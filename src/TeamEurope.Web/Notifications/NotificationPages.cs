using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Notifications;
using TeamEurope.Contracts;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Notifications;

/// <summary>News that has come, and what the viewer wants to hear of.</summary>
internal static class NotificationPages
{
    private const int PageSize = 50;

    public static void MapNotifications(this RouteGroupBuilder pages)
    {
        pages.MapGet("/notifications", List);
        pages.MapPost("/notifications/read", Read);
        pages.MapGet("/live/news", Live);
        pages.MapGet("/subscriptions", Subscriptions);
        pages.MapPost("/subscriptions", Subscribe);
        pages.MapPost("/subscriptions/{id:guid}", ChangeDelivery);
        pages.MapPost("/subscriptions/{id:guid}/end", Unsubscribe);
    }

    private static async Task<IResult> List(IMediator mediator, long? after, string? kind, bool? unread, CancellationToken ct) =>
        (await mediator.Send(new ListNews(after, PageSize, string.IsNullOrEmpty(kind) ? null : kind, unread == true), ct))
            .Page(news => Show<NotificationsPage>(new { News = news, Kind = kind, Unread = unread == true }));

    private static async Task<IResult> Read(IMediator mediator, [FromForm] long? cursor, CancellationToken ct) =>
        (await mediator.Send(new MarkRead(new ReadRequest(cursor)), ct)).Page(_ => GoTo("/notifications"));

    /// <summary>For the pages' script: what came after the cursor, in the language of the page. Quiet news waits for its reader.</summary>
    private static async Task<IResult> Live(IMediator mediator, NewsText texts, long? after, CancellationToken ct)
    {
        var news = await mediator.Send(new ListNotifications(after, PageSize), ct);
        return news.Refusal is null
            ? TypedResults.Ok(new Page<NotificationView>(news.Value.Items.Where(n => !n.Quiet).Select(n => n with { Text = texts.Of(n) }).ToArray(), news.Value.Next))
            : news.Refusal.Page();
    }

    private static async Task<IResult> Subscriptions(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListSubscriptions(), ct)).Page(own => Show<SubscriptionsPage>(new { Own = own.Items }));

    private static async Task<IResult> Subscribe(IMediator mediator, [FromForm] SubscriptionForm form, CancellationToken ct)
    {
        var subscribed = await mediator.Send(new Subscribe(form.ToRequest()), ct);
        if (subscribed.Refusal is not { } refusal)
        {
            return GoTo("/subscriptions");
        }

        var own = await mediator.Send(new ListSubscriptions(), ct);
        return own.Page(o => Show<SubscriptionsPage>(new { Own = o.Items, Form = form, Errors = new FormErrors(refusal) }, RefusalStatus.Of(refusal.Kind)));
    }

    private static async Task<IResult> ChangeDelivery(IMediator mediator, Guid id, [FromForm] SubscriptionForm form, CancellationToken ct) =>
        (await mediator.Send(new ChangeSubscription(id, form.ToRequest()), ct)).Page(_ => GoTo("/subscriptions"));

    private static async Task<IResult> Unsubscribe(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new Unsubscribe(id), ct)).Page(_ => GoTo("/subscriptions"));
}

/// <summary>A subscription as its form sends it: an empty choice matches all.</summary>
public sealed record SubscriptionForm
{
    public string? Country { get; init; }
    public int? Ring { get; init; }
    public string? Goal { get; init; }
    public string? Rule { get; init; }
    public string? Level { get; init; }
    public string? Delivery { get; init; }

    public SubscriptionRequest ToRequest() => new(Known(Country), Ring, Known(Goal), Known(Rule), Known(Level), Known(Delivery));

    private static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
