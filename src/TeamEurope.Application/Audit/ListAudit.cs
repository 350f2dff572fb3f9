using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.Audit;

/// <summary>What the people of the caller's tenant did, newest first: who, what, on which reference, when. What they read is not recorded yet.</summary>
/// <param name="User">One user's acts.</param>
/// <param name="What">One kind of act: a word of <see cref="AuditWords.All"/>.</param>
[Allow(Role.Auditor)]
public sealed record ListAudit(
    string? User = null, string? What = null, DateOnly? From = null, DateOnly? To = null, string? After = null, int? Limit = null)
    : IQuery<Page<AuditView>>, IReachesOthers;

internal sealed class ListAuditHandler(ITeamEuropeDb db, AuditReader reader, CurrentUser user) : IRequestHandler<ListAudit, Result<Page<AuditView>>>
{
    public async Task<Result<Page<AuditView>>> Handle(ListAudit request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var limit = Paging.ReadLimit(errors, request.Limit);
        ReferenceFilters.Check(errors, "what", request.What, AuditWords.All);
        var after = ReadCursor(errors, request.After);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var until = request.To is { } to && to < DateOnly.MaxValue ? StartOf(to.AddDays(1)).AddTicks(-1) : DateTimeOffset.MaxValue;
        var window = new AuditWindow(
            user.Caller.Tenant,
            Words.Known(request.User) is { } name ? $"{user.Caller.Tenant}/{name}" : null,
            request.What,
            request.From is { } from ? StartOf(from) : DateTimeOffset.MinValue,
            after is { } cursor && cursor.Instant < until ? cursor.Instant : until,
            limit + 1 + (after?.Seen ?? 0));

        // Several acts may share an instant: those of the cursor's that came before are left out by their number.
        var acts = (await reader.ReadAsync(window, cancellationToken)).Skip(after?.Seen ?? 0).Take(limit + 1).ToList();
        var page = acts.Take(limit).ToList();
        return new Page<AuditView>(
            await ShowAsync(page, cancellationToken),
            acts.Count > limit ? CursorAfter(page, after) : null);
    }

    /// <summary>Initiatives by their reference, as far as the tenant may see them now or they were its own draft.</summary>
    private async Task<List<AuditView>> ShowAsync(List<AuditAct> acts, CancellationToken cancellationToken)
    {
        var tenant = user.Caller.Tenant;
        var ids = acts.SelectMany(a => new[] { a.First, a.Second }).OfType<Guid>().Distinct().ToList();
        var references = await db.Initiatives.AsNoTracking().VisibleTo(tenant).Where(i => ids.Contains(i.Id))
            .Select(i => new { i.Id, i.Reference }).ToDictionaryAsync(i => i.Id, i => i.Reference, cancellationToken);
        var gone = ids.Where(id => !references.ContainsKey(id)).ToList();
        if (gone.Count > 0)
        {
            var deleted = await db.Revisions.AsNoTracking().Where(r => r.Owner == tenant && r.Version == 1 && gone.Contains(r.InitiativeId))
                .Select(r => new { r.InitiativeId, r.Reference }).ToListAsync(cancellationToken);
            deleted.ForEach(d => references[d.InitiativeId] = d.Reference);
        }

        return acts.Select(a => new AuditView(
            a.At, a.By, a.What, a.On,
            new[]
            {
                a.First is { } first ? references.GetValueOrDefault(first) : null,
                a.Second is { } second ? references.GetValueOrDefault(second) : null,
                a.Code
            }.OfType<string>().ToArray(),
            a.Cause)).ToList();
    }

    private static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private static string CursorAfter(List<AuditAct> page, (DateTimeOffset Instant, int Seen)? after)
    {
        var last = page[^1].At;
        var seen = page.Count(a => a.At == last) + (after is { } before && before.Instant == last ? before.Seen : 0);
        return string.Create(CultureInfo.InvariantCulture, $"{last.UtcTicks}_{seen}");
    }

    private static (DateTimeOffset Instant, int Seen)? ReadCursor(FieldErrors errors, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        var parts = cursor.Split('_');
        if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.Ticks
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) && seen <= MostSeen)
        {
            return (new DateTimeOffset(ticks, TimeSpan.Zero), seen);
        }

        errors.Add("after", Say.Of("Field.NoCursor"));
        return null;
    }

    /// <summary>More acts of one tenant at one instant than there can be.</summary>
    private const int MostSeen = 100_000;
}
