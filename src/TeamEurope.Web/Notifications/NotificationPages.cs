using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Mail;
using TeamEurope.Application.Notifications;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Notifications;

/// <summary>News that has come, and what the viewer wants to hear of.</summary>
internal static class NotificationPages
{
    private const int PageSize = 50;

    public static void MapNotifications(this RouteGroupBuilder pages)
    {
        pages.MapGet("/notifications", List).For<ListNews>();
        pages.MapPost("/notifications/read", Read).For<MarkRead>();
        pages.MapGet("/live/news", Live).For<ListNotifications>();
        pages.MapGet("/subscriptions", Subscriptions).For<ListSubscriptions>();
        pages.MapPost("/subscriptions", Subscribe).For<Subscribe>();
        pages.MapPost("/subscriptions/mail", SetMail).For<SetMailSettings>();
        pages.MapPost("/subscriptions/{id:guid}", ChangeDelivery).For<ChangeSubscription>();
        pages.MapPost("/subscriptions/{id:guid}/end", Unsubscribe).For<Unsubscribe>();
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

    private static async Task<IResult> Subscriptions(IMediator mediator, bool? saved, CancellationToken ct) =>
        await ShowSubscriptionsAsync(mediator, (own, mail) => new { Own = own, Mail = mail, MailSaved = saved == true }, null, ct);

    private static async Task<IResult> Subscribe(IMediator mediator, [FromForm] SubscriptionForm form, CancellationToken ct)
    {
        var subscribed = await mediator.Send(new Subscribe(form.ToRequest()), ct);
        return subscribed.Refusal is not { } refusal
            ? GoTo("/subscriptions")
            : await ShowSubscriptionsAsync(mediator, (own, mail) => new { Own = own, Mail = mail, Form = form, Errors = new FormErrors(refusal) }, refusal, ct);
    }

    /// <summary>What was typed comes back with what is wrong with it.</summary>
    private static async Task<IResult> SetMail(IMediator mediator, [FromForm] MailFields form, CancellationToken ct)
    {
        var set = await mediator.Send(new SetMailSettings(form.ToRequest()), ct);
        return set.Refusal is not { } refusal
            ? GoTo("/subscriptions?saved=true#mail")
            : await ShowSubscriptionsAsync(mediator, (own, mail) => new { Own = own, Mail = form.ToView(mail.Domains), MailErrors = new FormErrors(refusal) }, refusal, ct);
    }

    private static async Task<IResult> ShowSubscriptionsAsync(
        IMediator mediator, Func<IReadOnlyList<SubscriptionView>, MailSettingsView, object> parameters, Refusal? refusal, CancellationToken ct)
    {
        var (own, mail) = (await mediator.Send(new ListSubscriptions(), ct), await mediator.Send(new GetMailSettings(), ct));
        return own.Page(o => mail.Page(m => Show<SubscriptionsPage>(
            parameters(o.Items, m), refusal is null ? StatusCodes.Status200OK : RefusalStatus.Of(refusal.Kind))));
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

/// <summary>The mail settings as their form sends them.</summary>
public sealed record MailFields
{
    public string? Address { get; init; }
    public string? Language { get; init; }
    public bool Daily { get; init; }
    public bool Weekly { get; init; }

    public MailSettingsRequest ToRequest() => new(Address, Language, Daily, Weekly);

    public MailSettingsView ToView(IReadOnlyList<string> domains) => new(Address, Language ?? MailLanguages.Usual, Daily, Weekly) { Domains = domains };
}
