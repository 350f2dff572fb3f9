using System.Diagnostics;
using TeamEurope.Client;

namespace TeamEurope.Testing;

/// <summary>
/// The product as a process of its own, on a database that outlives it: for what happens when it is killed, and for browsers.
/// Dispose kills it; the database is the test's.
/// </summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly HttpClient http;

    private ServiceProcess(Process process, HttpClient http) => (this.process, this.http) = (process, http);

    /// <summary>Starts it on a port that the system chooses, and waits until it is ready.</summary>
    /// <param name="demo">Whether an empty register is filled with the demo register.</param>
    public static async Task<ServiceProcess> StartAsync(TestDatabase database, bool demo = false)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add("http://127.0.0.1:0");
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (key, value) in database.Settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.Environment["Demo__Seed"] = demo ? "true" : "false";
        // Scripts and styles as they were built, compressed, and not read anew for whoever edits them.
        start.Environment["ReloadStaticAssetsAtRuntime"] = "false";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.IndexOf(Listening, StringComparison.Ordinal) is { } at and >= 0)
            {
                address.TrySetResult(new Uri(line.Data[(at + Listening.Length)..].Trim()));
            }
        };
        process.ErrorDataReceived += (_, _) => { };
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("The product stopped before it listened."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var service = new ServiceProcess(process, new HttpClient());
        service.http.BaseAddress = await address.Task.WaitAsync(Patience);
        await service.BecomeReadyAsync();
        return service;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => http.BaseAddress!;

    public async Task<TeamEuropeClient> SignInAsync(string tenant, string role = "Desk", string? user = null) =>
        new(http, await TeamEuropeClient.DevTokenAsync(http, tenant, role, user));

    /// <summary>As kill -9 does: nothing is said to it and nothing is tidied up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
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

    private async Task BecomeReadyAsync()
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!(await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode)
        {
            if (DateTime.UtcNow > deadline)
            {
                throw new TimeoutException("The product did not become ready.");
            }

            await Task.Delay(20);
        }
    }
}
