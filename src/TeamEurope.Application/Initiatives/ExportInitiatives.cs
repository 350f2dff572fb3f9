using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Domain;

namespace TeamEurope.Application.Initiatives;

/// <summary>The initiatives of a selection as a file, one row each, with the handling mark; by reference.</summary>
/// <param name="Format">csv or xlsx; csv where left out.</param>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.InitiativesExported)]
public sealed record ExportInitiatives(InitiativeSelection Selection, string? Format) : IQuery<ExportFile>
{
    public const string UsualFormat = "csv";
}

/// <summary>A file to send.</summary>
public sealed record ExportFile(byte[] Bytes, string ContentType, string FileName);

internal sealed class ExportInitiativesHandler(InitiativeSelector selector, IEnumerable<ITableWriter> writers, InitiativeTable table, AuditTrail trail)
    : IRequestHandler<ExportInitiatives, Result<ExportFile>>
{
    private const int MostRows = 10_000;

    public async Task<Result<ExportFile>> Handle(ExportInitiatives request, CancellationToken cancellationToken)
    {
        // load
        var errors = new FieldErrors();
        var format = Words.Known(request.Format) ?? ExportInitiatives.UsualFormat;
        var writer = writers.SingleOrDefault(w => w.Format == format);
        ReferenceFilters.Check(errors, "format", format, writers.Select(w => w.Format));
        var selected = selector.Select(errors, request.Selection);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        if (await selected.CountAsync(cancellationToken) > MostRows)
        {
            return new Refusal(RefusalKind.Invalid, "too-many-rows", Say.Of("Initiative.TooManyRows", MostRows));
        }

        var rows = new List<InitiativeRow>();
        var found = selected.OrderBy(i => i.Reference).Take(MostRows)
            .Select(i => new InitiativeRowSource(i.Id, i.Reference, i.Owner, i.Stage, i.NegotiatingSince, i.RegisteredAt, i.ChangedAt, i.Content));
        await foreach (var source in found.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            rows.Add(table.RowOf(source));
        }

        // write
        trail.Note(new AuditNote(AuditWords.InitiativesExported, "export")
        {
            Code = format, After = AuditStories.Fields([("count", rows.Count), .. AuditSelections.Of(request.Selection)])
        });
        return table.FileOf(rows, writer!);
    }
}
