using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Application.Initiatives;
using TeamEurope.Contracts;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Desk;

/// <summary>What the own live initiatives say to a desk.</summary>
public sealed record DeskOwn(DeskInitiatives Live, IReadOnlyList<DeskDeadline> Deadlines, IReadOnlyList<DeskStatement> Statements);

/// <summary>The own tenant's live initiatives, with the days that come and the statements that want an answer.</summary>
public sealed class DeskInitiativeReader(ITeamEuropeDb db, CurrentUser user)
{
    private const int MostInitiatives = 20;
    private const int DaysAhead = 60;

    public async Task<DeskOwn> ReadAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var tenant = user.Caller.Tenant;
        var live = db.Initiatives.AsNoTracking().VisibleTo(tenant).Where(i => i.Owner == tenant).WhereLive();
        var latest = await live.OrderByDescending(i => i.ChangedAt).ThenByDescending(i => i.Id).Take(MostInitiatives).ToListAsync(cancellationToken);
        var texts = await live.Select(i => new { i.Id, i.Reference, i.Content }).ToListAsync(cancellationToken);
        return new DeskOwn(
            new DeskInitiatives([.. latest.Select(i => i.ToSummary())], texts.Count),
            [.. texts.SelectMany(t => DaysOf(t.Id, t.Reference, t.Content, today))],
            [.. texts.SelectMany(t => StatementsOf(t.Id, t.Reference, t.Content)).OrderBy(s => s.Reference, StringComparer.Ordinal)]);
    }

    private static IEnumerable<DeskDeadline> DaysOf(Guid id, string reference, InitiativeContent content, DateOnly today)
    {
        var horizon = today.AddDays(DaysAhead);
        foreach (var (what, day) in new[] { ("starts", content.StartsOn), ("ends", content.EndsOn) })
        {
            if (day >= today && day <= horizon)
            {
                yield return new DeskDeadline(what, day.Value, id, reference, null);
            }
        }
    }

    private static IEnumerable<DeskStatement> StatementsOf(Guid id, string reference, InitiativeContent content) =>
        from c in content.Complementarity
        where c.Status is StatementStatus.Questions or StatementStatus.Disputed
        select new DeskStatement(id, reference, c.Towards.ToBody(), c.Status.ToString(), c.ReplyReason);
}
