using System.Diagnostics;
using TeamEurope.Testing;

namespace TeamEurope.Instances.Tests.Support;

/// <summary>
/// A host with a network of its own (a network namespace), with one cable to the balancer and one to the database. The second can be
/// pulled. Wants root, as in CI.
/// </summary>
internal sealed class Host : IAsyncDisposable
{
    private readonly string name;
    private readonly int number;

    private Host(string name, int number) => (this.name, this.number) = (name, number);

    /// <summary>The host's address at the balancer.</summary>
    public string Address => $"10.231.{number}.2";

    /// <summary>The database's address as this host sees it.</summary>
    public string DatabaseAddress => $"10.232.{number}.1";

    public ServiceHost Service => new(Address, 5000, ["ip", "netns", "exec", name]);

    public static async Task<Host> SetUpAsync()
    {
        var number = Environment.ProcessId % 250;
        var host = new Host($"te{Environment.ProcessId}", number);
        await RunAsync("ip", "netns", "add", host.name);
        await host.ConnectAsync("b", $"10.231.{number}");
        await host.ConnectAsync("d", $"10.232.{number}");
        await RunAsync("ip", "netns", "exec", host.name, "ip", "link", "set", "lo", "up");
        return host;
    }

    public Task PullDatabaseCableAsync() => RunAsync("ip", "link", "set", Cable("d"), "down");

    public Task PlugDatabaseCableAsync() => RunAsync("ip", "link", "set", Cable("d"), "up");

    public async ValueTask DisposeAsync()
    {
        await RunAsync("ip", "link", "del", Cable("b"));
        await RunAsync("ip", "link", "del", Cable("d"));
        await RunAsync("ip", "netns", "del", name);
    }

    private string Cable(string letter) => $"{name}{letter}";

    private async Task ConnectAsync(string letter, string network)
    {
        await RunAsync("ip", "link", "add", Cable(letter), "type", "veth", "peer", "name", $"{letter}0", "netns", name);
        await RunAsync("ip", "addr", "add", $"{network}.1/24", "dev", Cable(letter));
        await RunAsync("ip", "link", "set", Cable(letter), "up");
        await RunAsync("ip", "netns", "exec", name, "ip", "addr", "add", $"{network}.2/24", "dev", $"{letter}0");
        await RunAsync("ip", "netns", "exec", name, "ip", "link", "set", $"{letter}0", "up");
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await process.StandardError.ReadToEndAsync()}");
        }
    }
}
