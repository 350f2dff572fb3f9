using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Testing;

namespace TeamEurope.Api.Tests.Support;

/// <summary>Keeps whoever has connected to the hub out of its groups, as a busy machine does, until the test lets them in.</summary>
internal sealed class SlowJoin : IHubFilter
{
    private readonly TaskCompletionSource letIn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TestApp> StartAsync() => TestApp.StartAsync(services: s => s.AddSignalR(o => o.AddFilter(this)));

    public void LetIn() => letIn.TrySetResult();

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        await letIn.Task;
        await next(context);
    }
}
