using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Initiatives;

/// <summary>
/// What a text would raise, were it registered now. Nothing is stored, and nothing that the caller may not see takes part:
/// whoever fishes must register, and is seen fishing.
/// </summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
public sealed record PreviewInitiative(InitiativeBody Body) : IQuery<PreviewView>, IReadsMirror;

internal sealed class PreviewInitiativeHandler(
    ITeamEuropeDb db, InitiativeReader reader, RegisterMirror mirror, AlertShapes shapes, AlertViews views, CurrentUser user, TimeProvider clock)
    : IRequestHandler<PreviewInitiative, Result<PreviewView>>
{
    private const int MostAlerts = 200;

    public async Task<Result<PreviewView>> Handle(PreviewInitiative request, CancellationToken cancellationToken)
    {
        // load
        var owner = user.Caller.Tenant;
        var settings = await db.TenantSettings.FindAsync([owner], cancellationToken);
        var read = reader.Read(request.Body, owner, settings?.DefaultVisibility ?? Visibility.Owner);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var (content, stage, negotiatingSince) = read.Value;
        var known = content.ExternalId is { } externalId
            ? await db.Initiatives.AsNoTracking().SingleOrDefaultAsync(i => i.Owner == owner && i.ExternalId == externalId, cancellationToken)
            : null;

        // decide: a known initiative keeps its stage where the body leaves it out, its umbrella's confirmation and its replies
        var asStage = stage ?? known?.Stage ?? Stage.Draft;
        asStage = asStage == Stage.Draft ? Stage.Exploratory : asStage;
        var state = known is null
            ? InitiativeRegistrar.StateOf(content, asStage, negotiatingSince, clock.Today())
            : new InitiativeState(
                Initiative.Merge(known.Content, content), asStage,
                negotiatingSince ?? known.NegotiatingSince ?? (asStage.IsNegotiatingOrLater && asStage != known.Stage ? clock.Today() : null));
        var footprint = state.ToFootprint(known?.Id ?? Guid.Empty, owner, known?.Reference ?? "");
        var findings = mirror.Preview(footprint, owner)
            .OrderByDescending(f => f.Score).ThenBy(f => f.Rule, StringComparer.Ordinal).ThenBy(f => f.Key.First).ThenBy(f => f.Key.Second)
            .Take(MostAlerts + 1).ToList();

        // answer
        var wanted = findings.Take(MostAlerts).Select(f => shapes.Of(f, id => id == footprint.Id ? footprint : mirror.Find(id)!)).ToList();
        var self = new AlertInitiativeView { Id = known?.Id, Reference = known?.Reference, ExternalId = content.ExternalId, Owner = owner, Title = content.Title };
        return new PreviewView(await views.OfPreviewAsync(wanted, footprint.Id, self, cancellationToken), findings.Count > MostAlerts);
    }
}
