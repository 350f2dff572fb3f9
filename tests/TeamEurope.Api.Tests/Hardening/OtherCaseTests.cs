using System.Net;
using System.Net.WebSockets;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Hardening;

/// <summary>Addresses lead to the same in whatever case they are written: what guards them has to know them in every case, too.</summary>
public class OtherCaseTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private TestApp App => fixture.App;

    [Theory]
    [InlineData("/api/v1/initiatives")]
    [InlineData("/API/v1/initiatives")]
    [InlineData("/Api/V1/Initiatives")]
    public async Task A_session_of_the_pages_opens_nothing_at_the_API_where_a_token_does(string address)
    {
        using var session = await PageSession.SignInAsync(App, "NL", "Lead", "visser");
        using var token = await App.RawAsync("NL", "Lead");
        await (await session.Http.GetAsync(new Uri(address, UriKind.Relative))).ProblemAsync(401, "not-signed-in");
        await (await session.Http.SendJsonAsync(HttpMethod.Post, address, """{ "title": "Forged", "partners": ["TN"] }""")).ProblemAsync(401, "not-signed-in");
        (await token.GetStringAsync(new Uri(address, UriKind.Relative))).ShouldNotContain("Forged");
    }

    [Theory]
    [InlineData("GET", "/API/v1/initiatives")]
    [InlineData("POST", "/Api/v1/imports")]
    [InlineData("POST", "/Hubs/notifications/negotiate?negotiateVersion=1")]
    public async Task Who_is_not_signed_in_is_told_so_and_not_led_to_a_page(string method, string address)
    {
        using var nobody = App.Server.CreateClient();
        await (await nobody.SendJsonAsync(new HttpMethod(method), address, method == "GET" ? null : "[]")).ProblemAsync(401, "not-signed-in");
    }

    [Fact]
    public async Task A_page_s_script_is_told_so_by_the_status_alone()
    {
        using var nobody = App.Server.CreateClient();
        (await nobody.GetAsync(new Uri("/Live/News?after=0", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/hubs/notifications")]
    [InlineData("/Hubs/notifications")]
    [InlineData("/HUBS/Notifications")]
    public async Task A_socket_with_a_session_is_opened_from_our_own_pages_alone(string hub)
    {
        using var session = await PageSession.SignInAsync(App, "NL", "Lead", "visser");
        (await OpensAsync("http://localhost")).ShouldBeTrue("its own page");
        (await OpensAsync("https://evil.example")).ShouldBeFalse("another site, to which the browser gives the cookie along");
        (await OpensAsync(null)).ShouldBeFalse("from nowhere");

        async Task<bool> OpensAsync(string? origin)
        {
            var client = App.Server.CreateWebSocketClient();
            client.ConfigureRequest = request =>
            {
                request.Headers.Origin = origin;
                request.Headers.Cookie = session.Cookies.GetCookieHeader(App.Server.BaseAddress);
            };
            try
            {
                using var socket = await client.ConnectAsync(new Uri(App.Server.BaseAddress, hub), CancellationToken.None);
                return socket.State == WebSocketState.Open;
            }
            catch (InvalidOperationException refused) when (refused.Message.Contains("401", StringComparison.Ordinal))
            {
                return false;
            }
        }
    }
}
