using Microsoft.Extensions.DependencyInjection;

namespace TeamEurope.Application.Jobs;

/// <summary>Scopes for what the service does by itself, for all tenants: nobody is signed in there.</summary>
public interface IJobScopes
{
    AsyncServiceScope Open();
}
