using System.Reflection;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Imports;
using TeamEurope.Application.Jobs;
using TeamEurope.Application.Partners;
using TeamEurope.Application.People;
using TeamEurope.Application.Reference;
using TeamEurope.Application.Tenants;

namespace TeamEurope.Web.Admin;

/// <summary>A part of the administration. Whoever may send its request may open it.</summary>
internal sealed record AdminPart(string Name, Type Request)
{
    public static readonly IReadOnlyList<AdminPart> All =
    [
        new("people", typeof(ListPeople)), new("defaults", typeof(GetTenantDefaults)), new("risk", typeof(ListRatings)),
        new("reference", typeof(GetReferenceData)), new("imports", typeof(ListImports)), new("jobs", typeof(ListJobs)), new("audit", typeof(ListAudit))
    ];

    public string Address => $"/admin/{Name}";

    public bool IsOpenTo(Role role) => MaySend(role, Request);

    /// <summary>Whether the role may do it: what the request itself says.</summary>
    public static bool MaySend<TRequest>(Role role) => MaySend(role, typeof(TRequest));

    private static bool MaySend(Role role, Type request) => request.GetCustomAttribute<AllowAttribute>()!.Roles.Contains(role);
}
