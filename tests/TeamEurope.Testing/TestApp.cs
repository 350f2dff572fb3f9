using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TeamEurope.Client;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Testing.Tsql;

namespace TeamEurope.Testing;

/// <summary>
/// The product, started in this process on an empty database of its own. Tests enter by HTTP, as users do:
/// <see cref="SignInAsync"/> gives a client that is signed in. Dispose deletes the database.
/// </summary>
public sealed class TestApp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly WebApplicationFactory<Program> factory;
    private readonly TestDatabase database;

    private TestApp(WebApplicationFactory<Program> factory, TestDatabase database) => (this.factory, this.database) = (factory, database);

    /// <summary>Starts the product and waits until it is ready.</summary>
    /// <param name="clock">Given, time stands still until the test moves it; tokens live by it too.</param>
    /// <param name="database">On this one; it is deleted with the product.</param>
    /// <param name="settings">Further settings; no job begins by itself, unless they say so.</param>
    /// <param name="services">Replaces what the product is made of, where a test wants it to fail.</param>
    public static async Task<TestApp> StartAsync(
        bool demo = false, FakeTimeProvider? clock = null, TestDatabase? database = null,
        IReadOnlyDictionary<string, string>? settings = null, Action<IServiceCollection>? services = null)
    {
        database ??= await TestDatabase.CreateAsync();
        var factory = new Factory(database, demo, clock, settings ?? new Dictionary<string, string>(), services);
        var app = new TestApp(factory, database);
        var http = factory.CreateClient();
        var deadline = DateTime.UtcNow + Patience;
        while (!(await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode)
        {
            if (DateTime.UtcNow > deadline)
            {
                throw new TimeoutException("The product did not become ready.");
            }

            await Task.Delay(20);
        }

        return app;
    }

    public IServiceProvider Services => factory.Services;

    public TestServer Server => factory.Server;

    /// <summary>A scope with the jobs' login: to look at what is stored, whosever it is.</summary>
    public AsyncServiceScope OpenJobScope() => Services.GetRequiredService<IServiceScopeFactory>().OpenJobScope();

    /// <summary>Not signed in: for raw requests.</summary>
    public HttpClient Http() => factory.CreateClient();

    public async Task<string> TokenAsync(string tenant, string role = "Desk", string? user = null)
    {
        using var http = factory.CreateClient();
        return await TeamEuropeClient.DevTokenAsync(http, tenant, role, user);
    }

    public async Task<TeamEuropeClient> SignInAsync(string tenant, string role = "Desk", string? user = null) =>
        new(factory.CreateClient(), await TokenAsync(tenant, role, user));

    /// <summary>Live news over the in-memory server.</summary>
    public LiveNews Listen(TeamEuropeClient client) =>
        new(client, new LiveNewsOptions { WebSocketFactory = (uri, ct) => factory.Server.CreateWebSocketClient().ConnectAsync(uri, ct) });

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await database.DisposeAsync();
        TsqlCapture.Shared.ThrowIfRefused();
    }

    private sealed class Factory(
        TestDatabase database, bool demo, FakeTimeProvider? clock, IReadOnlyDictionary<string, string> settings, Action<IServiceCollection>? replace) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            foreach (var (key, value) in database.Settings)
            {
                builder.UseSetting(key, value);
            }

            builder.UseSetting("Demo:Seed", demo ? "true" : "false");
            builder.UseSetting("Jobs:Schedule", "false");
            foreach (var (name, value) in settings)
            {
                builder.UseSetting(name, value);
            }

            builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
            if (TestDatabase.Kind == "Sqlite")
            {
                // Once is enough: the queries are the same on every database.
                builder.ConfigureTestServices(services => services.ConfigureDbContext<TeamEuropeDb>(options => options.AddInterceptors(TsqlCapture.Shared)));
            }

            if (replace is not null)
            {
                builder.ConfigureTestServices(replace);
            }

            if (clock is not null)
            {
                builder.ConfigureTestServices(services =>
                {
                    services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                    services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, jwt =>
                    {
                        jwt.TokenValidationParameters.LifetimeValidator = (_, expires, _, _) => expires > clock.GetUtcNow().UtcDateTime;

                        // Live connections are closed by the machine's time, in which such a token has ended long ago.
                        var validated = jwt.Events.OnTokenValidated;
                        jwt.Events.OnTokenValidated = async context =>
                        {
                            await validated(context);
                            context.Properties.ExpiresUtc = null;
                        };
                    });
                });
            }
        }
    }
}
