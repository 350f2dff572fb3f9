using Microsoft.AspNetCore.Http;
using TeamEurope.Domain;

namespace TeamEurope.Web.Hosting;

/// <summary>The one map from refusals to HTTP status codes, for pages and for the API.</summary>
public static class RefusalStatus
{
    public static int Of(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.ChangedMeanwhile => StatusCodes.Status412PreconditionFailed,
        RefusalKind.ConditionMissing => StatusCodes.Status428PreconditionRequired,
        RefusalKind.Impossible => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        RefusalKind.NotImplemented => StatusCodes.Status501NotImplemented,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests
    };
}
