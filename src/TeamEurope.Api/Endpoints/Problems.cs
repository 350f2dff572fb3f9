using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using TeamEurope.Application.Common;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Endpoints;

/// <summary>The one map from refusals to HTTP (RFC 9457).</summary>
internal static class Problems
{
    private const string TypePrefix = "urn:teameurope:problem:";

    public static ProblemAnswer ToProblem(this Refusal refusal)
    {
        var problem = new ProblemDetails
        {
            Type = TypePrefix + refusal.Code,
            Title = TitleOf(refusal.Kind),
            Status = RefusalStatus.Of(refusal.Kind),
            Detail = refusal.Message
        };
        foreach (var (name, value) in refusal.Details ?? new Dictionary<string, object?>())
        {
            problem.Extensions[name] = value;
        }

        if (refusal.Errors is not null)
        {
            problem.Extensions["errors"] = refusal.Errors;
        }

        return new ProblemAnswer(problem, refusal.RetryAfterSeconds);
    }

    public static ProblemAnswer Of(int status, string code, string detail, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        var problem = new ProblemDetails { Type = TypePrefix + code, Title = TitleOf(status), Status = status, Detail = detail };
        if (errors is not null)
        {
            problem.Extensions["errors"] = errors;
        }

        return new ProblemAnswer(problem);
    }

    /// <summary>Every answer without a body of its own gets one: wrong method, wrong type, not signed in, not found.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(async context =>
        {
            var status = context.HttpContext.Response.StatusCode;
            if (PageErrors.IsPage(context.HttpContext.Request.Path))
            {
                await PageErrors.WriteAsync(context.HttpContext, status);
                return;
            }

            await Of(status, CodeOf(status), TitleOf(status)).ExecuteAsync(context.HttpContext);
        });
    }

    private static string TitleOf(RefusalKind kind) => TitleOf(RefusalStatus.Of(kind));

    private static string CodeOf(int status) => status switch
    {
        400 => "invalid",
        401 => "not-signed-in",
        403 => "forbidden",
        404 => "not-found",
        405 => "wrong-method",
        413 => "too-large",
        415 => "wrong-type",
        _ => "failed"
    };

    private static string TitleOf(int status) => status switch
    {
        400 => Say.Of("Problem.Invalid"),
        401 => Say.Of("Problem.NotSignedIn"),
        403 => Say.Of("Problem.Forbidden"),
        404 => Say.Of("Problem.NotFound"),
        405 => Say.Of("Problem.WrongMethod"),
        409 => Say.Of("Problem.Conflict"),
        412 => Say.Of("Problem.ChangedMeanwhile"),
        413 => Say.Of("Problem.TooLarge"),
        415 => Say.Of("Problem.WrongType"),
        422 => Say.Of("Problem.Impossible"),
        428 => Say.Of("Problem.ConditionMissing"),
        429 => Say.Of("Problem.TooMany"),
        501 => Say.Of("Problem.NotImplemented"),
        503 => Say.Of("Problem.Unavailable"),
        _ => Say.Of("Problem.Failed")
    };
}

/// <summary>A problem as an answer. What is not possible just now says when to try again.</summary>
internal sealed class ProblemAnswer(ProblemDetails problem, int? retryAfterSeconds = null) : IResult, IStatusCodeHttpResult
{
    private const int SecondsToWait = 2;

    public int StatusCode { get; } = problem.Status ?? StatusCodes.Status500InternalServerError;

    int? IStatusCodeHttpResult.StatusCode => StatusCode;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if ((retryAfterSeconds ?? (StatusCode == StatusCodes.Status503ServiceUnavailable ? SecondsToWait : null)) is { } seconds)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return TypedResults.Problem(problem).ExecuteAsync(httpContext);
    }
}

/// <summary>What could not be read is the caller's to mend and says where; a database that is away says so; anything else is a bug, logged, and says nothing.</summary>
internal sealed partial class ProblemForException(IDatabaseFaults faults, ILogger<ProblemForException> log) : IExceptionHandler
{
    private const int ClientClosedRequest = 499;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // Unless the database is away nothing is refused that somebody takes for granted.
        var fault = exception is RefusedException { Refusal.Kind: RefusalKind.Unavailable } refused ? refused.Refusal : faults.RefusalFor(exception);
        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
                Problems.Of(413, "too-large", Say.Of("Problem.BodyTooLarge")),
            BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } =>
                Problems.Of(415, "wrong-type", Say.Of("Problem.SendJson")),
            BadHttpRequestException { InnerException: JsonException json } => Unreadable(json),
            BadHttpRequestException bad => Unbindable(bad),
            OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested => Problems.Of(ClientClosedRequest, "gone", Say.Of("Problem.CallerGone")),
            _ when fault is not null => fault.ToProblem(),
            _ => Bug(exception, httpContext)
        };
        httpContext.Response.StatusCode = problem.StatusCode;
        if (PageErrors.IsPage(httpContext.Request.Path))
        {
            await (fault is null
                ? PageErrors.WriteAsync(httpContext, problem.StatusCode, ReferenceOf(httpContext))
                : PageErrors.WriteAsync(httpContext, problem.StatusCode, fault));
            return true;
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static ProblemAnswer Unreadable(JsonException json)
    {
        var path = json.Path ?? "$";
        var where = Say.Of("Problem.Place", json.LineNumber + 1, json.BytePositionInLine + 1);
        return Problems.Of(400, "invalid", Say.Of("Problem.BodyUnreadableAt", where),
            new Dictionary<string, string[]> { [path] = [Say.Of("Problem.NotWellFormed", where)] });
    }

    /// <summary>The framework's own words name types of the inside: only the parameter's name is taken from them.</summary>
    private static ProblemAnswer Unbindable(BadHttpRequestException bad)
    {
        var parameter = Parameter().Match(bad.Message);
        return parameter.Success
            ? Problems.Of(400, "invalid", Say.Of("Problem.ParameterUnreadable"),
                new Dictionary<string, string[]> { [parameter.Groups[1].Value] = [Say.Of("Problem.ParameterWrongType")] })
            : Problems.Of(bad.StatusCode, "invalid", Say.Of("Problem.BodyUnreadable"),
                new Dictionary<string, string[]> { ["$"] = [Say.Of("Problem.ObjectWanted")] });
    }

    [GeneratedRegex("^Failed to bind parameter \"[^\"]* ([^\" ]+)\" from")]
    private static partial Regex Parameter();

    private ProblemAnswer Bug(Exception exception, HttpContext context)
    {
        log.LogError(exception, "Unexpected failure of {Method} {Route}", context.Request.Method, context.GetEndpoint()?.DisplayName);
        return Problems.Of(500, "failed", Say.Of("Problem.Bug", ReferenceOf(context)));
    }

    /// <summary>By which the operator finds the failure in the log.</summary>
    private static string ReferenceOf(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
}
