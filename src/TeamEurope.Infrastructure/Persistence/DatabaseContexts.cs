using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>With which login a scope comes to the database.</summary>
public enum DatabaseLogin
{
    /// <summary>The application's, before the wall: for whoever asks from outside.</summary>
    Application,

    /// <summary>The jobs', behind the wall: for the workers and jobs of the service itself.</summary>
    Jobs,

    /// <summary>The owner's, who alone may change the schema: for migrations.</summary>
    Owner
}

/// <summary>The present scope's login. Chosen before the database is first used in it.</summary>
public sealed class ScopeLogin
{
    public DatabaseLogin Login { get; set; }
}

public static class JobScope
{
    /// <summary>A scope with the jobs' login: for the workers and jobs of the service itself, never for whoever asks from outside.</summary>
    public static AsyncServiceScope OpenJobScope(this IServiceScopeFactory scopes)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ScopeLogin>().Login = DatabaseLogin.Jobs;
        return scope;
    }
}

/// <summary>
/// Makes each scope's database context, with its login. Contexts are not pooled: a scope disposes of its context under each name that it
/// goes by, and the second time a pooled one would already be somebody else's.
/// </summary>
internal sealed class DatabaseContexts(IDatabaseProvider provider, IServiceProvider services)
{
    private readonly Dictionary<DatabaseLogin, DbContextOptions<TeamEuropeDb>> options =
        new[] { DatabaseLogin.Application, DatabaseLogin.Jobs }.ToDictionary(login => login, login => OptionsOf(provider, login, services));

    public TeamEuropeDb Open(DatabaseLogin login, Wall wall, AuditTrail trail) =>
        new(options[login]) { Wall = wall, Trail = trail, TakesArrays = provider.TakesArrays, Answering = provider.Answering };

    private static DbContextOptions<TeamEuropeDb> OptionsOf(IDatabaseProvider provider, DatabaseLogin login, IServiceProvider services)
    {
        var options = new DbContextOptionsBuilder<TeamEuropeDb>();
        options.UseApplicationServiceProvider(services);
        provider.Configure(options, login);
        foreach (var addition in services.GetServices<IDbContextOptionsConfiguration<TeamEuropeDb>>())
        {
            addition.Configure(services, options);
        }

        return options.Options;
    }
}
