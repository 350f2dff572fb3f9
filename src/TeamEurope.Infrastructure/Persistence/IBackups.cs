namespace TeamEurope.Infrastructure.Persistence;

/// <summary>A database that the product itself can copy to a file and put back. A server's own tools do that for the others.</summary>
public interface IBackups
{
    /// <summary>Writes a whole copy, as of one moment, while the product goes on. Never over an existing file.</summary>
    /// <returns>Why not; null where it is done.</returns>
    Task<string?> BackupAsync(string to, CancellationToken cancellationToken);

    /// <summary>Checks a copy and puts it in the place of the database, with the product stopped.</summary>
    /// <param name="knownMigrations">What this version of the product knows: a copy of a newer one is not taken.</param>
    /// <returns>Why not; null where it is done.</returns>
    Task<string?> RestoreAsync(string from, bool overwrite, IReadOnlyCollection<string> knownMigrations, CancellationToken cancellationToken);
}
