using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting.Internal;
using TeamEurope.Infrastructure.Hosting;

namespace TeamEurope.Api.Hosting;

/// <summary>
/// Stops without cutting anything off. SIGTERM turns readiness to 503 at once, while all goes on as before for as long as a
/// balancer needs to notice; then nothing more is accepted, live connections are closed so that clients connect to another
/// instance, and what runs may end. A second signal, or Ctrl+C, does not wait for the balancer.
/// </summary>
internal sealed class DrainingLifetime(
    IHostApplicationLifetime application, Readiness readiness, IConfiguration configuration, IHostEnvironment environment,
    TimeProvider clock, ILogger<DrainingLifetime> log) : IHostLifetime, IDisposable
{
    /// <summary>How long what runs may take to end.</summary>
    public static readonly TimeSpan MostShutdown = TimeSpan.FromSeconds(30);

    private const string DrainSetting = "Shutdown:DrainSeconds";
    private const int UsualDrainSeconds = 10;
    private readonly List<PosixSignalRegistration> signals = [];
    private int asked;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, Drain)));
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, TimeSpan.Zero)));
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context => Stop(context, TimeSpan.Zero)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => signals.ForEach(signal => signal.Dispose());

    private TimeSpan Drain => TimeSpan.FromSeconds(configuration.GetValue(DrainSetting, environment.IsDevelopment() ? 0 : UsualDrainSeconds));

    private void Stop(PosixSignalContext context, TimeSpan drain)
    {
        // The process ends when its host has, not with the signal.
        context.Cancel = true;
        readiness.Drain();
        if (Interlocked.Exchange(ref asked, 1) == 1 || drain <= TimeSpan.Zero)
        {
            application.StopApplication();
            return;
        }

        log.LogInformation("Draining for {Seconds} s: not ready any more, still serving", drain.TotalSeconds);
        _ = Task.Delay(drain, clock).ContinueWith(_ => application.StopApplication(), TaskScheduler.Default);
    }
}

internal static class Draining
{
    public static void AddDraining(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainingLifetime.MostShutdown);

        // In the place of the usual one, which would stop at the signal; a test server has one of its own.
        if (builder.Services.LastOrDefault(s => s.ServiceType == typeof(IHostLifetime))?.ImplementationType == typeof(ConsoleLifetime))
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, DrainingLifetime>());
        }
    }
}
