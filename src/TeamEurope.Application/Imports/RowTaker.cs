using System.Text.Json;
using TeamEurope.Application.Common;
using TeamEurope.Application.Initiatives;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Imports;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Imports;

/// <summary>What became of a row.</summary>
public enum RowOutcome { Created, Updated, Unchanged, WaitsForEvaluation }

/// <summary>
/// Takes over one row: a known external id updates, another registers. Everything is checked before anything is changed,
/// so that a refused row leaves nothing behind.
/// </summary>
public sealed class RowTaker(
    ITeamEuropeDb db, InitiativeStore store, InitiativeRegistrar registrar, InitiativeChanger changer, StageMover mover)
{
    public async Task<Result<RowOutcome>> TakeOverAsync(Import import, string row, bool stagesMayChange, CancellationToken cancellationToken)
    {
        var read = Read(row);
        if (read.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var taken = Words.Known(read.Value.ExternalId) is { } externalId && await store.FindByExternalIdAsync(externalId, cancellationToken) is { } known
            ? await UpdateAsync(import, known, read.Value, stagesMayChange, cancellationToken)
            : await CreateAsync(import, read.Value, cancellationToken);

        // The next row's look-ups must find this one.
        await db.SaveChangesAsync(cancellationToken);
        return taken;
    }

    private static Result<InitiativeBody> Read(string row)
    {
        try
        {
            return JsonSerializer.Deserialize<InitiativeBody>(row, JsonSerializerOptions.Web) is { } body
                ? body
                : Refusal.Invalid("$", Say.Of("Refused.ImportNull"));
        }
        catch (JsonException e)
        {
            return Refusal.Invalid(e.Path ?? "$", Say.Of("Field.WrongType"));
        }
    }

    private async Task<Result<RowOutcome>> CreateAsync(Import import, InitiativeBody body, CancellationToken cancellationToken)
    {
        var state = await registrar.CheckAsync(body, cancellationToken);
        if (state.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!import.IsDryRun)
        {
            await registrar.RegisterAsync(state.Value, BaselineOf(import), cancellationToken);
        }

        return RowOutcome.Created;
    }

    private async Task<Result<RowOutcome>> UpdateAsync(
        Import import, Initiative known, InitiativeBody body, bool stagesMayChange, CancellationToken cancellationToken)
    {
        var settings = await db.TenantSettings.FindAsync([import.Tenant], cancellationToken);
        var read = await changer.ReadAsync(known, body, settings?.DefaultVisibility ?? Visibility.Owner, isImport: true, cancellationToken);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var content = Initiative.Merge(known.Content, read.Value);
        var changesStage = Words.Known(body.Stage) is { } stage && stage != known.Stage.ToString();
        var changesContent = JsonSerializer.Serialize(content) != JsonSerializer.Serialize(known.Content);
        if (changesStage && !stagesMayChange)
        {
            return RowOutcome.WaitsForEvaluation;
        }

        StageMove? move = null;
        if (changesStage)
        {
            var check = await mover.CheckAsync(known, content, new StageRequest(body.Stage, null, body.Reason, null, body.Unread), cancellationToken);
            if (check.Refusal is { } refused)
            {
                return refused;
            }

            move = check.Value;
        }

        if (!import.IsDryRun && changesContent)
        {
            changer.Apply(known, read.Value);
        }

        if (!import.IsDryRun && move is not null)
        {
            mover.Apply(known, move);
        }

        return changesStage || changesContent ? RowOutcome.Updated : RowOutcome.Unchanged;
    }

    /// <summary>A first filling registers: what changes in a register that is there is news, whatever the import is called.</summary>
    private static string? BaselineOf(Import import) => import.IsBaseline ? import.Tenant : null;
}
