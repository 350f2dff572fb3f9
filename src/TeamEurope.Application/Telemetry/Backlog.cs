using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Domain.Imports;

namespace TeamEurope.Application.Telemetry;

/// <summary>What is accepted but not yet done; no content, no tenant.</summary>
/// <param name="Waiting">Changes that are not yet evaluated.</param>
/// <param name="OldestAt">When the oldest of them was accepted.</param>
public sealed record Backlog(int Waiting, DateTimeOffset? OldestAt, int ImportsRunning)
{
    public TimeSpan AgeOfOldest(DateTimeOffset now) => OldestAt is { } at && at < now ? now - at : TimeSpan.Zero;
}

/// <summary>Looks into the database for what waits: three small queries on indexes.</summary>
public sealed class BacklogReader(ITeamEuropeDb db)
{
    public async Task<Backlog> ReadAsync(CancellationToken cancellationToken) => new(
        await db.CountWaitingAsync(cancellationToken),
        await db.RegisterEvents.Where(e => !e.IsEvaluated).OrderBy(e => e.Id).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancellationToken),
        await db.Imports.CountAsync(i => i.Status == ImportStatus.Running, cancellationToken));
}
