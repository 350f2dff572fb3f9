using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Initiatives;
using TeamEurope.Domain;
using TeamEurope.Domain.Exports;

// References are compared by the database, by its own collation, never here.
#pragma warning disable CA1309, CA1310

namespace TeamEurope.Application.Exports;

/// <summary>
/// Reads the next page of an export, in one transaction with its progress: after a crash it goes on where it stopped. After the last
/// page the file is written, without what its asker may no longer see. Sent by the export worker in the asker's name.
/// </summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[NotAudited("goes on with an export whose beginning is kept")]
public sealed record TakeExportPage(Guid ExportId) : ICommand<Done>;

internal sealed class TakeExportPageHandler(
    ITeamEuropeDb db, InitiativeSelector selector, InitiativeTable table, IEnumerable<ITableWriter> writers, CurrentUser user)
    : IRequestHandler<TakeExportPage, Result<Done>>
{
    private const int PageSize = 100;

    public async Task<Result<Done>> Handle(TakeExportPage request, CancellationToken cancellationToken)
    {
        var export = await db.Exports.OwnedBy(user.Caller).SingleAsync(e => e.Id == request.ExportId, cancellationToken);
        var errors = new FieldErrors();
        var selected = selector.Select(errors, JsonSerializer.Deserialize<InitiativeSelection>(export.Selection)!);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        if (export.After is { } after)
        {
            selected = selected.Where(i => string.Compare(i.Reference, after) > 0);
        }

        var page = await selected.OrderBy(i => i.Reference).Take(PageSize)
            .Select(i => new InitiativeRowSource(i.Id, i.Reference, i.Owner, i.Stage, i.NegotiatingSince, i.RegisteredAt, i.ChangedAt, i.Content))
            .ToListAsync(cancellationToken);
        if (page.Count > 0)
        {
            db.ExportPages.Add(new ExportPage(export.Id, export.Pages, JsonSerializer.Serialize(page.Select(table.RowOf))));
            export.Advance(page.Count, page[^1].Reference);
        }
        else
        {
            await FinishAsync(export, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return default(Done);
    }

    private async Task FinishAsync(Export export, CancellationToken cancellationToken)
    {
        var pages = await db.ExportPages.Where(p => p.ExportId == export.Id).OrderBy(p => p.Page).ToListAsync(cancellationToken);
        var visible = (await db.Initiatives.VisibleTo(user.Caller.Tenant).Select(i => i.Id).ToListAsync(cancellationToken)).ToHashSet();
        var rows = pages.SelectMany(p => JsonSerializer.Deserialize<List<InitiativeRow>>(p.Rows)!).Where(r => visible.Contains(r.Id)).ToList();
        var file = table.FileOf(rows, writers.Single(w => w.Format == export.Format));
        db.ExportFiles.Add(new ExportBytes(export.Id, file.Bytes));
        db.ExportPages.RemoveRange(pages);
        export.Finish(file.FileName, file.ContentType);
    }
}
