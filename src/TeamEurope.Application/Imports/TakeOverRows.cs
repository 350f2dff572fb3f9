using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Application.Notifications;
using TeamEurope.Domain;
using TeamEurope.Domain.Imports;
using TeamEurope.Domain.Notifications;

namespace TeamEurope.Application.Imports;

/// <summary>
/// Takes over the next few rows of an import, in one transaction with its progress: after a crash it goes on where it stopped.
/// Sent by the import worker in the importer's name. Answers whether the import goes on.
/// </summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
public sealed record TakeOverRows(Guid ImportId) : IQuery<bool>;

/// <summary>The rows themselves. A row that changes a stage stands alone and after everything before it was evaluated.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
[Audited(AuditWords.Registered, AuditWords.Changed, AuditWords.StageChanged)]
public sealed record TakeOverChunk(Guid ImportId, bool StagesMayChange) : ICommand<ChunkOutcome>, IReadsMirror, IReachesOthers;

/// <summary>What a chunk came to.</summary>
public enum ChunkOutcome { Done, MoreToCome, StopsAtStageChange }

internal sealed class TakeOverRowsHandler(EvaluationProgress progress, IMediator mediator) : IRequestHandler<TakeOverRows, Result<bool>>
{
    public async Task<Result<bool>> Handle(TakeOverRows request, CancellationToken cancellationToken)
    {
        var chunk = await mediator.Send(new TakeOverChunk(request.ImportId, StagesMayChange: false), cancellationToken);
        if (chunk is { IsRefused: false, Value: ChunkOutcome.StopsAtStageChange })
        {
            // The gates look at warnings: those from the rows before must be there.
            while (await progress.WaitAsync(cancellationToken) is not null)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            chunk = await mediator.Send(new TakeOverChunk(request.ImportId, StagesMayChange: true), cancellationToken);
        }

        return chunk.Refusal is { } refusal ? refusal : chunk.Value != ChunkOutcome.Done;
    }
}

internal sealed class TakeOverChunkHandler(ITeamEuropeDb db, ImportRows file, RowTaker rows, NotificationWriter notifications, CurrentUser user)
    : IRequestHandler<TakeOverChunk, Result<ChunkOutcome>>
{
    private const int ChunkSize = 50;

    public async Task<Result<ChunkOutcome>> Handle(TakeOverChunk request, CancellationToken cancellationToken)
    {
        // Instances take turns: the row is locked until the transaction ends.
        await db.Imports.Where(i => i.Id == request.ImportId).ExecuteUpdateAsync(u => u.SetProperty(i => i.Status, i => i.Status), cancellationToken);

        // load
        var import = await db.Imports.SingleAsync(i => i.Id == request.ImportId && i.Tenant == user.Caller.Tenant, cancellationToken);
        if (import.Status != ImportStatus.Running)
        {
            return ChunkOutcome.Done;
        }

        if (await file.TakeApartAsync(import, cancellationToken))
        {
            return ChunkOutcome.MoreToCome;
        }

        var some = await file.NextAsync(import, request.StagesMayChange ? 1 : ChunkSize, cancellationToken);
        var repeated = await file.RepeatedAsync(some, cancellationToken);

        // decide and record, row by row
        var counts = new Dictionary<RowOutcome, int>();
        var rejected = new List<ImportRejection>();
        foreach (var row in some)
        {
            var taken = repeated.Contains(row)
                ? Refusal.Invalid("$.externalId", Say.Of("Refused.ImportTwice", row.ExternalId!))
                : await rows.TakeOverAsync(import, row.Text, request.StagesMayChange, cancellationToken);
            if (taken is { IsRefused: false, Value: RowOutcome.WaitsForEvaluation })
            {
                counts[RowOutcome.WaitsForEvaluation] = 1;
                break;
            }

            if (taken.Refusal is { } refusal)
            {
                rejected.Add(new ImportRejection(row.Number, row.ExternalId, refusal.Errors ?? new Dictionary<string, string[]> { ["$"] = [refusal.Message] }));
            }
            else
            {
                counts[taken.Value] = counts.GetValueOrDefault(taken.Value) + 1;
            }
        }

        import.Advance(
            counts.GetValueOrDefault(RowOutcome.Created), counts.GetValueOrDefault(RowOutcome.Updated),
            counts.GetValueOrDefault(RowOutcome.Unchanged), rejected);
        if (import.Status == ImportStatus.Done)
        {
            await FinishAsync(import, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return import.Status == ImportStatus.Done ? ChunkOutcome.Done
            : counts.ContainsKey(RowOutcome.WaitsForEvaluation) ? ChunkOutcome.StopsAtStageChange
            : ChunkOutcome.MoreToCome;
    }

    private async Task FinishAsync(Import import, CancellationToken cancellationToken)
    {
        await db.ImportRows.Where(r => r.ImportId == import.Id).ExecuteDeleteAsync(cancellationToken);
        if (!import.IsBaseline)
        {
            notifications.Add(new Recipient(RecipientKind.User, import.Tenant, import.User), NotificationKind.Import, null, null, [],
                $"Import done: {import.Created} created, {import.Updated} updated, {import.Unchanged} unchanged, {import.Rejected.Count} rejected");
            await notifications.SaveAsync(cancellationToken);
        }
    }
}
