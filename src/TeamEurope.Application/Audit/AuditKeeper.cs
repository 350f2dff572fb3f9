using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TeamEurope.Application.Common;

namespace TeamEurope.Application.Audit;

/// <summary>How long the audit chains are kept.</summary>
public sealed record AuditSettings
{
    /// <summary>Days; for good where null or not above 0.</summary>
    public int? KeepFor { get; init; }
}

/// <summary>What is done to the chains each night: their beginnings go where they were kept long enough, and their ends are noted.</summary>
public sealed class AuditKeeper(
    ITeamEuropeDb db, IUnitOfWork work, IAuditPruning pruning, AuditTrail trail, AuditAppender appender, AuditSettings settings, TimeProvider clock,
    ILogger<AuditKeeper> log)
{
    private const string On = "audit";
    private const int BatchSize = 500;
    private static readonly string[] OwnWords = [AuditWords.Pruned, AuditWords.ChainsNoted];

    /// <summary>How many entries went.</summary>
    public async Task<long> PruneAsync(CancellationToken cancellationToken)
    {
        if (settings.KeepFor is not ({ } days and > 0))
        {
            return 0;
        }

        var (before, pruned) = (clock.GetUtcNow().AddDays(-days), 0L);
        foreach (var tenant in await db.AuditHeads.AsNoTracking().Select(h => h.Tenant).OrderBy(t => t).ToListAsync(cancellationToken))
        {
            pruned += await work.InTransactionAsync(() => MoveBeginningAsync(tenant, before, cancellationToken), static _ => true, cancellationToken);
            while (await db.AuditHeads.AnyAsync(h => h.Tenant == tenant && db.AuditEntries.Any(e => e.Tenant == tenant && e.Sequence <= h.PrunedTo), cancellationToken))
            {
                await work.InTransactionAsync(async () =>
                {
                    await pruning.DeletePrunedAsync(tenant, BatchSize, cancellationToken);
                    return true;
                }, static _ => true, cancellationToken);
            }
        }

        return pruned;
    }

    /// <summary>
    /// Writes where every chain ends into the service's own chain, and into the log: whoever cuts a chain off leaves its end standing
    /// there, and logs are kept elsewhere.
    /// </summary>
    public async Task NoteEndsAsync(CancellationToken cancellationToken)
    {
        var ends = await db.AuditHeads.AsNoTracking().Where(h => h.Sequence > 0).OrderBy(h => h.Tenant)
            .Select(h => new { h.Tenant, h.Sequence, h.Hash }).ToListAsync(cancellationToken);
        if (ends.Count == 0)
        {
            return;
        }

        var fields = ends.ToDictionary(e => e.Tenant, e => (object?)string.Create(CultureInfo.InvariantCulture, $"{e.Sequence} {e.Hash}"));
        await appender.AppendAsync(new AuditNote(AuditWords.ChainsNoted, On) { After = fields }, by: null, cancellationToken);
        foreach (var end in ends)
        {
            log.LogInformation("The audit chain of {Tenant} ends at {Sequence} with {Hash}", end.Tenant, end.Sequence, end.Hash);
        }
    }

    /// <summary>The chain says in a link of its own where it begins from now on; the entries before go afterwards, in batches.</summary>
    private async Task<long> MoveBeginningAsync(string tenant, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var head = (await pruning.LockHeadAsync(tenant, cancellationToken))!;
        var old = db.AuditEntries.AsNoTracking().Where(e => e.Tenant == tenant && e.Sequence > head.PrunedTo && e.At < before);

        // What pruning itself wrote would else be pruned, and written again, for ever.
        if (await old.Where(e => !OwnWords.Contains(e.What)).OrderByDescending(e => e.Sequence).Select(e => new { e.Sequence, e.Hash })
            .FirstOrDefaultAsync(cancellationToken) is not { } last)
        {
            return 0;
        }

        await db.AuditHeads.Where(h => h.Tenant == tenant).ExecuteUpdateAsync(
            u => u.SetProperty(h => h.PrunedTo, last.Sequence).SetProperty(h => h.PrunedHash, last.Hash), cancellationToken);
        trail.Note(
            new AuditNote(AuditWords.Pruned, On) { After = AuditStories.Fields(("upTo", last.Sequence), ("hash", last.Hash)) },
            AuditActor.Service with { Tenant = tenant });
        return last.Sequence - head.PrunedTo;
    }
}
