using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Audit;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Admin;

/// <summary>The audit trail of the viewer's tenant, for its auditors.</summary>
internal static class AuditPages
{
    private const int PageSize = 50;

    public static void MapAudit(this RouteGroupBuilder pages)
    {
        pages.MapGet("/admin/audit", List);
        pages.MapGet("/admin/audit.csv", Export);
    }

    private static async Task<IResult> List(IMediator mediator, [AsParameters] AuditFilter filter, string? after, CancellationToken ct) =>
        (await mediator.Send(new ListAudit(filter.Who, filter.Act, filter.From, filter.To, after, PageSize), ct))
            .Page(acts => Show<AuditPage>(new { Acts = acts, Filter = filter }));

    private static async Task<IResult> Export(IMediator mediator, [AsParameters] AuditFilter filter, CancellationToken ct) =>
        (await mediator.Send(new ExportAudit(filter.Who, filter.Act, filter.From, filter.To), ct)).File();
}

/// <summary>Whose acts, which and when, as the address says it: a field left empty does not narrow.</summary>
public sealed record AuditFilter
{
    public string? User { get; init; }
    public string? What { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    public string? Who => string.IsNullOrWhiteSpace(User) ? null : User;

    public string? Act => string.IsNullOrWhiteSpace(What) ? null : What;
}
