using System.Globalization;
using MediatR;
using TeamEurope.Application.Common;
using TeamEurope.Application.Initiatives;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;

namespace TeamEurope.Application.Audit;

/// <summary>
/// The filtered audit trail as a file, newest first; of a longer one the newest <see cref="MostRows"/> acts. Each link of the chain comes
/// with the text that is hashed, so that whoever has the file can check the chain without the product.
/// </summary>
/// <inheritdoc cref="ListAudit"/>
[Allow(Role.Auditor)]
[Audited(AuditWords.AuditExported)]
public sealed record ExportAudit(string? User = null, string? What = null, DateOnly? From = null, DateOnly? To = null) : IQuery<ExportFile>, IReachesOthers
{
    public const int MostRows = 10_000;
}

internal sealed class ExportAuditHandler(AuditLister lister, IEnumerable<ITableWriter> writers, AuditTrail trail, TimeProvider clock)
    : IRequestHandler<ExportAudit, Result<ExportFile>>
{
    private const string Format = "csv";
    private const string ListSeparator = "; ";
    private static readonly string[] Columns =
        ["at", "by", "what", "on", "references", "cause", "sequence", "from", "before", "after", "record", "hash"];

    public async Task<Result<ExportFile>> Handle(ExportAudit request, CancellationToken cancellationToken)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        string? after = null;
        do
        {
            var page = await lister.ListAsync(new ListAudit(request.User, request.What, request.From, request.To, after, Paging.MostItems), cancellationToken);
            if (page.Refusal is { } refusal)
            {
                return refusal;
            }

            rows.AddRange(page.Value.Items.Select(CellsOf));
            after = page.Value.Next;
        }
        while (after is not null && rows.Count < ExportAudit.MostRows);

        var writer = writers.Single(w => w.Format == Format);
        var table = new Table("audit", nameof(HandlingMark.LIMITE), Columns, [.. rows.Take(ExportAudit.MostRows)]);
        trail.Note(new AuditNote(AuditWords.AuditExported, "audit")
        {
            Code = Format,
            After = AuditStories.Fields(
                ("count", table.Rows.Count), ("user", Words.Known(request.User) is null ? null : "one"), ("what", request.What), ("from", request.From),
                ("to", request.To))
        });
        var file = string.Create(CultureInfo.InvariantCulture, $"audit-{clock.Today():yyyy-MM-dd}-{table.Handling}.{Format}");
        return new ExportFile(writer.Write(table), writer.ContentType, file);
    }

    private static Cell[] CellsOf(AuditLine line)
    {
        var (act, entry) = line;
        return
        [
            Cell.Of(act.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), Cell.Of(act.By), Cell.Of(act.What),
            Cell.Of(act.On), Cell.Of(string.Join(ListSeparator, act.References)), Cell.Of(act.Cause), Cell.Of(act.Sequence), Cell.Of(act.From),
            Cell.Of(entry?.Before), Cell.Of(entry?.After), Cell.Of(entry?.Record()), Cell.Of(act.Hash)
        ];
    }
}
