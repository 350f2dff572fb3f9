using System.Globalization;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Api.Endpoints;

/// <summary>Results as HTTP answers.</summary>
internal static class Answers
{
    public static IResult Ok<T>(this Result<T> result) => result.Refusal is { } refusal ? refusal.ToProblem() : TypedResults.Ok(result.Value);

    public static IResult NoContent<T>(this Result<T> result) => result.Refusal is { } refusal ? refusal.ToProblem() : TypedResults.NoContent();

    public static IResult Created<T>(this Result<T> result, Func<T, string> location) =>
        result.Refusal is { } refusal ? refusal.ToProblem() : TypedResults.Created(location(result.Value), result.Value);

    public static IResult Accepted<T>(this Result<T> result, Func<T, string> location) =>
        result.Refusal is { } refusal ? refusal.ToProblem() : TypedResults.Accepted(location(result.Value), result.Value);

    /// <summary>With the version as the ETag, which a change wants back.</summary>
    public static IResult WithETag(this Result<InitiativeView> result, HttpContext context, Func<Result<InitiativeView>, IResult> answer)
    {
        if (!result.IsRefused)
        {
            context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{result.Value.Version}\"");
        }

        return answer(result);
    }

    /// <summary>The version in <c>If-Match</c>; null where it is missing; one that no version has where it is not ours.</summary>
    public static int? IfMatch(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch.ToString().Trim();
        if (header.Length == 0)
        {
            return null;
        }

        var tag = header.StartsWith("W/", StringComparison.Ordinal) ? header[2..] : header;
        return int.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
    }
}
