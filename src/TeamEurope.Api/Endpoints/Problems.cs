using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Endpoints;

/// <summary>The one map from refusals to HTTP (RFC 9457).</summary>
internal static class Problems
{
    private const string TypePrefix = "urn:teameurope:problem:";

    public static ProblemHttpResult ToProblem(this Refusal refusal)
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

        return TypedResults.Problem(problem);
    }

    public static ProblemHttpResult Of(int status, string code, string detail, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        var problem = new ProblemDetails { Type = TypePrefix + code, Title = TitleOf(status), Status = status, Detail = detail };
        if (errors is not null)
        {
            problem.Extensions["errors"] = errors;
        }

        return TypedResults.Problem(problem);
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
        400 => "Some of the request is not right",
        401 => "You are not signed in",
        403 => "You may not do this",
        404 => "There is no such thing, or it is not yours to see",
        405 => "This address does not take this method",
        409 => "It conflicts with what is there",
        412 => "It was changed meanwhile",
        413 => "The body is too large",
        415 => "The body is of a type that is not taken here",
        422 => "This is not possible",
        428 => "A condition is missing",
        501 => "This cannot be made here",
        503 => "Not just now",
        _ => "Something went wrong"
    };
}

/// <summary>What could not be read is the caller's to mend and says where; anything else is a bug, logged, and says nothing.</summary>
internal sealed partial class ProblemForException(ILogger<ProblemForException> log) : IExceptionHandler
{
    private const int ClientClosedRequest = 499;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
                Problems.Of(413, "too-large", "The body is larger than is taken here."),
            BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } =>
                Problems.Of(415, "wrong-type", "Send application/json."),
            BadHttpRequestException { InnerException: JsonException json } => Unreadable(json),
            BadHttpRequestException bad => Unbindable(bad),
            OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested => Problems.Of(ClientClosedRequest, "gone", "The caller has gone."),
            _ => Bug(exception, httpContext)
        };
        httpContext.Response.StatusCode = problem.StatusCode;
        if (PageErrors.IsPage(httpContext.Request.Path))
        {
            await PageErrors.WriteAsync(httpContext, problem.StatusCode, ReferenceOf(httpContext));
            return true;
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static ProblemHttpResult Unreadable(JsonException json)
    {
        var path = json.Path ?? "$";
        var where = $"line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}";
        return Problems.Of(400, "invalid", $"The body cannot be read: {where}.",
            new Dictionary<string, string[]> { [path] = [$"This is of the wrong type or not well-formed ({where}); dates are YYYY-MM-DD, numbers are numbers, lists are lists."] });
    }

    /// <summary>The framework's own words name types of the inside: only the parameter's name is taken from them.</summary>
    private static ProblemHttpResult Unbindable(BadHttpRequestException bad)
    {
        var parameter = Parameter().Match(bad.Message);
        return parameter.Success
            ? Problems.Of(400, "invalid", "A parameter cannot be read.",
                new Dictionary<string, string[]> { [parameter.Groups[1].Value] = ["This is of the wrong type: a whole number, true or false, a day (YYYY-MM-DD) or an id is wanted here."] })
            : Problems.Of(bad.StatusCode, "invalid", "The body cannot be read.",
                new Dictionary<string, string[]> { ["$"] = ["A JSON object is wanted here."] });
    }

    [GeneratedRegex("^Failed to bind parameter \"[^\"]* ([^\" ]+)\" from")]
    private static partial Regex Parameter();

    private ProblemHttpResult Bug(Exception exception, HttpContext context)
    {
        log.LogError(exception, "Unexpected failure of {Method} {Route}", context.Request.Method, context.GetEndpoint()?.DisplayName);
        return Problems.Of(500, "failed", $"Something went wrong on our side. Tell the operator: {ReferenceOf(context)}");
    }

    /// <summary>By which the operator finds the failure in the log.</summary>
    private static string ReferenceOf(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
}
