using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Net.Http.Headers;
using TeamEurope.Api.Endpoints;
using TeamEurope.Api.SignIn;
using TeamEurope.Application.Common;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Hosting;

/// <summary>HTTP, JSON and live connections.</summary>
internal static class HttpSetup
{
    private const long MostBodyBytes = 1024 * 1024;
    private const int MostHeaderBytes = 32 * 1024;
    private const int MostHeaders = 100;
    private const int MostRequestLineBytes = 8 * 1024;
    private const int LeastBodyBytesPerSecond = 240;
    private static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan IdleFor = TimeSpan.FromMinutes(2);

    public static void AddWeb(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
            kestrel.Limits.MaxRequestHeaderCount = MostHeaders;
            kestrel.Limits.MaxRequestLineSize = MostRequestLineBytes;

            // Whoever sends drop by drop holds no connection for long.
            kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(LeastBodyBytesPerSecond, BodyGrace);
            kestrel.Limits.MinResponseDataRate = new MinDataRate(LeastBodyBytesPerSecond, BodyGrace);
            kestrel.Limits.KeepAliveTimeout = IdleFor;
        });
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.Never);
        // Everywhere, not only in Development: what cannot be bound says which field it was.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddSignalR().AddJsonProtocol();
        builder.Services.AddOpenApi("v1");
        builder.Services.AddProblemDetails();
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        builder.Services.AddExceptionHandler<ProblemForException>();
    }

    /// <summary>Outside Development browsers that came by TLS once come by nothing else for a year.</summary>
    public static void UseTransportSecurity(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }
    }

    /// <summary>What is asked for in an address is text that a database can look for.</summary>
    public static void UsePlainAddresses(this WebApplication app) => app.Use(async (context, next) =>
    {
        var unreadable = context.Request.Query.Where(q => !Words.IsText(q.Key) || q.Value.Any(v => v is not null && !Words.IsText(v)))
            .Select(q => Words.IsText(q.Key) ? q.Key : "$").ToList();
        if (!Words.IsText(context.Request.Path.Value ?? ""))
        {
            unreadable.Add("$");
        }

        if (unreadable.Count == 0)
        {
            await next();
        }
        else if (PageErrors.IsPage(context.Request.Path))
        {
            await PageErrors.WriteAsync(context, StatusCodes.Status400BadRequest);
        }
        else
        {
            await Problems.Of(400, "invalid", Say.Of("Problem.ParameterUnreadable"), unreadable.Distinct().ToDictionary(name => name, _ => new[] { Say.Of("Field.NoText") }))
                .ExecuteAsync(context);
        }
    });

    /// <summary>A body in an encoding that does not exist cannot be read by anybody.</summary>
    public static void UseKnownEncodings(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type is { Charset.HasValue: true } && !IsKnown(type))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        await next();
    });

    private static bool IsKnown(MediaTypeHeaderValue type)
    {
        try
        {
            return type.Encoding is not null;
        }
        catch (NotSupportedException)
        {
            // Known by name and refused by the platform, as UTF-7 is.
            return false;
        }
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
