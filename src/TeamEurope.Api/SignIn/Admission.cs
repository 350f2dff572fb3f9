using System.Security.Claims;
using TeamEurope.Application.Common;
using TeamEurope.Domain;

namespace TeamEurope.Api.SignIn;

/// <summary>Why somebody whom the provider vouches for does not come in; also the last part of the problem's type and of the page's address.</summary>
internal static class AdmissionRefusals
{
    public static Refusal UnknownDirectory => new(RefusalKind.Forbidden, "unknown-directory", Say.Of("Problem.UnknownDirectory"));

    public static Refusal NoRole => new(RefusalKind.Forbidden, "no-role", Say.Of("Problem.NoRole"));

    public static Refusal TenantDisabled => new(RefusalKind.Forbidden, "tenant-disabled", Say.Of("Problem.TenantDisabled"));
}

/// <summary>
/// Who somebody is here, by what a token of the provider says that was found to be genuine: the same for pages and API. The tenant
/// comes from the directory, the name and the role from the directory's own people.
/// </summary>
internal sealed class Admission(Directories directories, ProviderSettings settings)
{
    private const int UserMaxLength = 100;

    /// <summary>Of several roles the first here that the directory can give: what is given least often says most.</summary>
    private static readonly Role[] Order = [Role.Coordinator, Role.Secretariat, Role.Lead, Role.Desk, Role.Operator, Role.Auditor];

    public Result<Caller> Decide(IReadOnlyCollection<Claim> claims)
    {
        if (Value(claims, settings.DirectoryClaim) is not { } id || directories.Find(id.TrimEnd('/')) is not { } directory)
        {
            return AdmissionRefusals.UnknownDirectory;
        }

        if (directories.IsDisabled(directory.Tenant))
        {
            return AdmissionRefusals.TenantDisabled;
        }

        var given = claims.Where(c => c.Type == settings.RoleClaim).Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
        var roles = Order.Where(r => given.Contains(r.ToString()) && directory.Roles.Contains(r)).Take(1).ToList();
        return roles is [var role] && NameOf(claims) is { } user ? new Caller(directory.Tenant, user, role) : AdmissionRefusals.NoRole;
    }

    /// <summary>
    /// The name by which colleagues know each other, written in one way; where the token has none that can be shown, the id that the
    /// provider knows the person by.
    /// </summary>
    private string? NameOf(IReadOnlyCollection<Claim> claims) =>
        settings.NameClaims.Select(c => Value(claims, c)?.ToLowerInvariant()).Concat([Value(claims, "oid"), Value(claims, "sub")]).FirstOrDefault(IsName);

    private static bool IsName(string? text) => text is { Length: > 0 and <= UserMaxLength } && Words.IsText(text) && !text.Any(c => char.IsControl(c) || c == '/');

    private static string? Value(IReadOnlyCollection<Claim> claims, string type) => Words.Known(claims.FirstOrDefault(c => c.Type == type)?.Value);
}
