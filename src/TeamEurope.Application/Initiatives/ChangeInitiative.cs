using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Domain.Register;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Initiatives;

/// <summary>Puts a whole new text in place of an initiative's old one. What is left out is emptied; stages have their own route.</summary>
/// <param name="Version">The version the caller read; null where <c>If-Match</c> is missing.</param>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
[Audited(AuditWords.Changed)]
public sealed record ChangeInitiative(Guid Id, int? Version, InitiativeBody Body) : ICommand<InitiativeView>, IReachesOthers;

internal sealed class ChangeInitiativeHandler(
    ITeamEuropeDb db, InitiativeStore store, InitiativeChanger changer, CurrentUser user)
    : IRequestHandler<ChangeInitiative, Result<InitiativeView>>
{
    public async Task<Result<InitiativeView>> Handle(ChangeInitiative request, CancellationToken cancellationToken)
    {
        // load
        var found = await store.FindOwnAsync(request.Id, cancellationToken);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        if (request.Version is null)
        {
            return InitiativeRefusals.ConditionMissing;
        }

        if (request.Version != found.Value.Version)
        {
            return InitiativeRefusals.ChangedMeanwhile;
        }

        // decide
        var settings = await db.TenantSettings.FindAsync([user.Caller.Tenant], cancellationToken);
        var content = await changer.ReadAsync(found.Value, request.Body, settings?.DefaultVisibility ?? Visibility.Owner, isImport: false, cancellationToken);
        if (content.Refusal is { } invalid)
        {
            return invalid;
        }

        // record
        changer.Apply(found.Value, content.Value);
        await db.SaveChangesAsync(cancellationToken);
        return found.Value.ToView();
    }
}

/// <summary>Changing an initiative's content, the same for one request and for a row of an import.</summary>
public sealed class InitiativeChanger(
    ITeamEuropeDb db, InitiativeStore store, InitiativeReader reader, ReferenceData reference, TimeProvider clock)
{
    /// <summary>The content that the body asks for, or why it cannot be.</summary>
    /// <param name="isImport">A row of an import may ask for another stage, which is then moved by its own rules.</param>
    public async Task<Result<InitiativeContent>> ReadAsync(
        Initiative initiative, InitiativeBody body, Visibility defaultVisibility, bool isImport, CancellationToken cancellationToken)
    {
        var read = reader.Read(body, initiative.Owner, defaultVisibility);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var (content, stage, negotiatingSince) = read.Value;
        if (!isImport && stage is { } other && other != initiative.Stage)
        {
            return Refusal.Invalid("$.stage", Say.Of("Initiative.StageElsewhere", initiative.Stage));
        }

        if (negotiatingSince is { } since && since != initiative.NegotiatingSince)
        {
            return Refusal.Invalid("$.negotiatingSince",
                Say.Of("Initiative.NegotiatingSinceStays", initiative.NegotiatingSince is { } day ? $"{day:yyyy-MM-dd}" : "null"));
        }

        if (content.ExternalId is { } externalId && externalId != initiative.ExternalId
            && await db.Initiatives.AnyAsync(i => i.Owner == initiative.Owner && i.ExternalId == externalId && i.Id != initiative.Id, cancellationToken))
        {
            return InitiativeRefusals.DuplicateExternalId(externalId);
        }

        var state = new InitiativeState(content, initiative.Stage, initiative.NegotiatingSince);
        return await store.CheckUmbrellaAsync(state.ToFootprint(initiative.Id, initiative.Owner, initiative.Reference), cancellationToken) is { } cycle
            ? cycle
            : content;
    }

    public void Apply(Initiative initiative, InitiativeContent content)
    {
        initiative.Change(content, code => reference.Instruments[code].Goal, clock.GetUtcNow());
        store.Record(initiative, RegisterEventKind.Changed);
    }
}
