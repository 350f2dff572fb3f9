using System.Collections.Frozen;
using TeamEurope.Api.Hosting;
using TeamEurope.Application.Common;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Api.SignIn;

/// <summary>
/// Whose directory is whose, by configuration. Each directory's own administrators give their people roles, so it is said here which
/// roles a directory can give: what reaches beyond one tenant is not for everybody to hand out.
/// </summary>
internal sealed class Directories
{
    private const string Section = "Directories";
    private const string RolesSection = "DirectoryRoles";
    private const string DisabledSetting = "Tenants:Disabled";

    private readonly FrozenDictionary<string, (string Tenant, IReadOnlyList<Role> Roles)> byId;
    private readonly FrozenSet<string> disabled;

    private Directories(IEnumerable<KeyValuePair<string, (string, IReadOnlyList<Role>)>> known, IEnumerable<string> disabled) =>
        (byId, this.disabled) = (known.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase), disabled.ToFrozenSet());

    /// <summary>Null where the directory is nobody's here.</summary>
    public (string Tenant, IReadOnlyList<Role> Roles)? Find(string id) => byId.TryGetValue(id, out var found) ? found : null;

    /// <summary>Whether nobody of this tenant comes in at present.</summary>
    public bool IsDisabled(string tenant) => disabled.Contains(tenant);

    /// <param name="areWanted">Whether somebody must be let in: with an identity provider an empty list would let in nobody.</param>
    public static Directories Read(IConfiguration configuration, ReferenceData reference, bool areWanted)
    {
        var roles = Entries(configuration, RolesSection).ToDictionary(e => e.Key, e => e.Value, StringComparer.OrdinalIgnoreCase);
        var known = new Dictionary<string, (string, IReadOnlyList<Role>)>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, code) in Entries(configuration, Section))
        {
            var tenant = Known($"{Section}:{id}", code, reference);
            known[id] = (tenant.Code, roles.Remove(id, out var given) ? Parse(id, given) : UsualRolesOf(tenant.Kind));
        }

        if (roles.Count > 0)
        {
            throw new StartRefusedException($"{RolesSection}:{roles.Keys.First()} is set, and {Section} has no such directory.");
        }

        if (areWanted && known.Count == 0)
        {
            throw new StartRefusedException($"{Section} is empty: nobody could sign in. Set {Section}:<id of the directory> to the code of a tenant, such as NL.");
        }

        var disabled = (configuration[DisabledSetting] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new Directories(known, disabled.Select(code => Known(DisabledSetting, code, reference).Code));
    }

    /// <summary>As domain.md says who people are: coordinators are the Commission's, and the operator is the platform's.</summary>
    private static IReadOnlyList<Role> UsualRolesOf(string kind) => kind switch
    {
        "commission" => [Role.Coordinator, Role.Lead, Role.Desk, Role.Operator, Role.Auditor],
        "council-secretariat" or "member-state" => [Role.Secretariat, Role.Lead, Role.Desk, Role.Auditor],
        _ => [Role.Lead, Role.Desk, Role.Auditor]
    };

    private static IReadOnlyList<Role> Parse(string id, string text) =>
        [.. text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(word => Words.TryRead<Role>(word, out var role)
            ? role
            : throw new StartRefusedException($"{RolesSection}:{id} names '{word}'; possible: {Words.Possible<Role>()}."))];

    private static Tenant Known(string setting, string code, ReferenceData reference) => reference.Tenants.TryGetValue(code.Trim(), out var tenant)
        ? tenant
        : throw new StartRefusedException($"{setting} is '{code}'; possible: {string.Join(", ", reference.Tenants.Keys.Order(StringComparer.Ordinal))}.");

    /// <summary>An issuer's address is a key with colons in it, which configuration takes for a path: it is read back as it was written.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Entries(IConfiguration configuration, string section) =>
        configuration.GetSection(section).AsEnumerable(makePathsRelative: true).Where(e => e.Key.Length > 0 && e.Value is not null)
            .Select(e => KeyValuePair.Create(e.Key.TrimEnd('/'), e.Value!));
}
