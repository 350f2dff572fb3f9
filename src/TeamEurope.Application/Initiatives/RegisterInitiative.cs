using System.Security.Cryptography;
using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Domain.Register;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Initiatives;

/// <summary>Registers an initiative for the caller's tenant. With a key, a repeat gets the first answer again.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
[Audited(AuditWords.Registered)]
public sealed record RegisterInitiative(InitiativeBody Body, string? IdempotencyKey = null) : ICommand<InitiativeView>, IReadsMirror, IReachesOthers
{
    public const int KeyMaxLength = 200;

    /// <summary>The gate asks it, and only what comes without a justification at a stage that is settled stands before the gate.</summary>
    bool IReadsMirror.WillReadMirror =>
        Body.Justification is null && Body.Stage is not (null or nameof(Stage.Draft) or nameof(Stage.Exploratory) or nameof(Stage.Negotiating));
}

internal sealed class RegisterInitiativeHandler(ITeamEuropeDb db, InitiativeRegistrar registrar, CurrentUser user, TimeProvider clock)
    : IRequestHandler<RegisterInitiative, Result<InitiativeView>>
{
    public async Task<Result<InitiativeView>> Handle(RegisterInitiative request, CancellationToken cancellationToken)
    {
        if (request.IdempotencyKey is { Length: > RegisterInitiative.KeyMaxLength })
        {
            return Refusal.Invalid("Idempotency-Key", Say.Of("Field.MostCharacters", RegisterInitiative.KeyMaxLength));
        }

        if (request.IdempotencyKey is { } text && !Words.IsText(text))
        {
            return Refusal.Invalid("Idempotency-Key", Say.Of("Field.NoText"));
        }

        if (await FindAnswerAsync(request, cancellationToken) is { } answer)
        {
            return answer;
        }

        var state = await registrar.CheckAsync(request.Body, cancellationToken);
        if (state.Refusal is { } refusal)
        {
            return refusal;
        }

        var view = (await registrar.RegisterAsync(state.Value, baselineOf: null, cancellationToken)).ToView();
        await KeepAnswerAsync(request, view, clock.GetUtcNow(), cancellationToken);
        return view;
    }

    private async Task<Result<InitiativeView>?> FindAnswerAsync(RegisterInitiative request, CancellationToken cancellationToken)
    {
        if (request.IdempotencyKey is not { } key || await db.IdempotentAnswers.FindAsync([user.Caller.Tenant, key], cancellationToken) is not { } kept)
        {
            return null;
        }

        return kept.BodyHash == HashOf(request.Body)
            ? JsonSerializer.Deserialize<InitiativeView>(kept.Answer, JsonSerializerOptions.Web)!
            : new Refusal(RefusalKind.Impossible, "idempotency-key-reused", Say.Of("Initiative.KeyReused"));
    }

    private async Task KeepAnswerAsync(RegisterInitiative request, InitiativeView view, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (request.IdempotencyKey is { } key)
        {
            var answer = new IdempotentAnswer
            {
                Tenant = user.Caller.Tenant,
                Key = key,
                BodyHash = HashOf(request.Body),
                InitiativeId = view.Id,
                Answer = JsonSerializer.Serialize(view, JsonSerializerOptions.Web),
                At = now
            };
            await db.AppendAsync([answer], cancellationToken);
        }
    }

    private static string HashOf(InitiativeBody body) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web)));
}

/// <summary>Registering, the same for one request and for a row of an import.</summary>
public sealed class InitiativeRegistrar(
    ITeamEuropeDb db, InitiativeStore store, InitiativeReader reader, RegisterMirror mirror, ReferenceData reference,
    CurrentUser user, TimeProvider clock)
{
    /// <summary>The state that the body asks for, or why it cannot be registered. Changes nothing.</summary>
    public async Task<Result<InitiativeState>> CheckAsync(InitiativeBody body, CancellationToken cancellationToken)
    {
        var owner = user.Caller.Tenant;
        var settings = body.Visibility is null ? await db.TenantSettings.FindAsync([owner], cancellationToken) : null;
        var read = reader.Read(body, owner, settings?.DefaultVisibility ?? Visibility.Owner);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var (content, stage, negotiatingSince) = read.Value;
        if (content.ExternalId is { } externalId && await db.Initiatives.AnyAsync(i => i.Owner == owner && i.ExternalId == externalId, cancellationToken))
        {
            return InitiativeRefusals.DuplicateExternalId(externalId);
        }

        var state = StateOf(content, stage ?? Stage.Draft, negotiatingSince, clock.Today());
        var footprint = state.ToFootprint(Guid.Empty, owner, content.PartOf is null ? "" : await NextReferenceAsync(cancellationToken));
        if (await store.CheckUmbrellaAsync(footprint, cancellationToken) is { } cycle)
        {
            return cycle;
        }

        return WantsJustification(state) && mirror.GateOf(footprint) == RiskGate.Avoid ? InitiativeRefusals.WantsJustification : state;
    }

    /// <summary>Registers what was checked, under the next number of the owner's year.</summary>
    public async Task<Initiative> RegisterAsync(InitiativeState state, string? baselineOf, CancellationToken cancellationToken)
    {
        var (owner, now) = (user.Caller.Tenant, clock.GetUtcNow());
        var number = (int)await db.DrawAsync(CounterOf(owner, now), 1, cancellationToken);
        var initiative = Initiative.Register(owner, number, state, code => reference.Instruments[code].Goal, user.Caller.Signature, now);
        await store.AppendAsync(initiative, baselineOf, cancellationToken);
        return initiative;
    }

    /// <summary>
    /// The reference that comes next: somebody may have named it as an umbrella before it was given. Drawn and given back, so
    /// that it is still the next one, and nobody else's before this transaction ends.
    /// </summary>
    private async Task<string> NextReferenceAsync(CancellationToken cancellationToken)
    {
        var (owner, now) = (user.Caller.Tenant, clock.GetUtcNow());
        var number = (int)await db.DrawAsync(CounterOf(owner, now), 1, cancellationToken);
        await db.DrawAsync(CounterOf(owner, now), -1, cancellationToken);
        return Initiative.ReferenceOf(owner, now.UtcDateTime.Year, number);
    }

    private static string CounterOf(string owner, DateTimeOffset now) => $"reference:{owner}:{now.UtcDateTime.Year}";

    /// <summary>Not given, negotiations began on the day of registration where the stage is Negotiating; else nothing is known.</summary>
    public static InitiativeState StateOf(InitiativeContent content, Stage stage, DateOnly? negotiatingSince, DateOnly today) =>
        new(content, stage, negotiatingSince ?? (stage == Stage.Negotiating ? today : null));

    /// <summary>What is registered as settled may want a justification, unless it is older than its registration.</summary>
    private bool WantsJustification(InitiativeState state) =>
        state.Stage.IsSettled && state.Content.Justification is null && !(state.Content.StartsOn < clock.Today());
}
