using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Partners;

/// <summary>A partner country: its ring and surroundings, the initiatives that the caller may see there, and their ledger.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record GetPartner(string Country) : IQuery<PartnerView>;

internal sealed class GetPartnerHandler(ITeamEuropeDb db, IMediator mediator, ReferenceData reference, CurrentUser user, TimeProvider clock)
    : IRequestHandler<GetPartner, Result<PartnerView>>
{
    public async Task<Result<PartnerView>> Handle(GetPartner request, CancellationToken cancellationToken)
    {
        var country = request.Country;
        var risk = await mediator.Send(new GetRisk(country), cancellationToken);
        if (risk.Refusal is { } refusal)
        {
            return refusal;
        }

        // load
        var codes = reference.CodesReaching([country]);
        var reaching = db.Initiatives.AsNoTracking().VisibleTo(user.Caller.Tenant)
            .Where(i => i.Stage != Stage.Draft && i.Partners.Any(p => codes.Contains(p.Code)));
        var found = await reaching
            .Select(i => new Row(i.Id, i.Reference, i.Owner, i.Stage, i.NegotiatingSince, i.Content))
            .ToListAsync(cancellationToken);
        var stages = (await reaching.SelectMany(i => i.StageChanges)
                .Select(s => new { s.InitiativeId, s.Position, s.To, s.EffectiveOn }).ToListAsync(cancellationToken))
            .OrderBy(s => s.Position)
            .ToLookup(s => s.InitiativeId, s => new PartnerStage(s.To.ToString(), s.EffectiveOn));

        // compute
        var (ledger, asOf) = (new CountryLedger(reference, clock.Today()), clock.Today());
        var initiatives = found.OrderBy(i => i.Reference, StringComparer.Ordinal).ToList();
        var live = initiatives.Where(i => i.Stage.IsLive && !(i.Content.EndsOn < asOf)).Select(ToLedger).ToList();
        return new PartnerView
        {
            Country = country,
            Ring = reference.RingOf(country) is { } ring ? new PartnerRing(ring.Number, ring.Name, ring.Rule) : null,
            Organisations = [.. reference.OrganisationsOf(country).OrderBy(o => o.Code, StringComparer.Ordinal)
                .Select(o => new PartnerOrganisation(o.Code, o.Name, o.IsProcess ? "process" : "organisation", o.FreeMovement.ToString()))],
            Routes = [.. reference.Routes.Where(r => r.Countries.Contains(country)).Select(r => new PartnerRoute(r.Code, r.Name))],
            Neighbours = reference.NeighboursOf(country),
            Risk = risk.Value,
            Initiatives = [.. initiatives.Select(i => ToView(i, country, [.. stages[i.Id]]))],
            Matrix = ledger.MatrixOf(live),
            Ledger = ledger.LedgerOf(live)
        };
    }

    private static LedgerInitiative ToLedger(Row row) => new(
        row.Id, row.Reference, row.Owner,
        [.. row.Content.Participants.Append(row.Owner).Distinct().Order(StringComparer.Ordinal)], row.Content.Measures);

    private PartnerInitiative ToView(Row row, string country, PartnerStage[] stages)
    {
        var content = row.Content;
        var goals = content.Measures.Select(m => reference.Instruments[m.Instrument].Goal).ToHashSet();
        return new PartnerInitiative(
            row.Id, row.Reference, row.Owner, content.Title, content.Level.ToString(), content.Form.ToString(), row.Stage.ToString(),
            content.Visibility.ToString(), [.. reference.Goals.Select(g => g.Code).Where(goals.Contains)],
            content.Partners.Contains(country), content.StartsOn, content.EndsOn, row.NegotiatingSince, stages);
    }

    private sealed record Row(Guid Id, string Reference, string Owner, Stage Stage, DateOnly? NegotiatingSince, InitiativeContent Content);
}
