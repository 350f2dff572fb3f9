using Shouldly;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Initiatives;

public class RegisterInitiativeTests
{
    [Fact]
    public async Task A_registered_initiative_has_a_reference_an_etag_and_its_defaults()
    {
        await using var app = await TestApp.StartAsync();
        var nl = await app.SignInAsync("NL");
        var registered = await nl.RegisterAsync(new InitiativeBody { Title = "Labour", Partners = ["TN"] });
        registered.Value.Reference.ShouldBe($"NL-{DateTime.UtcNow.Year}-0001");
        registered.ETag.ShouldBe("\"1\"");
        registered.Value.Stage.ShouldBe("Draft");
        registered.Value.Visibility.ShouldBe("Owner");
    }
}
