using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Initiatives;

/// <summary>The initiatives that the caller may see, newest first. Country and ring look at what they reach, regionally too.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListInitiatives(
    string? Country, int? Ring, string? Owner, string? Stage, string? Goal, string? Instrument, string? Q, string? After, int? Limit)
    : IQuery<Page<InitiativeSummary>>;

internal sealed class ListInitiativesHandler(ITeamEuropeDb db, ReferenceData reference, ReferenceFilters filters, CurrentUser user)
    : IRequestHandler<ListInitiatives, Result<Page<InitiativeSummary>>>
{
    private const int MostWords = 20;

    public async Task<Result<Page<InitiativeSummary>>> Handle(ListInitiatives request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var limit = Paging.ReadLimit(errors, request.Limit);
        var after = Paging.ReadCursor(errors, request.After);
        var countries = filters.ReadCountries(errors, request.Country, request.Ring);
        var stage = errors.OptionalWord<Stage>("stage", request.Stage);
        filters.CheckOwner(errors, request.Owner);
        filters.CheckGoal(errors, request.Goal);
        filters.CheckInstrument(errors, request.Instrument);
        var words = (Words.Known(request.Q) is { } q ? SearchText.Fold(q) : "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > MostWords)
        {
            errors.Add("q", $"At most {MostWords} words; this has {words.Length}.");
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var found = db.Initiatives.AsNoTracking().VisibleTo(user.Caller.Tenant);
        if (countries is not null)
        {
            var codes = countries.Concat(reference.Organisations.Values.Where(o => o.Members.Overlaps(countries)).Select(o => o.Code)).ToList();
            found = found.Where(i => i.Partners.Any(p => codes.Contains(p.Code)));
        }

        found = request.Owner is { } owner ? found.Where(i => i.Owner == owner) : found;
        found = stage is { } wanted ? found.Where(i => i.Stage == wanted) : found;
        found = request.Goal is { } goal ? found.Where(i => i.Instruments.Any(n => n.Goal == goal)) : found;
        found = request.Instrument is { } instrument ? found.Where(i => i.Instruments.Any(n => n.Instrument == instrument)) : found;
        foreach (var word in words)
        {
            found = found.Where(i => i.SearchText.Contains(word));
        }

        if (after is var (instant, id))
        {
            found = found.Where(i => i.ChangedAt < instant || (i.ChangedAt == instant && i.Id.CompareTo(id) < 0));
        }

        var items = await found.OrderByDescending(i => i.ChangedAt).ThenByDescending(i => i.Id).Take(limit + 1).ToListAsync(cancellationToken);
        return Paging.PageOf(items, limit, i => (i.ChangedAt, i.Id), ToSummary);
    }

    private static InitiativeSummary ToSummary(Initiative i) => new(
        i.Id, i.Reference, i.ExternalId, i.Owner, i.Title, i.Level.ToString(), i.Content.Form.ToString(), i.Stage.ToString(),
        i.Visibility.ToString(), i.Content.Handling.ToString(), i.Content.Partners, i.Content.Participants,
        i.Content.Measures.Select(m => m.Instrument).Distinct().ToArray(), i.Content.StartsOn, i.Content.EndsOn, i.ChangedAt);
}
