using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using TeamEurope.Application.Audit;
using TeamEurope.Domain.Audit;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Infrastructure.Verification;

/// <summary>Where a chain stood at some moment: kept outside the database, it shows later that nothing before it was touched.</summary>
public sealed record AuditAnchor(string Tenant, long Sequence, string Hash)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Tenant} {Sequence} {Hash}");

    /// <summary>Null for a line that is none.</summary>
    public static AuditAnchor? Read(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var tenant, var number, { Length: AuditEntry.HashLength } hash]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new AuditAnchor(tenant, sequence, hash)
            : null;
}

/// <summary>
/// Goes along every tenant's audit chain, entry by entry, and names the first link of each that does not hold; then whether what the
/// entries say of versions is what is kept. Reads as it goes: a million entries take no more memory than a hundred.
/// </summary>
internal sealed class AuditChainVerifier(TeamEuropeDb db, Action<string> deviates)
{
    private const int Batch = 200;
    private readonly List<(Guid Initiative, int Version, string Content, string Where)> versions = [];

    /// <param name="known">Where chains stood earlier.</param>
    /// <returns>Where they end now.</returns>
    public async Task<IReadOnlyList<AuditAnchor>> VerifyAsync(IReadOnlyList<AuditAnchor> known, CancellationToken cancellationToken)
    {
        var heads = await db.AuditHeads.AsNoTracking().ToDictionaryAsync(h => h.Tenant, cancellationToken);
        var anchors = known.Select(a => (Anchor: a, From: "the anchor given"))
            .Concat((await NotedAsync(cancellationToken)).Select(a => (Anchor: a, From: "what was noted one night"))).ToLookup(a => a.Anchor.Tenant);
        var walks = heads.Values.ToDictionary(h => h.Tenant, h => new Walk(h, anchors[h.Tenant]));
        await foreach (var entry in db.AuditEntries.AsNoTracking().OrderBy(e => e.Tenant).ThenBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!walks.TryGetValue(entry.Tenant, out var walk))
            {
                walks[entry.Tenant] = walk = new Walk(new AuditHead { Tenant = entry.Tenant, BeganAt = entry.At }, anchors[entry.Tenant]);
                walk.Break("the chain has entries and no head");
            }

            walk.Step(entry);
            await RememberVersionAsync(entry, cancellationToken);
        }

        await CompareVersionsAsync(cancellationToken);
        foreach (var tenant in anchors.Select(a => a.Key).Where(t => !walks.ContainsKey(t)))
        {
            walks[tenant] = new Walk(new AuditHead { Tenant = tenant, BeganAt = default }, anchors[tenant]);
        }

        foreach (var walk in walks.Values.OrderBy(w => w.Head.Tenant, StringComparer.Ordinal))
        {
            walk.End();
            if (walk.Broken is { } broken)
            {
                deviates(broken);
            }
        }

        return [.. heads.Values.Where(h => h.Sequence > 0).OrderBy(h => h.Tenant, StringComparer.Ordinal).Select(h => new AuditAnchor(h.Tenant, h.Sequence, h.Hash))];
    }

    /// <summary>One chain, walked from its beginning to its end.</summary>
    private sealed class Walk(AuditHead head, IEnumerable<(AuditAnchor Anchor, string From)> anchors)
    {
        private readonly ILookup<long, (AuditAnchor Anchor, string From)> anchors = anchors.ToLookup(a => a.Anchor.Sequence);
        private (long Sequence, string Hash) last = (head.PrunedTo, head.PrunedHash);
        private (long To, string Hash) pruned = (0, AuditEntry.NoHash);

        public AuditHead Head => head;

        /// <summary>The first link that does not hold.</summary>
        public string? Broken { get; private set; }

        public void Break(string what) => Broken ??= $"{head.Tenant} {what}";

        public void Step(AuditEntry entry)
        {
            // Pruned, and on its way out.
            if (Broken is not null || entry.Sequence <= head.PrunedTo)
            {
                return;
            }

            var next = last.Sequence + 1;
            if (entry.Sequence != next)
            {
                Break(Say($"{next}: the entry is missing, the next one there is {entry.Sequence}"));
            }
            else if (entry.Hash != entry.ComputeHash())
            {
                Break(Say($"{next}: its hash does not fit what it says"));
            }
            else if (entry.Previous != last.Hash)
            {
                Break(Say($"{next}: its previous hash is not that of {last.Sequence}"));
            }
            else if (anchors[next].FirstOrDefault(a => a.Anchor.Hash != entry.Hash) is { Anchor: not null } other)
            {
                Break(Say($"{next}: is another entry than by {other.From}"));
            }

            last = (entry.Sequence, entry.Hash);
            if (entry.What == AuditWords.Pruned && FieldsOf(entry.After) is { } fields
                && long.TryParse(fields.GetValueOrDefault("upTo"), NumberStyles.None, CultureInfo.InvariantCulture, out var to))
            {
                pruned = (to, fields.GetValueOrDefault("hash") ?? "");
            }
        }

        public void End()
        {
            if (last != (head.Sequence, head.Hash))
            {
                Break(Say($"{last.Sequence}: is the last entry, the head says {head.Sequence}{(last.Sequence == head.Sequence ? " with another hash" : "")}"));
            }

            if (pruned != (head.PrunedTo, head.PrunedHash))
            {
                Break(Say($"{head.PrunedTo + 1}: the head says that the chain was pruned up to {head.PrunedTo}, the chain says {pruned.To}"));
            }

            foreach (var (anchor, from) in anchors.SelectMany(a => a).Where(a => a.Anchor.Sequence > last.Sequence
                || (a.Anchor.Sequence == head.PrunedTo && a.Anchor.Hash != head.PrunedHash)))
            {
                Break(Say($"{anchor.Sequence}: by {from} there was this entry, and it is not there"));
            }
        }
    }

    /// <summary>Where chains stood by the service's own chain, which is checked like all the others.</summary>
    private async Task<List<AuditAnchor>> NotedAsync(CancellationToken cancellationToken)
    {
        var notes = await db.AuditEntries.AsNoTracking().Where(e => e.Tenant == AuditEntry.Service && e.What == AuditWords.ChainsNoted)
            .Select(e => e.After).ToListAsync(cancellationToken);
        return [.. notes.SelectMany(n => FieldsOf(n) ?? []).Select(f => AuditAnchor.Read($"{f.Key} {f.Value}")).OfType<AuditAnchor>()];
    }

    private async Task RememberVersionAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Subject is { } initiative && FieldsOf(entry.After) is { } fields && fields.TryGetValue("content", out var content)
            && int.TryParse(fields.GetValueOrDefault("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            versions.Add((initiative, version, content, Say($"{entry.Tenant} {entry.Sequence}")));
            if (versions.Count >= Batch)
            {
                await CompareVersionsAsync(cancellationToken);
            }
        }
    }

    /// <summary>The versions of a batch as they are kept, to the letter.</summary>
    private async Task CompareVersionsAsync(CancellationToken cancellationToken)
    {
        if (versions.Count == 0)
        {
            return;
        }

        var (sql, connection) = (db.GetService<ISqlGenerationHelper>(), db.Database.GetDbConnection());
        var id = db.Model.FindEntityType(typeof(InitiativeRevision))!.FindProperty(nameof(InitiativeRevision.InitiativeId))!.GetRelationalTypeMapping();
        var ids = versions.Select(v => v.Initiative).Distinct().ToList();
        var kept = new Dictionary<(Guid, int), string>();
        await using (var command = connection.CreateCommand())
        {
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            command.CommandText = $"SELECT {sql.DelimitIdentifier("InitiativeId")}, {sql.DelimitIdentifier("Version")}, {sql.DelimitIdentifier("State")} "
                + $"FROM {sql.DelimitIdentifier("InitiativeRevisions")} WHERE {sql.DelimitIdentifier("InitiativeId")} IN ({string.Join(", ", ids.Select((_, i) => $"@p{i}"))})";
            ids.Select((one, i) => id.CreateParameter(command, $"p{i}", one)).ToList().ForEach(p => command.Parameters.Add(p));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                kept[(reader.GetGuid(0), reader.GetInt32(1))] = AuditChain.HashOf(reader.GetString(2));
            }
        }

        foreach (var (initiative, version, content, where) in versions)
        {
            if (kept.GetValueOrDefault((initiative, version)) is var found && found != content)
            {
                deviates(Say($"{where}: version {version} of initiative {initiative} {(found is null ? "is not kept" : "is another than was chained")}"));
            }
        }

        versions.Clear();
    }

    private static Dictionary<string, string>? FieldsOf(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(json);
        }
        catch (JsonException)
        {
            // Somebody else's writing: the entry's hash says so.
            return null;
        }
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
