using Shouldly;
using TeamEurope.Api.Tests.Evaluation;
using TeamEurope.Client;
using TeamEurope.Testing;

namespace TeamEurope.Instances.Tests.Support;

/// <summary>Two instances on one PostgreSQL behind nginx. Instance A can stand on a host with a network of its own.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Cluster(PostgreSqlCluster server, PostgreSqlTestDatabase database, ServiceProcess a, ServiceProcess b, Nginx balancer, Host? host) =>
        (Server, Database, A, B, Balancer, this.host) = (server, database, a, b, balancer, host);

    private readonly Host? host;

    public PostgreSqlCluster Server { get; }
    public PostgreSqlTestDatabase Database { get; }
    public ServiceProcess A { get; private set; }
    public ServiceProcess B { get; }
    public Nginx Balancer { get; }

    public static async Task<Cluster> StartAsync(Host? host = null)
    {
        var server = await PostgreSqlCluster.StartAsync(isDurable: true, listenOn: host?.DatabaseAddress);
        await PostgreSqlTestDatabase.PrepareAsync(server);
        var database = await PostgreSqlTestDatabase.CreateAsync(server);
        var a = await ServiceProcess.StartAsync(database, environment: host is null ? null : SettingsOn(database, host), host: host?.Service);
        var b = await ServiceProcess.StartAsync(database);
        return new Cluster(server, database, a, b, await Nginx.StartAsync(a.Address, b.Address), host);
    }

    /// <summary>Instance A again, where it stood.</summary>
    public async Task RestartAAsync()
    {
        var address = A.Address;
        await A.DisposeAsync();
        A = await ServiceProcess.StartAsync(
            Database, environment: host is null ? null : SettingsOn(Database, host), host: (host?.Service ?? new ServiceHost()) with { Port = address.Port });
    }

    public Task<TeamEuropeClient> SignInAsync(string tenant, string role = "Desk") => Balancer.SignInAsync(tenant, role);

    public Task<IReadOnlyDictionary<string, TeamEuropeClient>> WritersAsync() => Balancer.WritersAsync();

    /// <summary>Waits until an instance's readiness says what it is expected to.</summary>
    public static async Task SaysAsync(ServiceProcess instance, bool isReady)
    {
        for (var deadline = DateTime.UtcNow + Patience; await instance.IsReadyAsync(TimeSpan.FromSeconds(4)) != isReady; await Task.Delay(50))
        {
            DateTime.UtcNow.ShouldBeLessThan(deadline, $"Readiness never said {isReady}: {instance.Output}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Balancer.DisposeAsync();
        await A.DisposeAsync();
        await B.DisposeAsync();
        await Server.DisposeAsync();
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    private static Dictionary<string, string> SettingsOn(PostgreSqlTestDatabase database, Host host) => database.Settings
        .ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value.Replace("Host=127.0.0.1", $"Host={host.DatabaseAddress}", StringComparison.Ordinal));
}
