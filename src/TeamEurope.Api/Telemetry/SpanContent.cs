using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;
using TeamEurope.Application.Telemetry;

namespace TeamEurope.Api.Telemetry;

/// <summary>
/// Takes from spans whatever is not known to be free of content: addresses hold what people search for and user names, statements
/// hold what they wrote. Only what is listed here leaves the process.
/// </summary>
internal sealed class SpanContent : BaseProcessor<Activity>
{
    private static readonly FrozenSet<string> Kept = new[]
    {
        "http.request.method", "http.response.status_code", "http.route", "url.scheme", "network.protocol.name", "network.protocol.version", "error.type",
        "rpc.system", "rpc.system.name", "rpc.method", "rpc.service", "signalr.hub.method",
        "db.system", "db.system.name", "db.operation.name", "db.response.status_code",
        "teameurope.changes", ProductMeter.RefusalAttribute
    }.ToFrozenSet(StringComparer.Ordinal);

    public override void OnEnd(Activity data)
    {
        foreach (var name in data.TagObjects.Select(t => t.Key).Where(k => !Kept.Contains(k)).ToList())
        {
            data.SetTag(name, null);
        }

        if (data.StatusDescription is not null)
        {
            data.SetStatus(data.Status);
        }

        // Events hold messages of exceptions and nothing can be taken from them: such a span stays here. The request or use case
        // around it says that something failed.
        if (data.Events.Any())
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
