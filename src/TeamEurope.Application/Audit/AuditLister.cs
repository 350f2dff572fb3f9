using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Audit;

namespace TeamEurope.Application.Audit;

/// <summary>An act for showing, and the link of the chain that holds it; none for what was done before the chain began.</summary>
internal sealed record AuditLine(AuditView View, AuditEntry? Entry);

/// <summary>
/// The acts of the caller's tenant, newest first: from its chain, and behind the chain's beginning from where acts were kept before.
/// </summary>
public sealed class AuditLister(ITeamEuropeDb db, AuditReader reader, CurrentUser user)
{
    /// <summary>More acts of one tenant at one instant than there can be.</summary>
    private const int MostSeen = 100_000;

    /// <summary>Before the name in a field whose value is a person: <c>person:</c> and the id of an <see cref="AuditPerson"/>.</summary>
    private const string PersonMark = "person:";

    /// <summary>Where a page ended: in the chain, or among the acts before it.</summary>
    private sealed record Place(long? Sequence, DateTimeOffset? Instant, int Seen);

    internal async Task<Result<Page<AuditLine>>> ListAsync(ListAudit request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var limit = Paging.ReadLimit(errors, request.Limit);
        ReferenceFilters.Check(errors, "what", request.What, AuditWords.All);
        var after = ReadCursor(errors, request.After);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var head = await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(h => h.Tenant == user.Caller.Tenant, cancellationToken);
        var lines = after?.Instant is null && head is not null ? await FromChainAsync(request, after?.Sequence, limit + 1, cancellationToken) : [];
        if (lines.Count > limit)
        {
            return new Page<AuditLine>(lines[..limit], string.Create(CultureInfo.InvariantCulture, $"n{lines[limit - 1].Entry!.Sequence}"));
        }

        var wanted = limit + 1 - lines.Count;
        var seen = after?.Seen ?? 0;
        var window = WindowOf(request, head, after, wanted + seen);

        // Several acts may share an instant: those of the cursor's that came before are left out by their number.
        var older = window.From > window.Until ? [] : (await reader.ReadAsync(window, cancellationToken)).Skip(seen).Take(wanted).ToList();
        var shown = older.Take(limit - lines.Count).ToList();
        lines.AddRange((await ShowAsync(shown, cancellationToken)).Select(view => new AuditLine(view, null)));
        return new Page<AuditLine>(lines, older.Count == wanted && wanted > 0 ? CursorAfter(shown, lines, after) : null);
    }

    private AuditWindow WindowOf(ListAudit request, AuditHead? head, Place? after, int most)
    {
        var until = UntilOf(request);
        if (head is not null && head.BeganAt <= until)
        {
            until = head.BeganAt.AddTicks(-1);
        }

        return new AuditWindow(
            user.Caller.Tenant, Words.Known(request.User) is { } name ? $"{user.Caller.Tenant}/{name}" : null, request.What, FromOf(request),
            after?.Instant is { } instant && instant < until ? instant : until, most);
    }

    private async Task<List<AuditLine>> FromChainAsync(ListAudit request, long? before, int most, CancellationToken cancellationToken)
    {
        var (tenant, from, until) = (user.Caller.Tenant, FromOf(request), UntilOf(request));
        var found = db.AuditEntries.AsNoTracking().Where(e => e.Tenant == tenant && e.At >= from && e.At <= until);
        if (before is { } last)
        {
            found = found.Where(e => e.Sequence < last);
        }

        if (request.What is { } what)
        {
            var more = what + ": ";
            found = found.Where(e => e.What == what || e.What.StartsWith(more));
        }

        if (Words.Known(request.User) is { } name)
        {
            found = found.Where(e => db.AuditPersons.Any(p => p.Tenant == tenant && p.Name == name && p.Id == e.PersonId));
        }

        var entries = await found.OrderByDescending(e => e.Sequence).Take(most).ToListAsync(cancellationToken);
        var names = await NamesAsync(entries, cancellationToken);
        var references = await ReferencesAsync(entries.SelectMany(e => new[] { e.First, e.Second }).OfType<Guid>(), cancellationToken);
        return entries.ConvertAll(e => new AuditLine(ViewOf(e, names, references), e));
    }

    private static AuditView ViewOf(AuditEntry e, Dictionary<Guid, string> names, Dictionary<Guid, string> references) => new(
        e.At, e.PersonId is { } id ? $"{e.Tenant}/{names.GetValueOrDefault(id)}" : AuditEntry.Service, e.What, e.On,
        new[]
        {
            e.First is { } first ? references.GetValueOrDefault(first) : null,
            e.Second is { } second ? references.GetValueOrDefault(second) : null,
            e.Code,
            e.Whom is { } whom ? names.GetValueOrDefault(whom) : null
        }.OfType<string>().ToArray(),
        e.Cause)
    {
        Sequence = e.Sequence, From = e.From, Hash = e.Hash, Changes = ChangesOf(FieldsOf(e.Before), FieldsOf(e.After), names)
    };

    private static List<FieldChange> ChangesOf(Dictionary<string, string> before, Dictionary<string, string> after, Dictionary<Guid, string> names) =>
        [.. before.Keys.Union(after.Keys).Select(f => new FieldChange(f, Named(before.GetValueOrDefault(f), names), Named(after.GetValueOrDefault(f), names)))];

    private static string? Named(string? value, Dictionary<Guid, string> names) => PersonOf(value) is { } id ? names.GetValueOrDefault(id) : value;

    private static Guid? PersonOf(string? value) =>
        value?.StartsWith(PersonMark, StringComparison.Ordinal) == true && Guid.TryParse(value[PersonMark.Length..], out var id) ? id : null;

    private static Dictionary<string, string> FieldsOf(string? json) => json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;

    private async Task<Dictionary<Guid, string>> NamesAsync(List<AuditEntry> entries, CancellationToken cancellationToken)
    {
        var ids = entries.SelectMany(e => new[] { e.PersonId, e.Whom }.Concat(FieldsOf(e.Before).Values.Concat(FieldsOf(e.After).Values).Select(PersonOf)))
            .OfType<Guid>().Distinct().ToList();
        return await db.AuditPersons.AsNoTracking().Where(p => p.Tenant == user.Caller.Tenant && ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
    }

    /// <summary>Initiatives by their reference, as far as the tenant may see them now or they were its own draft.</summary>
    private async Task<Dictionary<Guid, string>> ReferencesAsync(IEnumerable<Guid> wanted, CancellationToken cancellationToken)
    {
        var (tenant, ids) = (user.Caller.Tenant, wanted.Distinct().ToList());
        var references = await db.Initiatives.AsNoTracking().VisibleTo(tenant).Where(i => ids.Contains(i.Id))
            .Select(i => new { i.Id, i.Reference }).ToDictionaryAsync(i => i.Id, i => i.Reference, cancellationToken);
        var gone = ids.Where(id => !references.ContainsKey(id)).ToList();
        if (gone.Count > 0)
        {
            var deleted = await db.Revisions.AsNoTracking().Where(r => r.Owner == tenant && r.Version == 1 && gone.Contains(r.InitiativeId))
                .Select(r => new { r.InitiativeId, r.Reference }).ToListAsync(cancellationToken);
            deleted.ForEach(d => references[d.InitiativeId] = d.Reference);
        }

        return references;
    }

    private async Task<List<AuditView>> ShowAsync(List<KeptAct> acts, CancellationToken cancellationToken)
    {
        var references = await ReferencesAsync(acts.SelectMany(a => new[] { a.First, a.Second }).OfType<Guid>(), cancellationToken);
        return acts.ConvertAll(a => new AuditView(
            a.At, a.By, a.What, a.On,
            new[]
            {
                a.First is { } first ? references.GetValueOrDefault(first) : null,
                a.Second is { } second ? references.GetValueOrDefault(second) : null,
                a.Code
            }.OfType<string>().ToArray(),
            a.Cause));
    }

    private static DateTimeOffset FromOf(ListAudit request) => request.From is { } from ? StartOf(from) : DateTimeOffset.MinValue;

    private static DateTimeOffset UntilOf(ListAudit request) =>
        request.To is { } to && to < DateOnly.MaxValue ? StartOf(to.AddDays(1)).AddTicks(-1) : DateTimeOffset.MaxValue;

    private static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private static string CursorAfter(List<KeptAct> shown, List<AuditLine> lines, Place? after)
    {
        if (shown.Count == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"n{lines[^1].Entry!.Sequence}");
        }

        var last = shown[^1].At;
        var seen = shown.Count(a => a.At == last) + (after?.Instant == last ? after.Seen : 0);
        return string.Create(CultureInfo.InvariantCulture, $"{last.UtcTicks}_{seen}");
    }

    private static Place? ReadCursor(FieldErrors errors, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        if (cursor[0] == 'n' && long.TryParse(cursor[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return new Place(sequence, null, 0);
        }

        var parts = cursor.Split('_');
        if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.Ticks
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) && seen <= MostSeen)
        {
            return new Place(null, new DateTimeOffset(ticks, TimeSpan.Zero), seen);
        }

        errors.Add("after", Say.Of("Field.NoCursor"));
        return null;
    }
}
