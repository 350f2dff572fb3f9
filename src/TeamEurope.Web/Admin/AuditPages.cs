using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Audit;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;
using TeamEurope.Web.Texts;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Admin;

/// <summary>The audit trail of the viewer's tenant, for its auditors.</summary>
internal static class AuditPages
{
    private const int PageSize = 50;

    public static void MapAudit(this RouteGroupBuilder pages)
    {
        pages.MapGet("/admin/audit", List).For<ListAudit>();
        pages.MapGet("/admin/audit.csv", Export).For<ExportAudit>();
    }

    private static async Task<IResult> List(IMediator mediator, Wording words, [AsParameters] AuditFilter filter, string? after, CancellationToken ct) =>
        Unreadable(filter, words) is { } refusal
            ? refusal.Page()
            : (await mediator.Send(new ListAudit(filter.Who, filter.Act, filter.FirstDay, filter.LastDay, after, PageSize), ct))
                .Page(acts => Show<AuditPage>(new { Acts = acts, Filter = filter }));

    private static async Task<IResult> Export(IMediator mediator, Wording words, [AsParameters] AuditFilter filter, CancellationToken ct) =>
        Unreadable(filter, words) is { } refusal
            ? refusal.Page()
            : (await mediator.Send(new ExportAudit(filter.Who, filter.Act, filter.FirstDay, filter.LastDay), ct)).File();

    /// <summary>A day that is no day is said, and not taken for "any": the trail would show more than was asked for.</summary>
    private static Refusal? Unreadable(AuditFilter filter, Wording words) =>
        (filter.From is { Length: > 0 } && filter.FirstDay is null) || (filter.To is { Length: > 0 } && filter.LastDay is null)
            ? Refusal.Invalid("$.from", words["Audit.NoDay"])
            : null;
}

/// <summary>Whose acts, which and when, as the address says it: a field left empty does not narrow.</summary>
public sealed record AuditFilter
{
    public string? User { get; init; }
    public string? What { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }

    public string? Who => string.IsNullOrWhiteSpace(User) ? null : User;

    public string? Act => string.IsNullOrWhiteSpace(What) ? null : What;

    public DateOnly? FirstDay => DayOf(From);

    public DateOnly? LastDay => DayOf(To);

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
