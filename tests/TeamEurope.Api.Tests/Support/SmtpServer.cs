using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text.Json;

namespace TeamEurope.Api.Tests.Support;

/// <summary>A mail as the server got it.</summary>
internal sealed record GotMail(
    string To, string From, string Subject, string Text, string Html, string MessageId, string Language, string Automatic);

/// <summary>A real mail server on loopback (npm smtp-server). Whose name begins with "refused" is not known there.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private static readonly string Script = typeof(SmtpServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "MailServer").Value!;

    private readonly ConcurrentQueue<GotMail> got = new();
    private Process? process;

    /// <summary>Free when the test began; the server can be stopped and started on it again.</summary>
    public int Port { get; } = FreePort();

    public IReadOnlyList<GotMail> Mails => [.. got];

    /// <summary>What the product is to be told.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = Port.ToString(CultureInfo.InvariantCulture), ["Mail:Security"] = "None",
        ["Mail:From"] = "TeamEurope <no-reply@teameurope.example>", ["Mail:BaseAddress"] = "https://teameurope.example/",
        ["Mail:Domains:NL"] = "nl.example, buitenland.example"
    };

    public static async Task<SmtpServer> StartedAsync()
    {
        var server = new SmtpServer();
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Script);
        start.ArgumentList.Add(Port.ToString(CultureInfo.InvariantCulture));
        process = Process.Start(start)!;
        await process.StandardOutput.ReadLineAsync();
        _ = ReadAsync(process);
    }

    public async Task StopAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await StopAsync();
        }
    }

    private async Task ReadAsync(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            got.Enqueue(JsonSerializer.Deserialize<GotMail>(line, JsonSerializerOptions.Web)!);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
