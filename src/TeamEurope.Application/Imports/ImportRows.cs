using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Imports;
using TeamEurope.Domain.Initiatives;

namespace TeamEurope.Application.Imports;

/// <summary>The rows of an import's file: taken apart once, so that what a few rows cost does not depend on how large the file is.</summary>
public sealed class ImportRows(ITeamEuropeDb db)
{
    /// <summary>Takes the file apart, in the caller's transaction. False where that was done before.</summary>
    public async Task<bool> TakeApartAsync(Import import, CancellationToken cancellationToken)
    {
        if (await db.ImportFiles.SingleOrDefaultAsync(f => f.ImportId == import.Id, cancellationToken) is not { } file)
        {
            return false;
        }

        using var document = JsonDocument.Parse(file.Rows);
        await db.AppendAsync([.. document.RootElement.EnumerateArray().Select((row, at) => RowOf(import, at + 1, row))], cancellationToken);
        db.ImportFiles.Remove(file);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>The next ones that are not taken over yet, in the file's order.</summary>
    public Task<List<ImportRow>> NextAsync(Import import, int most, CancellationToken cancellationToken) => db.ImportRows.AsNoTracking()
        .Where(r => r.ImportId == import.Id && r.Number > import.Processed).OrderBy(r => r.Number).Take(most).ToListAsync(cancellationToken);

    /// <summary>Those whose external id stands in an earlier row of the file too.</summary>
    public async Task<HashSet<ImportRow>> RepeatedAsync(List<ImportRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var (import, first) = (rows[0].ImportId, rows[0].Number);
        var ids = rows.Select(r => r.ExternalId).OfType<string>().Distinct().ToList();
        var seen = (await db.ImportRows.Where(r => r.ImportId == import && r.Number < first && ids.Contains(r.ExternalId!))
            .Select(r => r.ExternalId!).Distinct().ToListAsync(cancellationToken)).ToHashSet();
        return [.. rows.Where(r => r.ExternalId is { } id && !seen.Add(id))];
    }

    private static ImportRow RowOf(Import import, int number, JsonElement row) =>
        new() { ImportId = import.Id, Number = number, ExternalId = ExternalIdOf(row), Text = row.GetRawText() };

    private static string? ExternalIdOf(JsonElement row) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty("externalId", out var id) && id.ValueKind == JsonValueKind.String
        && Words.Known(TextOf(id)) is { Length: <= InitiativeContent.ExternalIdMaxLength } known && Words.IsText(known)
            ? known
            : null;

    /// <summary>Half a character cannot be read, and cannot be asked about before: the row itself is refused for it when its turn comes.</summary>
    private static string? TextOf(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
