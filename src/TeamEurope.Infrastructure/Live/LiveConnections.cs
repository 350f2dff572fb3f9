using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using TeamEurope.Application.Common;
using TeamEurope.Application.Telemetry;

namespace TeamEurope.Infrastructure.Live;

/// <summary>Who is connected to this instance, so that somebody who is blocked, or whose session is over, does not go on listening.</summary>
public sealed class LiveConnections(ProductMeter meter, LimitSettings limits)
{
    /// <summary>The claim that names the session which the connection came with.</summary>
    public const string SessionClaim = "session";

    private readonly ConcurrentDictionary<string, (Caller Caller, HubCallerContext Connection)> connections = new();
    private readonly ConcurrentDictionary<(string Tenant, string User), int> counts = new();

    /// <summary>The sessions that listen here, and as what.</summary>
    public IReadOnlySet<(string Session, Role Role)> Sessions =>
        connections.Values.Select(c => (Session: SessionOf(c.Connection), c.Caller.Role)).Where(c => c.Session is not null).Select(c => (c.Session!, c.Role)).ToHashSet();

    /// <summary>False where the person has as many connections here as one person may have.</summary>
    internal bool TryAdd(HubCallerContext connection, Caller caller)
    {
        var person = (caller.Tenant, caller.User);
        if (counts.AddOrUpdate(person, 1, (_, count) => count + 1) > limits.ConnectionsPerPerson && limits.ConnectionsPerPerson > 0)
        {
            CountDown(person);
            return false;
        }

        connections[connection.ConnectionId] = (caller, connection);
        meter.Connected();
        return true;
    }

    internal void Remove(HubCallerContext connection)
    {
        if (connections.TryRemove(connection.ConnectionId, out var removed))
        {
            CountDown((removed.Caller.Tenant, removed.Caller.User));
            meter.Disconnected();
        }
    }

    /// <summary>Hangs up on these people.</summary>
    public void HangUp(IReadOnlySet<(string Tenant, string User)> people)
    {
        foreach (var (caller, connection) in connections.Values)
        {
            if (people.Contains((caller.Tenant, caller.User)))
            {
                connection.Abort();
            }
        }
    }

    /// <summary>Whoever has none left is forgotten, unless another came in between.</summary>
    private void CountDown((string Tenant, string User) person)
    {
        if (counts.AddOrUpdate(person, 0, (_, count) => count - 1) == 0)
        {
            counts.TryRemove(KeyValuePair.Create(person, 0));
        }
    }

    /// <summary>Hangs up on all pages of a session.</summary>
    public void HangUp(string session)
    {
        foreach (var (_, connection) in connections.Values)
        {
            if (SessionOf(connection) == session)
            {
                connection.Abort();
            }
        }
    }

    private static string? SessionOf(HubCallerContext connection) => connection.User?.FindFirst(SessionClaim)?.Value;
}
