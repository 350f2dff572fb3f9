using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TeamEurope.Client;

namespace TeamEurope.Benchmarks;

/// <summary>The product as a process of its own, on an empty database.</summary>
internal sealed class ServiceUnderTest : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;

    private ServiceUnderTest(Process process, string folder, Uri address) => (this.process, this.folder, Address) = (process, folder, address);

    public Uri Address { get; }
    public string DatabasePath => Path.Combine(folder, "benchmark.db");
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public static async Task<ServiceUnderTest> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("teameurope-benchmark-").FullName;
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        var start = new ProcessStartInfo("dotnet", [typeof(ServiceUnderTest).Assembly.Location.Replace("TeamEurope.Benchmarks.dll", "TeamEurope.Api.dll", StringComparison.Ordinal), "--urls", address.ToString()])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ConnectionStrings__TeamEurope"] = $"Data Source={Path.Combine(folder, "benchmark.db")}",
                ["Demo__Seed"] = "false",
                // The time to a push is measured, not how few there are.
                ["Live__PushesPerMinute"] = "0",
                ["Logging__LogLevel__Default"] = "Warning"
            }
        };
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var service = new ServiceUnderTest(process, folder, address);
        using var http = service.Http();
        while (true)
        {
            try
            {
                if ((await http.GetAsync(new Uri("health/ready", UriKind.Relative))).IsSuccessStatusCode)
                {
                    break;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(10);
        }

        Console.WriteLine($"start to ready, empty register: {watch.Elapsed.TotalSeconds:0.00} s");
        return service;
    }

    public HttpClient Http() => new() { BaseAddress = Address };

    public async Task<TeamEuropeClient> SignInAsync(string tenant, string role = "Desk")
    {
        var http = Http();
        return new TeamEuropeClient(http, await TeamEuropeClient.DevTokenAsync(http, tenant, role));
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
