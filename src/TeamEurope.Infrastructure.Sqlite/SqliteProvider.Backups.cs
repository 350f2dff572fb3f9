using Microsoft.Data.Sqlite;

namespace TeamEurope.Infrastructure.Sqlite;

/// <summary>Copies of the file: SQLite writes them itself, from one snapshot, log included.</summary>
public sealed partial class SqliteProvider
{
    private const string MigrationsQuery = "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId";

    public async Task<string?> BackupAsync(string to, CancellationToken cancellationToken)
    {
        if (File.Exists(to))
        {
            return $"{to} exists; a backup never overwrites.";
        }

        if (!File.Exists(DatabaseFile))
        {
            return $"There is no database at {DatabaseFile}.";
        }

        // Under another name until it is whole and on the disk: what bears the name can be restored.
        var unfinished = $"{to}.unfinished";
        File.Delete(unfinished);
        await using (var source = await OpenAsync(DatabaseFile, SqliteOpenMode.ReadWrite, cancellationToken))
        {
            await using var command = source.CreateCommand();
            command.CommandText = "VACUUM INTO $to";
            command.Parameters.AddWithValue("$to", unfinished);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        if (await DamageOfAsync(unfinished, cancellationToken) is { } damage)
        {
            return damage;
        }

        FlushToDisk(unfinished);
        File.Move(unfinished, to);
        return null;
    }

    public async Task<string?> RestoreAsync(string from, bool overwrite, IReadOnlyCollection<string> knownMigrations, CancellationToken cancellationToken)
    {
        if (!File.Exists(from))
        {
            return $"There is no file {from}.";
        }

        if (File.Exists(DatabaseFile) && !overwrite)
        {
            return $"{DatabaseFile} exists; with --overwrite it is replaced.";
        }

        if (await DamageOfAsync(from, cancellationToken) is { } damage)
        {
            return damage;
        }

        if (await StrangersAmongMigrationsAsync(from, knownMigrations, cancellationToken) is { } newer)
        {
            return newer;
        }

        if (File.Exists(DatabaseFile) && await IsInUseAsync(cancellationToken))
        {
            return $"{DatabaseFile} is in use: stop the product first.";
        }

        var unfinished = $"{DatabaseFile}.unfinished";
        File.Copy(from, unfinished, overwrite: true);
        await using (var copy = await OpenAsync(unfinished, SqliteOpenMode.ReadWrite, cancellationToken))
        {
            // Copies are written without a log; the product opens what has one.
            await ReadAsync(copy, "PRAGMA journal_mode=WAL", cancellationToken);
        }

        FlushToDisk(unfinished);
        File.Delete($"{DatabaseFile}-wal");
        File.Delete($"{DatabaseFile}-shm");
        File.Move(unfinished, DatabaseFile, overwrite: true);
        return null;
    }

    private string DatabaseFile => Path.GetFullPath(new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource);

    private static async Task<string?> DamageOfAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(file, SqliteOpenMode.ReadOnly, cancellationToken);
            var (integrity, orphans) = (await ReadAsync(connection, "PRAGMA integrity_check(1)", cancellationToken), await ReadAsync(connection, "PRAGMA foreign_key_check", cancellationToken));
            return integrity is not ["ok"] ? $"{file} is damaged: the database's own check fails." : orphans.Count > 0 ? $"{file} is damaged: rows point to rows that are not there." : null;
        }
        catch (SqliteException e)
        {
            return $"{file} is no readable SQLite database (code {e.SqliteErrorCode}).";
        }
    }

    private static async Task<string?> StrangersAmongMigrationsAsync(string file, IReadOnlyCollection<string> known, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(file, SqliteOpenMode.ReadOnly, cancellationToken);
            var applied = await ReadAsync(connection, MigrationsQuery, cancellationToken);
            return applied.Count == 0 ? $"{file} holds no register."
                : applied.Except(known).ToList() is [var stranger, ..] ? $"{file} is of a newer version of the product: this one does not know the migration {stranger}."
                : null;
        }
        catch (SqliteException)
        {
            return $"{file} holds no register.";
        }
    }

    /// <summary>Leaving the write-ahead log needs the file for oneself alone, so it fails where somebody has it open.</summary>
    private async Task<bool> IsInUseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(DatabaseFile, SqliteOpenMode.ReadWrite, cancellationToken);
            return await ReadAsync(connection, "PRAGMA journal_mode=DELETE", cancellationToken) is not ["delete"];
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Busy or Locked)
        {
            return true;
        }
        catch (SqliteException)
        {
            // What is there is no database any more: that is why it is replaced.
            return false;
        }
    }

    private static async Task<SqliteConnection> OpenAsync(string file, SqliteOpenMode mode, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 5 }.ToString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    private static void FlushToDisk(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }
}
