using System.Reflection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using TeamEurope.Application.Telemetry;

namespace TeamEurope.Api.Telemetry;

/// <summary>Traces, metrics and logs by OTLP, where an endpoint is configured; the exporter's other settings are its own (<c>OTEL_…</c>).</summary>
internal static class TelemetrySetup
{
    private const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string NameSetting = "OTEL_SERVICE_NAME";
    private const string UsualName = "teameurope";

    private static readonly string[] FrameworkMeters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.RateLimiting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections", "System.Runtime",
        "Microsoft.EntityFrameworkCore", "Npgsql"
    ];

    public static bool IsOn(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[EndpointSetting]);

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (!IsOn(builder.Configuration))
        {
            return;
        }

        // The framework then writes the method, made one of those known, on its spans; what else it writes SpanContent takes away.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                builder.Configuration[NameSetting] ?? UsualName,
                serviceVersion: Assembly.GetExecutingAssembly().GetName().Version?.ToString(),
                serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}"))
            .WithTracing(traces => traces
                .AddSource("Microsoft.AspNetCore", ProductMeter.Name, "Npgsql")
                .AddProcessor<SpanContent>()
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddMeter([ProductMeter.Name, .. FrameworkMeters])
                // The name of a pool of connections is its connection string.
                .AddView(instrument => instrument.Meter.Name == "Npgsql" ? new MetricStreamConfiguration { TagKeys = ["db.client.connection.state"] } : null)
                .AddOtlpExporter())
            .WithLogging(logs => logs.AddProcessor<RecordContent>().AddOtlpExporter(), options =>
            {
                options.IncludeScopes = false;
                options.IncludeFormattedMessage = false;
                options.ParseStateValues = true;
            });
        builder.Services.AddSingleton<SpanContent>().AddSingleton<RecordContent>();
    }
}
