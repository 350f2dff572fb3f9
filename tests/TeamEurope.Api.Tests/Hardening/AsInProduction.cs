using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using TeamEurope.Testing;

namespace TeamEurope.Api.Tests.Hardening;

/// <summary>
/// The product as it is outside Development, but for sign-in: it is told that this is Development while it is put together, so that it takes
/// the tests' tokens, and from then on that it is not.
/// </summary>
internal static class AsInProduction
{
    /// <summary>By TLS, and not the machine itself: for both some things do not hold.</summary>
    public static readonly Uri Address = new("https://register.example/");

    public static Task<TestApp> StartAsync(IReadOnlyDictionary<string, string>? settings = null) => TestApp.StartAsync(settings: settings, services: services =>
    {
        var told = (IWebHostEnvironment)services.Last(s => s.ServiceType == typeof(IWebHostEnvironment)).ImplementationInstance!;
        var meant = new Environment(told);
        services.Replace(ServiceDescriptor.Singleton<IWebHostEnvironment>(meant)).Replace(ServiceDescriptor.Singleton<IHostEnvironment>(meant));
    });

    public static HttpClient Client(TestApp app, string? token = null)
    {
        var http = app.Server.CreateClient();
        http.BaseAddress = Address;
        if (token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return http;
    }

    private sealed class Environment(IWebHostEnvironment told) : IWebHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;
        public string ApplicationName { get; set; } = told.ApplicationName;
        public string WebRootPath { get; set; } = told.WebRootPath;
        public IFileProvider WebRootFileProvider { get; set; } = told.WebRootFileProvider;
        public string ContentRootPath { get; set; } = told.ContentRootPath;
        public IFileProvider ContentRootFileProvider { get; set; } = told.ContentRootFileProvider;
    }
}
