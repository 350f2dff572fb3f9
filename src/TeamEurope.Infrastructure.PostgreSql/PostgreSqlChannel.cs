using Npgsql;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Infrastructure.PostgreSql;

/// <summary>LISTEN and NOTIFY. The listener has a connection of its own, which its keep-alive finds dead within seconds.</summary>
internal sealed class PostgreSqlChannel(string connectionString) : IInstanceChannel
{
    private const string Name = "teameurope";

    public async Task TellAsync(string message, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection) { Parameters = { new() { Value = Name }, new() { Value = message } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task ListenAsync(Action listening, Action<string> heard, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 5 }.ToString());
        await connection.OpenAsync(cancellationToken);
        connection.Notification += (_, told) => heard(told.Payload);
        await using (var command = new NpgsqlCommand($"LISTEN {Name}", connection))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        listening();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }
}
