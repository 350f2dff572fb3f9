using OpenTelemetry;
using OpenTelemetry.Logs;

namespace TeamEurope.Api.Telemetry;

/// <summary>Takes content from log records before they are exported; see <see cref="LogContent"/>.</summary>
internal sealed class RecordContent : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        data.Body = LogContent.TemplateOf(data.Attributes);
        data.FormattedMessage = null;
        var values = LogContent.ValuesOf(data.CategoryName, data.Attributes);
        if (data.Exception is { } exception)
        {
            values.Add(new("exception.type", exception.GetType().FullName));
            values.Add(new("exception.stacktrace", LogContent.StackOf(exception)));
            data.Exception = null;
        }

        data.Attributes = values;
    }
}
