using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TeamEurope.Api.Endpoints;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Rules.Reference;
using TeamEurope.Web.SignIn;

namespace TeamEurope.Api.SignIn;

/// <summary>Development only: a token for any tenant and role.</summary>
internal static class DevTokens
{
    private const int UserMaxLength = 100;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public static void MapDevTokens(this IEndpointRouteBuilder app) =>
        app.MapPost("/dev/token", Issue).AllowAnonymous().WithTags("Development").Produces<DevTokenView>();

    private static IResult Issue(DevTokenRequest body, ReferenceData reference, IConfiguration configuration, TimeProvider clock)
    {
        var errors = new FieldErrors();
        var tenant = Words.Known(body.Tenant) ?? "";
        ReferenceFilters.Check(errors, "$.tenant", tenant, reference.Tenants.Keys);
        var role = errors.WantedWord<Role>("$.role", body.Role);
        var user = errors.Text("$.user", body.User, UserMaxLength) ?? $"demo-{role?.ToString().ToLowerInvariant()}";
        if (errors.Any)
        {
            return errors.ToRefusal().ToProblem();
        }

        var now = clock.GetUtcNow();
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = SignInSetup.DevIssuer,
            Audience = SignInSetup.DevIssuer,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                [SessionClaims.User] = user,
                [SessionClaims.Tenant] = tenant,
                [SessionClaims.Role] = role!.Value.ToString()
            },
            SigningCredentials = new SigningCredentials(SignInSetup.DevKey(configuration), SecurityAlgorithms.HmacSha256)
        });
        return TypedResults.Ok(new DevTokenView(token, now + Lifetime));
    }
}
