using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Alerts;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Alerts;

/// <summary>An answer to a request for disclosure.</summary>
public sealed record DisclosureReplyForm
{
    /// <summary>true or false: which button was pressed.</summary>
    public string? Accept { get; init; }
    public string? Reason { get; init; }
}

/// <summary>Requests for disclosure: those that wait for the viewer's tenant, and those that it made.</summary>
internal static class DisclosurePages
{
    public const string Address = "/disclosures";

    public static void MapDisclosures(this RouteGroupBuilder pages)
    {
        pages.MapGet(Address, Show).For<ListDisclosures>();
        pages.MapPost("/disclosures/{id:guid}/withdraw", Withdraw).For<WithdrawDisclosure>();
        pages.MapPost("/disclosures/{id:guid}/reply", Reply).For<ReplyToDisclosure>();
    }

    private static Task<IResult> Show(string? told, IMediator mediator, CancellationToken ct) =>
        PageAsync(null, new DisclosureReplyForm(), null, told, mediator, ct);

    private static async Task<IResult> Reply(Guid id, [FromForm] DisclosureReplyForm form, IMediator mediator, CancellationToken ct)
    {
        bool? accept = bool.TryParse(form.Accept, out var pressed) ? pressed : null;
        var reply = await mediator.Send(new ReplyToDisclosure(id, new DisclosureReplyRequest(accept, form.Reason)), ct);
        return reply.Refusal is { } refusal
            ? await PageAsync(id, form, refusal, null, mediator, ct)
            : GoTo($"{Address}?told={(accept == true ? "accepted" : "declined")}");
    }

    private static async Task<IResult> Withdraw(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new WithdrawDisclosure(id), ct)).Page(_ => GoTo($"{Address}?told=withdrawn"));

    private static async Task<IResult> PageAsync(
        Guid? replied, DisclosureReplyForm form, Refusal? refusal, string? told, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListDisclosures(), ct)).Page(list => Show<DisclosuresPage>(
            new { Requests = list.Items, Replied = replied, Form = form, Errors = new FormErrors(refusal), Told = told },
            refusal is null ? StatusCodes.Status200OK : RefusalStatus.Of(refusal.Kind)));
}
