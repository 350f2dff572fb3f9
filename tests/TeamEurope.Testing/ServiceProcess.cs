using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using TeamEurope.Client;

namespace TeamEurope.Testing;

/// <summary>Where the product runs: the address it listens on, and what starts it there.</summary>
/// <param name="Port">0 for one that the system chooses.</param>
/// <param name="Prefix">The command in front of the product's, such as one that enters another network.</param>
/// <param name="Program">The product's assembly; where null that which <c>TEAMEUROPE_PROGRAM</c> names, or this build's.</param>
public sealed record ServiceHost(string Address = "127.0.0.1", int Port = 0, IReadOnlyList<string>? Prefix = null, string? Program = null);

/// <summary>
/// The product as a process of its own, on a database that outlives it: for what happens when it is killed, and for browsers.
/// Dispose kills it; the database is the test's.
/// </summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private const int KillSignal = 9;
    private const int TerminateSignal = 15;
    private const int ContinueSignal = 18;
    private const int StopSignal = 19;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Switched off: a few people of the tests ask for as much as they can.</summary>
    private static readonly string[] Limits =
    [
        "UserPerMinute", "TenantPerMinute", "AddressPerMinute", "SignInPerMinute", "PreviewPerMinute", "TenantPreviewPerMinute", "DisclosuresPerDay", "ConnectionsPerPerson"
    ];

    private readonly Process process;
    private readonly HttpClient http;
    private readonly ConcurrentQueue<string> output;

    private ServiceProcess(Process process, HttpClient http, ConcurrentQueue<string> output) => (this.process, this.http, this.output) = (process, http, output);

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="demo">Whether an empty register is filled with the demo register.</param>
    /// <param name="environment">More settings, as environment variables.</param>
    public static async Task<ServiceProcess> StartAsync(
        TestDatabase database, bool demo = false, IReadOnlyDictionary<string, string>? environment = null, ServiceHost? host = null)
    {
        host ??= new ServiceHost();
        var start = StartOf(database, host, "--urls", $"http://{host.Address}:{host.Port}");
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Demo__Seed"] = demo ? "true" : "false";
        // Scripts and styles as they were built, compressed, and not read anew for whoever edits them.
        start.Environment["ReloadStaticAssetsAtRuntime"] = "false";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        foreach (var limit in Limits)
        {
            start.Environment[$"Limits__{limit}"] = "0";
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var output = new ConcurrentQueue<string>();
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            output.Enqueue(line.Data ?? "");
            if (line.Data?.IndexOf(Listening, StringComparison.Ordinal) is { } at and >= 0)
            {
                // As a line of text, or as a value in a line of JSON.
                address.TrySetResult(new Uri(line.Data[(at + Listening.Length)..].Split('"')[0].Trim()));
            }
        };
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException(
            $"The product stopped before it listened: {string.Join('\n', output)}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var service = new ServiceProcess(process, new HttpClient(), output);
        service.http.BaseAddress = await address.Task.WaitAsync(Patience);
        await service.BecomeReadyAsync();
        return service;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => http.BaseAddress!;

    /// <summary>The memory it uses, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Of that what is its own alone, in bytes: without the files that are mapped, such as its program. Known on Linux.</summary>
    public long PrivateMemory => File.ReadLines($"/proc/{process.Id}/status").Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
        .Select(line => 1_024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture)).Single();

    /// <summary>All that it has written to its outputs.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Runs one of its commands on the database, and waits for its end.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(TestDatabase database, params string[] command) =>
        RunAsync(new ServiceHost(), database, command);

    /// <summary>The same by another build of the product, or elsewhere.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(ServiceHost host, TestDatabase database, params string[] command)
    {
        using var process = Process.Start(StartOf(database, host, command))!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output + await errors);
    }

    public async Task<TeamEuropeClient> SignInAsync(string tenant, string role = "Desk", string? user = null) =>
        new(http, await TeamEuropeClient.DevTokenAsync(http, tenant, role, user));

    /// <summary>What its readiness says now: whether it wants requests. False too where it does not answer within the patience.</summary>
    public async Task<bool> IsReadyAsync(TimeSpan patience)
    {
        using var stop = new CancellationTokenSource(patience);
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), stop.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>As kill -9 does: nothing is said to it and nothing is tidied up.</summary>
    public async Task KillAsync()
    {
        Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>The same at this very moment, without waiting for its end.</summary>
    public void Kill() => Send(KillSignal);

    /// <summary>It hangs: it is there, and does nothing.</summary>
    public void Hang() => Send(StopSignal);

    public void GoOn() => Send(ContinueSignal);

    /// <summary>As a balancer's host does: asks it to stop. <see cref="ExitAsync"/> waits for the end.</summary>
    public void Terminate() => Send(TerminateSignal);

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
        http.Dispose();
    }

    private static ProcessStartInfo StartOf(TestDatabase database, ServiceHost host, params string[] arguments)
    {
        string[] command = [.. host.Prefix ?? [], "dotnet", host.Program ?? Environment.GetEnvironmentVariable("TEAMEUROPE_PROGRAM") ?? typeof(Program).Assembly.Location, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in database.Settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }

    /// <summary>The system's own kill: .NET's knows one signal only.</summary>
    private void Send(int signal) => _ = Kill(process.Id, signal);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    private async Task BecomeReadyAsync()
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!await IsReadyAsync(Patience))
        {
            if (DateTime.UtcNow > deadline)
            {
                throw new TimeoutException($"The product did not become ready: {Output}");
            }

            await Task.Delay(20);
        }
    }
}
