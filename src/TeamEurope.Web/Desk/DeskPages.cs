using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Application.Desk;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Desk;

/// <summary>My desk: what waits for the viewer, and what changed.</summary>
internal static class DeskPages
{
    public static void MapDesk(this RouteGroupBuilder pages)
    {
        pages.MapGet("/", Desk).ForEverybody();
        pages.MapGet("/live/desk", Live).For<GetDesk>();
    }

    /// <summary>Auditors and operators have no desk: their work is in the administration.</summary>
    private static async Task<IResult> Desk(IMediator mediator, CurrentUser user, CancellationToken ct) => Roles.Content.Contains(user.Caller.Role)
        ? (await ReadAsync(mediator, ct)).Page(desk => Show<DeskPage>(new { Desk = desk }))
        : GoTo("/admin");

    /// <summary>The same content without its frame, for when news has come.</summary>
    private static async Task<IResult> Live(IMediator mediator, CancellationToken ct) =>
        (await ReadAsync(mediator, ct)).Page(desk => Show<DeskContent>(new { Desk = desk }));

    private static async Task<Result<SeenDesk>> ReadAsync(IMediator mediator, CancellationToken ct)
    {
        var desk = await mediator.Send(new GetDesk(), ct);
        if (desk.Refusal is { } refusal)
        {
            return refusal;
        }

        var mentions = await mediator.Send(new ListMentions(), ct);
        return mentions.Refusal is { } refused ? refused : new SeenDesk(desk.Value, mentions.Value.Items);
    }
}

/// <summary>The desk with the comments that mention its user.</summary>
public sealed record SeenDesk(DeskView View, IReadOnlyList<MentionView> Mentions);
