using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TeamEurope.Api.Tests.Evaluation;
using TeamEurope.Client;

namespace TeamEurope.Instances.Tests.Support;

/// <summary>Debian's nginx in front of the instances, as a balancer: requests in turn, sockets kept open, whoever does not answer left out for a while.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly string folder;

    private Nginx(Process process, string folder, Uri address) => (this.process, this.folder, Address) = (process, folder, address);

    public Uri Address { get; }

    /// <summary>What it has complained of, one line each.</summary>
    public string Errors => File.ReadAllText(Path.Combine(folder, "error.log"));

    public static async Task<Nginx> StartAsync(params Uri[] instances)
    {
        var folder = Directory.CreateTempSubdirectory("teameurope-nginx-").FullName;
        var port = FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), Configuration(folder, port, instances));
        var start = new ProcessStartInfo("nginx", ["-p", folder, "-c", Path.Combine(folder, "nginx.conf"), "-e", Path.Combine(folder, "error.log")]) { RedirectStandardError = true };
        var nginx = new Nginx(Process.Start(start)!, folder, new Uri($"http://127.0.0.1:{port}"));
        using var http = new HttpClient { BaseAddress = nginx.Address };
        for (var deadline = DateTime.UtcNow.AddSeconds(20); ;)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/live", UriKind.Relative));
                return nginx;
            }
            catch (HttpRequestException) when (DateTime.UtcNow < deadline)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>A client at the balancer. It gives an answer that does not come up after a while, as a good client does.</summary>
    public async Task<TeamEuropeClient> SignInAsync(string tenant, string role = "Desk")
    {
        var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        for (var deadline = DateTime.UtcNow + Patience; ;)
        {
            try
            {
                return new TeamEuropeClient(http, await TeamEuropeClient.DevTokenAsync(http, tenant, role));
            }
            catch (Exception e) when (e is HttpRequestException or TeamEuropeProblemException or OperationCanceledException && DateTime.UtcNow < deadline)
            {
                await Task.Delay(100);
            }
        }
    }

    public async Task<IReadOnlyDictionary<string, TeamEuropeClient>> WritersAsync()
    {
        var clients = new Dictionary<string, TeamEuropeClient>();
        foreach (var owner in Storm.Owners)
        {
            clients[owner] = await SignInAsync(owner);
        }

        return clients;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string Configuration(string folder, int port, IEnumerable<Uri> instances) => $$"""
        daemon off;
        worker_processes 1;
        pid {{folder}}/nginx.pid;
        events { worker_connections 512; }
        http {
          access_log off;
          # Started by root, nginx works as somebody else, who may not write here: what a slow reader has not taken yet stays in memory.
          proxy_max_temp_file_size 0;
          client_body_buffer_size 1m;
          client_body_temp_path {{folder}}/body;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;
          upstream instances {
            {{string.Join("\n    ", instances.Select(i => $"server {i.Authority} max_fails=1 fail_timeout=3s;"))}}
          }
          map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
          server {
            listen 127.0.0.1:{{port}};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $connection_upgrade;
            proxy_connect_timeout 1s;
            location / {
              proxy_pass http://instances;
              proxy_read_timeout 6s;
              proxy_next_upstream error timeout http_503;
            }
            location /hubs/ {
              proxy_pass http://instances;
              proxy_read_timeout 40s;
            }
          }
        }
        """;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
