using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace TeamEurope.Testing;

/// <summary>
/// A PostgreSQL server of the tests' own: its data in a temporary folder, on a port that was free, reachable from this machine alone.
/// Dispose stops it and deletes the folder.
/// </summary>
public sealed class PostgreSqlCluster : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgreSqlCluster>> OfThisProcess = new(StartSharedAsync);
    private readonly string folder;

    private PostgreSqlCluster(string folder, int port) => (this.folder, Port) = (folder, port);

    public int Port { get; }

    public string AdminConnectionString => $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres;Pooling=false";

    /// <summary>Where the server's programs are; null where there is none on this machine.</summary>
    public static string? Programs { get; } = FindPrograms();

    /// <summary>One for all tests of this process; it ends with the process.</summary>
    public static Task<PostgreSqlCluster> SharedAsync() => OfThisProcess.Value;

    /// <param name="isDurable">False syncs nothing: faster, and good enough for what does not look at power cuts.</param>
    /// <param name="listenOn">Further addresses to listen on beside loopback.</param>
    public static async Task<PostgreSqlCluster> StartAsync(bool isDurable, string? listenOn = null)
    {
        var folder = Directory.CreateTempSubdirectory("teameurope-postgres-").FullName;
        var cluster = new PostgreSqlCluster(folder, FreePort());
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", "postgres", folder);
        }

        await DoAsync("initdb", "-D", cluster.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        var settings = $"""
            listen_addresses = '127.0.0.1{(listenOn is null ? "" : "," + listenOn)}'
            port = {cluster.Port}
            unix_socket_directories = ''
            max_connections = 300
            shared_buffers = 128MB
            fsync = {(isDurable ? "on" : "off")}
            synchronous_commit = {(isDurable ? "on" : "off")}
            full_page_writes = {(isDurable ? "on" : "off")}
            """;
        await File.AppendAllTextAsync(Path.Combine(cluster.Data, "postgresql.conf"), settings);
        if (listenOn is not null)
        {
            await File.AppendAllTextAsync(Path.Combine(cluster.Data, "pg_hba.conf"), "host all all samenet trust\n");
        }

        await cluster.StartServerAsync();
        return cluster;
    }

    /// <summary>Starts it after <see cref="StopServerAsync"/>.</summary>
    public Task StartServerAsync() => DoAsync("pg_ctl", "-D", Data, "-l", Path.Combine(folder, "log"), "-w", "-s", "start");

    /// <summary>Connections are cut off, as when a server fails.</summary>
    public Task StopServerAsync() => DoAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "-s", "stop");

    /// <summary>Dumps one database and restores it into another, as an operator would.</summary>
    public async Task CopyAsync(string from, string to)
    {
        var file = Path.Combine(folder, $"{from}.dump");
        string[] server = ["-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres"];
        await DoAsync("pg_dump", [.. server, "--format=custom", $"--file={file}", from]);
        await DoAsync("pg_restore", [.. server, "--exit-on-error", $"--dbname={to}", file]);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await StopServerAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private static async Task<PostgreSqlCluster> StartSharedAsync()
    {
        var cluster = await StartAsync(isDurable: false);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return cluster;
    }

    /// <summary>The server refuses to run as root.</summary>
    private static Task DoAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs ?? throw new InvalidOperationException("PostgreSQL is not installed here."), program);
        return Environment.UserName == "root"
            ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        using var process = Process.Start(start)!;

        // A server that was started keeps the outputs open: they are read only where something failed.
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await process.StandardError.ReadToEndAsync()}");
        }
    }

    private static string? FindPrograms()
    {
        var folders = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.Parse(Path.GetFileName(d), null)).Select(d => Path.Combine(d, "bin"))
            : [];
        return folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
