using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.People;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Admin;

/// <summary>The people of the viewer's tenant.</summary>
internal static class PeoplePages
{
    public static void MapPeople(this RouteGroupBuilder pages)
    {
        pages.MapGet("/admin/people", List).For<ListPeople>();
        pages.MapPost("/admin/people/block", Block).For<BlockPerson>();
        pages.MapPost("/admin/people/unblock", Unblock).For<UnblockPerson>();
        pages.MapGet("/admin/people/data", Data).For<GetPersonalData>();
        pages.MapPost("/admin/people/anonymise", Anonymise).For<AnonymisePerson>();
        pages.MapGet("/me/data", MyData).For<GetMyData>();
    }

    private static async Task<IResult> List(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListPeople(), ct)).Page(people => Show<PeoplePage>(new { People = people.Items }));

    private static async Task<IResult> Block(IMediator mediator, [FromForm] string? user, CancellationToken ct) =>
        (await mediator.Send(new BlockPerson(user), ct)).Page(_ => GoTo("/admin/people"));

    private static async Task<IResult> Unblock(IMediator mediator, [FromForm] string? user, CancellationToken ct) =>
        (await mediator.Send(new UnblockPerson(user), ct)).Page(_ => GoTo("/admin/people"));

    private static async Task<IResult> Data(IMediator mediator, string? user, CancellationToken ct) =>
        (await mediator.Send(new GetPersonalData(user), ct)).Page(PersonalDataFile.Of);

    private static async Task<IResult> MyData(IMediator mediator, CancellationToken ct) => (await mediator.Send(new GetMyData(), ct)).Page(PersonalDataFile.Of);

    private static async Task<IResult> Anonymise(IMediator mediator, [FromForm] string? user, CancellationToken ct) =>
        (await mediator.Send(new AnonymisePerson(user), ct)).Page(_ => GoTo("/admin/people"));
}
