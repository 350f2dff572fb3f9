using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Application.Common;
using TeamEurope.Infrastructure.Persistence;
using Xunit;

namespace TeamEurope.Api.Tests.Persistence;

public class ContextTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_scope_that_ends_never_takes_the_context_of_another()
    {
        var first = fixture.App.Services.CreateAsyncScope();
        var db = first.ServiceProvider.GetRequiredService<ITeamEuropeDb>();
        db.ShouldBeSameAs(first.ServiceProvider.GetRequiredService<TeamEuropeDb>());

        // Disposed of under its first name it must not become another's before it is disposed of under its second.
        await ((TeamEuropeDb)db).DisposeAsync();
        await using var second = fixture.App.Services.CreateAsyncScope();
        second.ServiceProvider.GetRequiredService<TeamEuropeDb>().ShouldNotBeSameAs(db);
        await first.DisposeAsync();
        await second.ServiceProvider.GetRequiredService<TeamEuropeDb>().Database.CanConnectAsync();
    }
}
