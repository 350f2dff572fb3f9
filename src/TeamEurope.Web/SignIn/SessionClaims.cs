using System.Security.Claims;
using TeamEurope.Application.Common;

namespace TeamEurope.Web.SignIn;

/// <summary>How a session and a token say who somebody is.</summary>
public static class SessionClaims
{
    public const string Scheme = "session";

    /// <summary>The scheme that asks the identity provider.</summary>
    public const string ProviderScheme = "provider";
    public const string User = "sub";
    public const string Tenant = "tenant";
    public const string Role = "role";

    /// <summary>The user is issued by the tenant: the token against forgery, which knows only the user, tells namesakes apart by it.</summary>
    public static ClaimsPrincipal PrincipalOf(Caller caller) => new(new ClaimsIdentity(
        [new Claim(User, caller.User, ClaimValueTypes.String, caller.Tenant), new Claim(Tenant, caller.Tenant), new Claim(Role, caller.Role.ToString())],
        Scheme, User, Role));
}
