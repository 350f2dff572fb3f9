using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Common;

namespace TeamEurope.Web.Hosting;

/// <summary>Who may come to an endpoint, by role. What they may do there with what is whose, the requests behind it decide.</summary>
public sealed record MayCome(IReadOnlyList<Role> Roles);

/// <summary>Every endpoint, page and hub says who may come; where one does not, the product does not start.</summary>
public static class Permissions
{
    private static readonly Role[] Everybody = Enum.GetValues<Role>();

    /// <summary>For whoever may send this request: who that is stands there alone.</summary>
    public static TBuilder For<TRequest, TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new MayCome(typeof(TRequest).GetCustomAttribute<AllowAttribute>()!.Roles));

    /// <summary>For whoever may send this request: who that is stands there alone.</summary>
    public static RouteHandlerBuilder For<TRequest>(this RouteHandlerBuilder endpoint) => endpoint.For<TRequest, RouteHandlerBuilder>();

    /// <summary>For everybody who is signed in.</summary>
    public static RouteHandlerBuilder ForEverybody(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new MayCome(Everybody));

    /// <summary>For everybody who reads content.</summary>
    public static TBuilder ForContent<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new MayCome(Roles.Content));

    /// <summary>The endpoints that do not say who may come, or say it and let everybody in; none where all is well.</summary>
    public static IReadOnlyList<string> Unsaid(IEnumerable<Endpoint> endpoints) => endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null
            ? e.Metadata.GetMetadata<MayCome>() is null || e.Metadata.GetMetadata<IAuthorizeData>() is null
            : e.Metadata.GetMetadata<MayCome>() is not null)
        .Select(e => e.DisplayName ?? e.RoutePattern.RawText ?? "").ToList();
}
