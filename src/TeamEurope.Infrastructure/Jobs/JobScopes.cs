using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Application.Jobs;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Infrastructure.Jobs;

/// <summary>The one place where scheduled jobs get their scopes, and with them their way to the database.</summary>
internal sealed class JobScopes(IServiceScopeFactory scopes) : IJobScopes
{
    public AsyncServiceScope Open() => scopes.OpenJobScope();
}
