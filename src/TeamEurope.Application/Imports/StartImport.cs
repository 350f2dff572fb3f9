using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Imports;

namespace TeamEurope.Application.Imports;

/// <summary>Takes a file over, row by row, in the background.</summary>
/// <param name="Rows">The file's text: a JSON array of initiatives.</param>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
public sealed record StartImport(string Rows, bool IsDryRun, bool IsBaseline) : IQuery<ImportView>
{
    /// <summary>How large a file is taken.</summary>
    public const int MostFileBytes = 50 * 1024 * 1024;

    /// <summary>How many rows: a file of empty ones would otherwise come to millions of rejections.</summary>
    public const int MostRows = 20_000;
}

/// <summary>Keeps the file; the worker is woken once it is committed.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
[Audited(AuditWords.ImportStarted)]
public sealed record KeepImport(string Rows, bool IsDryRun, bool IsBaseline) : ICommand<ImportView>;

/// <summary>How far an import of the caller's tenant has come.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
public sealed record GetImport(Guid Id) : IQuery<ImportView>;

internal sealed class StartImportHandler(IMediator mediator, ImportSignal signal) : IRequestHandler<StartImport, Result<ImportView>>
{
    public async Task<Result<ImportView>> Handle(StartImport request, CancellationToken cancellationToken)
    {
        var kept = await mediator.Send(new KeepImport(request.Rows, request.IsDryRun, request.IsBaseline), cancellationToken);
        signal.Wake();
        return kept;
    }
}

internal sealed class KeepImportHandler(ITeamEuropeDb db, CurrentUser user, TimeProvider clock) : IRequestHandler<KeepImport, Result<ImportView>>
{
    public async Task<Result<ImportView>> Handle(KeepImport request, CancellationToken cancellationToken)
    {
        int total;
        try
        {
            using var document = JsonDocument.Parse(request.Rows);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                return Refusal.Invalid("$", Say.Of("Refused.ImportNotAList"));
            }

            total = document.RootElement.GetArrayLength();
            if (total > StartImport.MostRows)
            {
                return Refusal.Invalid("$", Say.Of("Refused.ImportMostRows", StartImport.MostRows, total));
            }
        }
        catch (JsonException e)
        {
            return Refusal.Invalid("$", Say.Of("Refused.ImportUnreadable", e.LineNumber + 1, e.BytePositionInLine + 1));
        }

        var import = new Import
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Tenant = user.Caller.Tenant,
            User = user.Caller.User,
            Role = user.Caller.Role.ToString(),
            IsDryRun = request.IsDryRun,
            IsBaseline = request.IsBaseline,
            Total = total,
            At = clock.GetUtcNow()
        };
        import.Advance(0, 0, 0, []);
        db.Imports.Add(import);

        // The wall asks whose import a file belongs to.
        await db.SaveChangesAsync(cancellationToken);
        db.ImportFiles.Add(new ImportFile { ImportId = import.Id, Rows = request.Rows });
        await db.SaveChangesAsync(cancellationToken);
        return GetImportHandler.ToView(import);
    }
}

internal sealed class GetImportHandler(ITeamEuropeDb db, CurrentUser user) : IRequestHandler<GetImport, Result<ImportView>>
{
    public async Task<Result<ImportView>> Handle(GetImport request, CancellationToken cancellationToken) =>
        await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == request.Id && i.Tenant == user.Caller.Tenant, cancellationToken) is { } import
            ? ToView(import)
            : Refusal.NotFound;

    public static ImportView ToView(Import i) => new(
        i.Id, i.Status.ToString(), i.IsDryRun, i.IsBaseline, i.Processed, i.Total, i.Created, i.Updated, i.Unchanged,
        i.Rejected.Select(r => new RejectedRow(r.Row, r.ExternalId, r.Errors)).ToArray());
}
