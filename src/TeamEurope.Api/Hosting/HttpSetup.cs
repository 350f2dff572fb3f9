using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using TeamEurope.Api.Endpoints;
using TeamEurope.Api.SignIn;

namespace TeamEurope.Api.Hosting;

/// <summary>HTTP, JSON and live connections.</summary>
internal static class HttpSetup
{
    private const long MostBodyBytes = 1024 * 1024;

    public static void AddWeb(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
        });
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.Never);
        // Everywhere, not only in Development: what cannot be bound says which field it was.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddSignalR().AddJsonProtocol();
        builder.Services.AddOpenApi("v1");
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ProblemForException>();
    }

    /// <summary>Outside Development none of it exists.</summary>
    public static void MapDevelopmentConveniences(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.MapDevTokens();
            app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        }
    }

    /// <summary>A larger body than usual for one endpoint.</summary>
    public static void AllowBody(HttpContext context, long bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = bytes;
        }
    }
}
