using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Shouldly;
using TeamEurope.Application.Common;
using TeamEurope.Web.Hosting;
using Xunit;

namespace TeamEurope.Api.Tests.Confidentiality;

public class UnsaidTests
{
    private static readonly MayCome Desks = new([Role.Desk]);

    [Fact]
    public void An_endpoint_says_who_may_come_and_asks_to_sign_in_or_is_open_to_all()
    {
        Unsaid(Desks, new AuthorizeAttribute()).ShouldBeEmpty();
        Unsaid(new AllowAnonymousAttribute()).ShouldBeEmpty();
        Unsaid().ShouldHaveSingleItem();
        Unsaid(new AuthorizeAttribute()).ShouldHaveSingleItem("nobody said which roles");
        Unsaid(Desks).ShouldHaveSingleItem("nobody need sign in");
        Unsaid(Desks, new AllowAnonymousAttribute()).ShouldHaveSingleItem("the roles would hold nobody back");
    }

    private static IReadOnlyList<string> Unsaid(params object[] metadata) => Permissions.Unsaid(
        [new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/new"), 0, new EndpointMetadataCollection(metadata), "GET /new")]);
}
