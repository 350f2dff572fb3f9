using System.Buffers.Text;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Register;

// Texts are compared and lowered by the database, by its own collation, never here.
#pragma warning disable CA1304, CA1309, CA1310, CA1311

namespace TeamEurope.Application.Initiatives;

/// <summary>
/// Lists of initiatives in an order of the caller's choice, page by page. The cursor names the last item of the page before by
/// what it is ordered by, and its id: what changes meanwhile moves nothing else.
/// </summary>
internal sealed class InitiativeOrder
{
    /// <summary>The usual one: latest change first.</summary>
    private const string Changed = "changed";
    private static readonly string[] Possible = [Changed, "reference", "title", "owner", "stage"];
    private readonly string by;
    private readonly bool isReversed;

    private InitiativeOrder(string by, bool isReversed) => (this.by, this.isReversed) = (by, isReversed);

    public static InitiativeOrder Read(FieldErrors errors, string? sort)
    {
        var isReversed = sort is ['-', ..];
        var by = Words.Known(isReversed ? sort![1..] : sort) ?? Changed;
        if (!Possible.Contains(by))
        {
            errors.Add("sort", Say.Of("Field.SortNotKnown", FieldErrors.Shown(by), string.Join(", ", Possible)));
        }

        return new InitiativeOrder(by, isReversed);
    }

    /// <summary>The page after a cursor; adds an error where the cursor is none of this order.</summary>
    public async Task<Page<InitiativeSummary>> PageAsync(
        FieldErrors errors, IQueryable<Initiative> initiatives, string? after, int limit, CancellationToken cancellationToken) => by == Changed
        ? await ByChangeAsync(errors, initiatives, after, limit, cancellationToken)
        : await ByTextAsync(errors, initiatives, after, limit, cancellationToken);

    private async Task<Page<InitiativeSummary>> ByChangeAsync(
        FieldErrors errors, IQueryable<Initiative> found, string? after, int limit, CancellationToken cancellationToken)
    {
        if (Paging.ReadCursor(errors, after) is var (instant, id))
        {
            found = isReversed
                ? found.Where(i => i.ChangedAt > instant || (i.ChangedAt == instant && i.Id.CompareTo(id) > 0))
                : found.Where(i => i.ChangedAt < instant || (i.ChangedAt == instant && i.Id.CompareTo(id) < 0));
        }

        if (errors.Any)
        {
            return new Page<InitiativeSummary>([], null);
        }

        var ordered = isReversed
            ? found.OrderBy(i => i.ChangedAt).ThenBy(i => i.Id)
            : found.OrderByDescending(i => i.ChangedAt).ThenByDescending(i => i.Id);
        return Paging.PageOf(await ordered.Take(limit + 1).ToListAsync(cancellationToken), limit, i => (i.ChangedAt, i.Id), i => i.ToSummary());
    }

    /// <summary>The keys first, then the rows of one page: the database sorts no texts that nobody sees.</summary>
    private async Task<Page<InitiativeSummary>> ByTextAsync(
        FieldErrors errors, IQueryable<Initiative> found, string? after, int limit, CancellationToken cancellationToken)
    {
        var keyed = Keyed(found);
        if (ReadCursor(errors, after) is var (key, id))
        {
            keyed = isReversed
                ? keyed.Where(k => string.Compare(k.Key, key) < 0 || (k.Key == key && k.Id.CompareTo(id) < 0))
                : keyed.Where(k => string.Compare(k.Key, key) > 0 || (k.Key == key && k.Id.CompareTo(id) > 0));
        }

        if (errors.Any)
        {
            return new Page<InitiativeSummary>([], null);
        }

        var ordered = isReversed
            ? keyed.OrderByDescending(k => k.Key).ThenByDescending(k => k.Id)
            : keyed.OrderBy(k => k.Key).ThenBy(k => k.Id);
        var keys = await ordered.Take(limit + 1).ToListAsync(cancellationToken);
        var ids = keys.Take(limit).Select(k => k.Id).ToList();
        var rows = await found.Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancellationToken);
        return new Page<InitiativeSummary>(
            [.. ids.Where(rows.ContainsKey).Select(i => rows[i].ToSummary())],
            keys.Count > limit ? CursorOf(keys[limit - 1]) : null);
    }

    private IQueryable<Place> Keyed(IQueryable<Initiative> found) => by switch
    {
        "reference" => found.Select(i => new Place { Id = i.Id, Key = i.Reference }),
        "title" => found.Select(i => new Place { Id = i.Id, Key = i.Title.ToLower() }),
        "owner" => found.Select(i => new Place { Id = i.Id, Key = i.Owner }),
        // In the order of an initiative's life.
        _ => found.Select(i => new Place
        {
            Id = i.Id,
            Key = i.Stage == Stage.Draft ? "0" : i.Stage == Stage.Exploratory ? "1" : i.Stage == Stage.Negotiating ? "2" : i.Stage == Stage.Agreed ? "3"
                : i.Stage == Stage.InForce ? "4" : i.Stage == Stage.Paused ? "5" : i.Stage == Stage.Suspended ? "6" : "7"
        })
    };

    private string CursorOf(Place last) => $"{by}_{last.Id:N}_{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(last.Key))}";

    private (string Key, Guid Id)? ReadCursor(FieldErrors errors, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        var parts = cursor.Split('_', 3);
        if (parts.Length == 3 && parts[0] == by && Guid.TryParse(parts[1], out var id) && Base64Url.IsValid(parts[2]))
        {
            return (Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[2])), id);
        }

        errors.Add("after", Say.Of("Field.NoCursorOfOrder"));
        return null;
    }

    private sealed class Place
    {
        public required Guid Id { get; init; }
        public required string Key { get; init; }
    }
}
