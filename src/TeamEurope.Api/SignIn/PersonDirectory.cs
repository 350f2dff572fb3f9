using System.Collections.Concurrent;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Application.People;
using TeamEurope.Infrastructure.Live;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Api.SignIn;

/// <summary>
/// Remembers who comes in, and keeps out whom a lead has blocked. A request costs two look-ups in memory; once an hour for each person
/// that they were here is written down, and every half minute for all the blocked are read anew.
/// </summary>
internal sealed class PersonDirectory(IServiceScopeFactory scopes, LiveConnections connections, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan RememberedFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan BlocksHoldFor = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Caller, DateTimeOffset> seen = new();
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Blocked blocked = new([], DateTimeOffset.MinValue);

    private sealed record Blocked(HashSet<(string Tenant, string User)> People, DateTimeOffset ReadAt);

    /// <summary>False where the caller is blocked.</summary>
    public async Task<bool> LetInAsync(Caller caller, CancellationToken cancellationToken)
    {
        if ((await BlockedNowAsync(cancellationToken)).Contains((caller.Tenant, caller.User)))
        {
            return false;
        }

        // A new role is another key: it is written down at once.
        var now = clock.GetUtcNow();
        if (!seen.TryGetValue(caller, out var last) || now - last >= RememberedFor)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().SignIn(caller);
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RememberPerson(), cancellationToken);
            seen[caller] = now;
        }

        return true;
    }

    /// <summary>Hangs up on whoever is blocked, also where nobody asks this instance anything.</summary>
    public Task HangUpOnBlockedAsync(CancellationToken cancellationToken) => BlockedNowAsync(cancellationToken);

    public void Dispose() => reading.Dispose();

    private async Task<HashSet<(string Tenant, string User)>> BlockedNowAsync(CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() - blocked.ReadAt < BlocksHoldFor)
        {
            return blocked.People;
        }

        await reading.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            if (now - blocked.ReadAt >= BlocksHoldFor)
            {
                await using var scope = scopes.OpenJobScope();
                var people = await scope.ServiceProvider.GetRequiredService<ITeamEuropeDb>().People.AsNoTracking().Where(p => p.IsBlocked)
                    .Select(p => new { p.Tenant, p.User }).ToListAsync(cancellationToken);
                blocked = new Blocked([.. people.Select(p => (p.Tenant, p.User))], now);
                connections.HangUp(blocked.People);
            }

            return blocked.People;
        }
        finally
        {
            reading.Release();
        }
    }
}
