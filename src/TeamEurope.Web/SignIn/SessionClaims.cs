using System.Security.Claims;
using TeamEurope.Application.Common;

namespace TeamEurope.Web.SignIn;

/// <summary>How a session and a token say who somebody is.</summary>
public static class SessionClaims
{
    public const string Scheme = "session";
    public const string User = "sub";
    public const string Tenant = "tenant";
    public const string Role = "role";

    public static ClaimsPrincipal PrincipalOf(Caller caller) => new(new ClaimsIdentity(
        [new Claim(User, caller.User), new Claim(Tenant, caller.Tenant), new Claim(Role, caller.Role.ToString())],
        Scheme, User, Role));
}
