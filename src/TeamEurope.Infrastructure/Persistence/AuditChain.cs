using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Audit;
using TeamEurope.Domain.Initiatives;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>
/// Adds links to the tenants' audit chains, in the transaction of what they tell. A chain's head is locked from here to the commit: its
/// links come one after the other, without a gap, over all instances.
/// </summary>
internal sealed class AuditChain(TeamEuropeDb db, IDatabaseProvider provider, AuditNames names, TimeProvider clock) : IAuditPruning
{
    private const string PersonMark = "person:";
    private readonly HashSet<Guid> begun = [];

    /// <param name="began">When the transaction began. A chain that begins with it begins then: what it did is told by the chain alone.</param>
    public async Task AppendAsync(IReadOnlyList<AuditAct> acts, DateTimeOffset began, CancellationToken cancellationToken)
    {
        if (acts.Count == 0)
        {
            return;
        }

        // Always in the same order: two transactions that need the same chains do not wait for each other in a circle.
        foreach (var chain in acts.GroupBy(a => a.By.Tenant).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var drafts = new List<Draft>();
            foreach (var act in chain)
            {
                drafts.Add(await DraftAsync(act, cancellationToken));
            }

            await LinkAsync(chain.Key, drafts, began, cancellationToken);
        }
    }

    public async Task<AuditHead?> LockHeadAsync(string tenant, CancellationToken cancellationToken)
    {
        var (afterTable, atEnd) = provider.RowLock;
        var columns = string.Join(", ", new[]
        {
            nameof(AuditHead.Sequence), nameof(AuditHead.Hash), nameof(AuditHead.BeganAt), nameof(AuditHead.PrunedTo), nameof(AuditHead.PrunedHash)
        }.Select(db.Delimit));
        await using var command = db.CommandOf(
            $"SELECT {columns} FROM {db.Delimit("AuditHeads")}{afterTable} WHERE {db.Delimit("Tenant")} = @tenant{atEnd}", ("tenant", tenant));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new AuditHead
            {
                Tenant = tenant, Sequence = reader.GetInt64(0), Hash = reader.GetString(1), BeganAt = new DateTimeOffset(reader.GetInt64(2), TimeSpan.Zero),
                PrunedTo = reader.GetInt64(3), PrunedHash = reader.GetString(4)
            }
            : null;
    }

    public async Task DeletePrunedAsync(string tenant, int most, CancellationToken cancellationToken)
    {
        await using var command = db.CommandOf(provider.PruneAudit, ("tenant", tenant), ("most", most));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All that is known before the chain is locked.</summary>
    private sealed record Draft(AuditAct Act, Guid? PersonId, Guid? Whom, string? Before, string? After);

    private async Task<Draft> DraftAsync(AuditAct act, CancellationToken cancellationToken)
    {
        var (by, note) = act;
        return new Draft(
            act,
            by.User is { } user ? await PersonAsync(by.Tenant, user, cancellationToken) : null,
            note.Whom is { } whom ? await PersonAsync(whom.Tenant, whom.User, cancellationToken) : null,
            await FieldsAsync(note.Before, note.VersionBefore, cancellationToken),
            await FieldsAsync(note.After, note.VersionAfter, cancellationToken));
    }

    private async Task LinkAsync(string tenant, List<Draft> drafts, DateTimeOffset began, CancellationToken cancellationToken)
    {
        var head = await LockHeadAsync(tenant, cancellationToken) ?? await BeginAsync(tenant, began, cancellationToken);
        var now = clock.GetUtcNow();
        var entries = new List<AuditEntry>();
        foreach (var (act, personId, whom, before, after) in drafts)
        {
            var entry = new AuditEntry
            {
                Tenant = tenant, Sequence = ++head.Sequence, At = now, PersonId = personId, From = act.By.From, What = act.Note.What, On = act.Note.On,
                Subject = act.Note.Subject, First = act.Note.First, Second = act.Note.Second, Code = act.Note.Code, Whom = whom, Cause = act.Note.Cause,
                Before = before, After = after, Previous = head.Hash
            }.Seal();
            head.Hash = entry.Hash;
            entries.Add(entry);
        }

        // Together with the entries: one way to the database and back, while the chain is locked.
        await using var moved = db.CommandOf(
            $"UPDATE {db.Delimit("AuditHeads")} SET {db.Delimit("Sequence")} = @sequence, {db.Delimit("Hash")} = @hash WHERE {db.Delimit("Tenant")} = @tenant",
            ("sequence", head.Sequence), ("hash", head.Hash), ("tenant", tenant));
        await db.AppendRowsAsync(entries, cancellationToken, moved);
    }

    /// <summary>Where two begin a chain at once, one of them is tried again and finds it.</summary>
    private async Task<AuditHead> BeginAsync(string tenant, DateTimeOffset began, CancellationToken cancellationToken)
    {
        var head = new AuditHead { Tenant = tenant, BeganAt = began };
        await db.AppendRowsAsync([head], cancellationToken);
        return head;
    }

    /// <summary>The id that stands for somebody in the chain: given at the first act, and theirs for good.</summary>
    private async Task<Guid> PersonAsync(string tenant, string name, CancellationToken cancellationToken)
    {
        if (names.Find(tenant, name) is { } known)
        {
            return known;
        }

        if (await db.AuditPersons.AsNoTracking().Where(p => p.Tenant == tenant && p.Name == name).Select(p => (Guid?)p.Id)
            .SingleOrDefaultAsync(cancellationToken) is { } kept)
        {
            // It may be this transaction's own: it is kept in mind only once a later one has found it.
            if (!begun.Contains(kept))
            {
                names.Remember(tenant, name, kept);
            }

            return kept;
        }

        var person = new AuditPerson { Id = Guid.CreateVersion7(clock.GetUtcNow()), Tenant = tenant, Name = name };
        begun.Add(person.Id);
        await db.AppendRowsAsync([person], cancellationToken);
        return person.Id;
    }

    private async Task<string?> FieldsAsync(IReadOnlyDictionary<string, object?> fields, AuditVersion? version, CancellationToken cancellationToken)
    {
        var shown = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            if (value is AuditWhom whom)
            {
                shown[name] = $"{PersonMark}{await PersonAsync(whom.Tenant, whom.User, cancellationToken)}";
            }
            else if (value is string known)
            {
                shown[name] = known;
            }
        }

        if (version is not null)
        {
            shown["version"] = version.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var text = version.State is { } state ? JsonSerializer.Serialize(state, Json.Options) : await VersionTextAsync(version, cancellationToken);
            if (text is not null)
            {
                shown["content"] = HashOf(text);
            }
        }

        return shown.Count == 0 ? null : JsonSerializer.Serialize(shown);
    }

    internal static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A version's content as the database keeps it, to the letter.</summary>
    private async Task<string?> VersionTextAsync(AuditVersion version, CancellationToken cancellationToken)
    {
        var table = db.Model.FindEntityType(typeof(InitiativeRevision))!;
        var id = table.FindProperty(nameof(InitiativeRevision.InitiativeId))!;
        await using var command = db.CommandOf(
            $"SELECT {db.Delimit("State")} FROM {db.Delimit("InitiativeRevisions")} WHERE {db.Delimit("InitiativeId")} = @id AND {db.Delimit("Version")} = @version",
            ("version", version.Version));
        command.Parameters.Add(id.GetRelationalTypeMapping().CreateParameter(command, "id", version.Initiative));
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }
}

/// <summary>Who has which id in the chains, for a few minutes: somebody who is forgotten meanwhile gets another one soon after.</summary>
internal sealed class AuditNames(TimeProvider clock)
{
    private static readonly TimeSpan HoldsFor = TimeSpan.FromMinutes(5);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string Tenant, string Name), (Guid Id, DateTimeOffset At)> known = new();

    public Guid? Find(string tenant, string name) =>
        known.TryGetValue((tenant, name), out var one) && clock.GetUtcNow() - one.At < HoldsFor ? one.Id : null;

    public void Remember(string tenant, string name, Guid id) => known[(tenant, name)] = (id, clock.GetUtcNow());
}
