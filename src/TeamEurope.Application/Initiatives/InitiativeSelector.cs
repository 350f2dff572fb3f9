using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Initiatives;

/// <summary>Which initiatives are wanted; what is left out does not narrow. Country and ring look at what they reach, regionally too.</summary>
public sealed record InitiativeSelection
{
    public string? Country { get; init; }
    public int? Ring { get; init; }
    public string? Owner { get; init; }
    public string? Stage { get; init; }
    public string? Goal { get; init; }
    public string? Instrument { get; init; }

    /// <summary>Words to look for, all of them.</summary>
    public string? Q { get; init; }
    public string? Visibility { get; init; }
    public string? Level { get; init; }

    /// <summary>True for those at a live stage only.</summary>
    public bool? Live { get; init; }
}

/// <summary>Reads a selection into a query of what the caller may see: the same for list, count and export.</summary>
public sealed class InitiativeSelector(ITeamEuropeDb db, ReferenceData reference, ReferenceFilters filters, CurrentUser user)
{
    private const int MostWords = 20;

    /// <summary>Not tracked, for showing. Of no use where errors were added.</summary>
    public IQueryable<Initiative> Select(FieldErrors errors, InitiativeSelection selection)
    {
        var countries = filters.ReadCountries(errors, selection.Country, selection.Ring);
        var stage = errors.OptionalWord<Stage>("stage", selection.Stage);
        var visibility = errors.OptionalWord<Visibility>("visibility", selection.Visibility);
        var level = errors.OptionalWord<InitiativeLevel>("level", selection.Level);
        filters.CheckOwner(errors, selection.Owner);
        filters.CheckGoal(errors, selection.Goal);
        filters.CheckInstrument(errors, selection.Instrument);
        var words = ReadWords(errors, selection.Q);

        var found = db.Initiatives.AsNoTracking().VisibleTo(user.Caller.Tenant);
        if (countries is not null)
        {
            var codes = reference.CodesReaching(countries);
            found = found.Where(i => i.Partners.Any(p => codes.Contains(p.Code)));
        }

        found = selection.Owner is { } owner ? found.Where(i => i.Owner == owner) : found;
        found = stage is { } wanted ? found.Where(i => i.Stage == wanted) : found;
        found = selection.Live == true ? found.WhereLive() : found;
        found = visibility is { } seen ? found.Where(i => i.Visibility == seen) : found;
        found = level is { } high ? found.Where(i => i.Level == high) : found;
        found = selection.Goal is { } goal ? found.Where(i => i.Instruments.Any(n => n.Goal == goal)) : found;
        found = selection.Instrument is { } instrument ? found.Where(i => i.Instruments.Any(n => n.Instrument == instrument)) : found;
        return words.Aggregate(found, (left, word) => left.Where(i => i.SearchText.Contains(word)));
    }

    private static string[] ReadWords(FieldErrors errors, string? q)
    {
        var words = (Words.Known(q) is { } known ? SearchText.Fold(known) : "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > MostWords)
        {
            errors.Add("q", Say.Of("Field.TooManyWords", MostWords, words.Length));
        }

        return words;
    }
}
