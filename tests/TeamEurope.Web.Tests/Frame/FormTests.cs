using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Frame;

/// <summary>What holds for every form of every page.</summary>
public partial class FormTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    /// <summary>Ends the session, which the rest of the test wants.</summary>
    private const string SignOut = "/sign-out";

    [Fact]
    public async Task Without_its_token_it_is_refused()
    {
        var (addresses, refused) = (Addresses().Append(SignOut).ToList(), new HashSet<string>());
        foreach (var role in new[] { "Lead", "Coordinator", "Operator" })
        {
            using var person = await Browserless.SignedInAsync(fixture.App, role: role);
            foreach (var address in addresses)
            {
                // Whose role may not come there is told so before the form is looked at.
                var status = (int)(await person.PostRawAsync(address, [("any", "thing")])).StatusCode;
                status.ShouldBeOneOf([400, 403], address);
                if (status == 400)
                {
                    refused.Add(address);
                }
            }
        }

        addresses.Except(refused).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("NL", "Lead")]
    [InlineData("GSC", "Secretariat")]
    [InlineData("EC", "Operator")]
    public async Task With_nothing_but_its_token_it_is_answered_and_does_not_fail(string tenant, string role)
    {
        using var person = await Browserless.SignedInAsync(fixture.App, tenant, role, "empty");
        var failed = new List<string>();
        foreach (var address in Addresses())
        {
            var status = (int)(await person.PostAsync(address, [], from: "/subscriptions")).StatusCode;
            failed.AddRange(status >= 500 && status != 503 ? [$"{address}: {status}"] : []);
        }

        failed.ShouldBeEmpty();
    }

    private List<string> Addresses()
    {
        var addresses = fixture.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(e => "/" + Parameter().Replace(e.RoutePattern.RawText!.TrimStart('/'), p => p.Value.Contains("guid", StringComparison.Ordinal) ? $"{Guid.NewGuid()}" : "TN"))
            .Where(a => !a.StartsWith("/api", StringComparison.Ordinal) && !a.StartsWith("/hubs", StringComparison.Ordinal)
                && !a.StartsWith("/dev", StringComparison.Ordinal) && a != SignOut)
            .ToList();
        addresses.Count.ShouldBeGreaterThan(20);
        return addresses;
    }

    [GeneratedRegex("\\{[^}]*\\}")]
    private static partial Regex Parameter();
}
