using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>
/// Says to the wall, at each opening of a connection, whom it is opened for. The pool makes the database forget it when the connection
/// comes back.
/// </summary>
/// <param name="sql">The statement that says it.</param>
/// <param name="parameter">The name of its one parameter, the tenant.</param>
public sealed class SaysWhoItIsFor(string sql, string parameter) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection, eventData);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection, eventData);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private DbCommand Command(DbConnection connection, ConnectionEndEventData eventData)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        var tenant = command.CreateParameter();
        (tenant.ParameterName, tenant.Value) = (parameter, (eventData.Context as TeamEuropeDb)?.Wall?.Tenant ?? "");
        command.Parameters.Add(tenant);
        return command;
    }
}
