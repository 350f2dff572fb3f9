using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using TeamEurope.Application.Common;
using TeamEurope.Application.Telemetry;

namespace TeamEurope.Infrastructure.Live;

/// <summary>Who is connected to this instance, so that somebody who is blocked, or whose session is over, does not go on listening.</summary>
public sealed class LiveConnections(ProductMeter meter)
{
    /// <summary>The claim that names the session which the connection came with.</summary>
    public const string SessionClaim = "session";

    private readonly ConcurrentDictionary<string, (Caller Caller, HubCallerContext Connection)> connections = new();

    /// <summary>The sessions that listen here, and as what.</summary>
    public IReadOnlySet<(string Session, Role Role)> Sessions =>
        connections.Values.Select(c => (Session: SessionOf(c.Connection), c.Caller.Role)).Where(c => c.Session is not null).Select(c => (c.Session!, c.Role)).ToHashSet();

    internal void Add(HubCallerContext connection, Caller caller)
    {
        connections[connection.ConnectionId] = (caller, connection);
        meter.Connected();
    }

    internal void Remove(HubCallerContext connection)
    {
        if (connections.TryRemove(connection.ConnectionId, out _))
        {
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
