using System.Globalization;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.Common;

/// <summary>Lists in pages: a cursor names the last item of the page before by its instant and id.</summary>
public static class Paging
{
    public const int MostItems = 200;
    private const int UsualItems = 50;

    public static int ReadLimit(FieldErrors errors, int? limit)
    {
        if (limit is < 1 or > MostItems)
        {
            errors.Add("limit", Say.Of("Field.NumberBetween", 1, MostItems));
        }

        return limit ?? UsualItems;
    }

    public static (DateTimeOffset Instant, Guid Id)? ReadCursor(FieldErrors errors, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        var parts = cursor.Split('_');
        if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.Ticks && Guid.TryParse(parts[1], out var id))
        {
            return (new DateTimeOffset(ticks, TimeSpan.Zero), id);
        }

        errors.Add("after", Say.Of("Field.NoCursor"));
        return null;
    }

    public static Page<TView> PageOf<TItem, TView>(
        List<TItem> items, int limit, Func<TItem, (DateTimeOffset Instant, Guid Id)> keyOf, Func<TItem, TView> toView)
    {
        var page = items.Take(limit).ToList();
        string? next = null;
        if (items.Count > limit)
        {
            var (instant, id) = keyOf(page[^1]);
            next = string.Create(CultureInfo.InvariantCulture, $"{instant.UtcTicks}_{id}");
        }

        return new Page<TView>(page.Select(toView).ToArray(), next);
    }
}
