using TeamEurope.Api.Endpoints;
using TeamEurope.Api.Hosting;
using TeamEurope.Application.Common;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.SignIn;

/// <summary>Holds every endpoint to who may come to it, before anything of the request is read.</summary>
internal static class PermissionSetup
{
    /// <summary>Refuses whoever's role may not come. The requests behind the endpoint hold their senders to the same rule once more.</summary>
    public static void UsePermissions(this WebApplication app) => app.Use((context, next) =>
    {
        var user = context.RequestServices.GetRequiredService<CurrentUser>();
        if (context.GetEndpoint()?.Metadata.GetMetadata<MayCome>() is not { } may || may.Roles.Contains(user.Caller.Role))
        {
            return next(context);
        }

        var refusal = Roles.Refuse(user.Caller.Role, may.Roles);
        return PageErrors.IsPage(context.Request.Path)
            ? PageErrors.WriteAsync(context, StatusCodes.Status403Forbidden, refusal)
            : refusal.ToProblem().ExecuteAsync(context);
    });

    /// <summary>
    /// After the last endpoint is mapped: the start is refused where one does not say who may come. Endpoints are built anew each time that
    /// a source is asked for them, so the ones that were looked at here are those that are used.
    /// </summary>
    public static void RequirePermissions(this IEndpointRouteBuilder app)
    {
        var endpoints = app.DataSources.SelectMany(d => d.Endpoints).ToList();
        if (Permissions.Unsaid(endpoints) is { Count: > 0 } unsaid)
        {
            throw new StartRefusedException($"These endpoints do not say who may come to them: {string.Join(", ", unsaid)}");
        }

        app.DataSources.Clear();
        app.DataSources.Add(new DefaultEndpointDataSource(endpoints));
    }
}
