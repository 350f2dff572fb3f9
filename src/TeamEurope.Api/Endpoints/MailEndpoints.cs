using MediatR;
using TeamEurope.Application.Mail;
using TeamEurope.Contracts;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Endpoints;

/// <summary>The caller's own settings.</summary>
internal static class MailEndpoints
{
    public static void MapMail(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/me").WithTags("Me");
        group.MapGet("/mail", Get).For<GetMailSettings>().Produces<MailSettingsView>();
        group.MapPut("/mail", Set).For<SetMailSettings>().Produces<MailSettingsView>();
    }

    private static async Task<IResult> Get(IMediator mediator, CancellationToken ct) => (await mediator.Send(new GetMailSettings(), ct)).Ok();

    private static async Task<IResult> Set(IMediator mediator, MailSettingsRequest body, CancellationToken ct) =>
        (await mediator.Send(new SetMailSettings(body), ct)).Ok();
}
