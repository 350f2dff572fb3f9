using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using TeamEurope.Application.Common;
using TeamEurope.Application.Telemetry;

namespace TeamEurope.Infrastructure.Live;

/// <summary>Who is connected to this instance, so that somebody who is blocked does not go on listening.</summary>
public sealed class LiveConnections(ProductMeter meter)
{
    private readonly ConcurrentDictionary<string, (Caller Caller, HubCallerContext Connection)> connections = new();

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
}
