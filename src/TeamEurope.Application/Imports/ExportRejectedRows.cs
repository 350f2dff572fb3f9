using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Initiatives;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;

namespace TeamEurope.Application.Imports;

/// <summary>The rejected rows of an import of the caller's tenant as a file, a line for each message.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
[Audited(AuditWords.RejectedRowsDownloaded)]
public sealed record ExportRejectedRows(Guid Id) : IQuery<ExportFile>;

internal sealed class ExportRejectedRowsHandler(IMediator mediator, IEnumerable<ITableWriter> writers, AuditTrail trail)
    : IRequestHandler<ExportRejectedRows, Result<ExportFile>>
{
    private const string Format = "csv";
    private static readonly string[] Columns = ["row", "externalId", "field", "message"];

    public async Task<Result<ExportFile>> Handle(ExportRejectedRows request, CancellationToken cancellationToken)
    {
        var import = await mediator.Send(new GetImport(request.Id), cancellationToken);
        if (import.Refusal is { } refusal)
        {
            return refusal;
        }

        var writer = writers.Single(w => w.Format == Format);
        var table = new Table("rejected", nameof(HandlingMark.LIMITE), Columns, [.. import.Value.Rejected.SelectMany(RowsOf)]);
        trail.Note(new AuditNote(AuditWords.RejectedRowsDownloaded, "import")
        {
            Subject = request.Id, Code = request.Id.ToString(), After = AuditStories.Fields(("count", table.Rows.Count))
        });
        return new ExportFile(writer.Write(table), writer.ContentType, $"rejected-{request.Id}-{table.Handling}.{Format}");
    }

    private static IEnumerable<IReadOnlyList<Cell>> RowsOf(RejectedRow row) =>
        from field in row.Errors
        from message in field.Value
        select new[] { Cell.Of(row.Row), Cell.Of(row.ExternalId), Cell.Of(field.Key), Cell.Of(message) };
}
