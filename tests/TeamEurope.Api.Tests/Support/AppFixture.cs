using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Support;

/// <summary>One running product for all tests of a class; they stay out of each other's way by country and tenant.</summary>
public sealed class AppFixture : IAsyncLifetime
{
    public TestApp App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await TestApp.StartAsync();

    public async Task DisposeAsync() => await App.DisposeAsync();
}
