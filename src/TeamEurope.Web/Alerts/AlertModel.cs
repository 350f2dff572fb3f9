using MediatR;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Initiatives;
using TeamEurope.Application.People;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Web.Alerts;

/// <summary>What the forms of an alert's page send; all of them, so that a refused one comes back with what was typed.</summary>
public sealed record AlertForm
{
    public string? Mention { get; init; }
    public string? Text { get; init; }
    public string? Assignee { get; init; }
    public string? DueOn { get; init; }
    public string? Resolution { get; init; }
    public string? Note { get; init; }
    public string? Reason { get; init; }
}

/// <summary>One side of an alert: the initiative in full where it is shown, and those of its measures that matched.</summary>
public sealed record AlertSide(AlertInitiativeView Initiative, InitiativeView? Whole, IReadOnlyList<MatchedMeasureView> Matched)
{
    /// <summary>Whether the alert's evidence names this measure; what was unknown there may be anything here.</summary>
    public bool IsMatched(MeasureBody measure) => Matched.Any(m =>
        m.Instrument == measure.Instrument && m.Direction == measure.Direction
        && (m.Occupation is null || m.Occupation == measure.Occupation)
        && (m.Equipment is null || m.Equipment == measure.Equipment)
        && (m.Implementer is null || string.Equals(m.Implementer.Trim(), measure.Implementer?.Trim(), StringComparison.OrdinalIgnoreCase)));
}

/// <summary>One alert with all that its page shows.</summary>
public sealed record AlertModel
{
    public const string Collision = "collision";
    private const int MostAffected = 10;

    public required AlertView Alert { get; init; }
    public required IReadOnlyList<AlertSide> Sides { get; init; }

    /// <summary>Whether it is addressed to the viewer, who may then act on it; else it may only be read.</summary>
    public required bool IsAddressed { get; init; }
    public required IReadOnlyList<AlertEventView> History { get; init; }
    public required IReadOnlyList<CommentView> Comments { get; init; }
    public required IReadOnlyList<PersonView> People { get; init; }

    /// <summary>The viewer's tenant's last request to disclose the other side.</summary>
    public DisclosureView? Asked { get; init; }

    public bool IsBlind => Alert.Rule == Collision;
    public bool IsOpportunity => Alert.Rule == RuleNames.TeamEuropeOpportunity;
    public bool Stands => Alert.Status is "Open" or "Acknowledged" or "InDiscussion";

    /// <summary>A side of a blind collision asks the other; who sees neither has nothing to ask from.</summary>
    public bool MayAsk => IsBlind && Stands && Alert.Initiatives.Any(i => i.Id is not null) && Asked?.Status != "Asked";

    public static async Task<Result<AlertModel>> LoadAsync(Guid id, IMediator mediator, CancellationToken ct)
    {
        var found = await mediator.Send(new GetAlert(id), ct);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var alert = found.Value;
        var history = await mediator.Send(new ListAlertHistory(id), ct);
        var comments = await mediator.Send(new ListComments(id), ct);
        var people = await mediator.Send(new ListPeople(), ct);
        return new AlertModel
        {
            Alert = alert,
            Sides = await SidesAsync(alert, mediator, ct),
            IsAddressed = !history.IsRefused,
            History = history.IsRefused ? [] : history.Value.Items,
            Comments = comments.IsRefused ? [] : comments.Value.Items,
            People = people.Value.Items,
            Asked = alert.Rule == Collision ? await AskedAsync(id, mediator, ct) : null
        };
    }

    private static async Task<DisclosureView?> AskedAsync(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListDisclosures(), ct)).Value.Items.FirstOrDefault(d => d.AlertId == id);

    /// <summary>The alert's own initiatives; of a spillover also those it may affect, as far as they are few.</summary>
    private static async Task<IReadOnlyList<AlertSide>> SidesAsync(AlertView alert, IMediator mediator, CancellationToken ct)
    {
        var matched = (alert.Evidence ?? []).SelectMany(e => e.Matched).ToLookup(m => m.Initiative);
        var sides = new List<AlertSide>();
        foreach (var initiative in alert.Initiatives)
        {
            var whole = initiative.Id is { } id && alert.Rule != RuleNames.TeamEuropeOpportunity ? await FindAsync(id, mediator, ct) : null;
            sides.Add(new AlertSide(initiative, whole, initiative.Id is { } known ? matched[known].Distinct().ToList() : []));
        }

        if (alert.Rule == RuleNames.Spillover)
        {
            var own = alert.Initiatives.Select(i => i.Id).ToHashSet();
            foreach (var affected in matched.Where(m => !own.Contains(m.Key)).Take(MostAffected))
            {
                if (await FindAsync(affected.Key, mediator, ct) is { } whole)
                {
                    sides.Add(new AlertSide(
                        new AlertInitiativeView { Id = whole.Id, Reference = whole.Reference, Owner = whole.Owner, Title = whole.Title }, whole, affected.Distinct().ToList()));
                }
            }
        }

        return sides;
    }

    private static async Task<InitiativeView?> FindAsync(Guid id, IMediator mediator, CancellationToken ct) =>
        await mediator.Send(new GetInitiative(id), ct) is { IsRefused: false } found ? found.Value : null;
}
