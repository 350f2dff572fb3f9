using System.Text.Json;
using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Meetings;

namespace TeamEurope.Application.Briefings;

/// <summary>
/// The composer's own words in a briefing, and what it leaves out of the printed text. What comes from the register stays as it
/// was composed: an edit adds no more of it.
/// </summary>
[Allow(Role.Secretariat, Role.Coordinator)]
[Audited(AuditWords.BriefingEdited)]
public sealed record EditBriefing(Guid Id, BriefingEdit Body) : ICommand<BriefingView>;

internal sealed class EditBriefingHandler(ITeamEuropeDb db, BriefingFinder finder) : IRequestHandler<EditBriefing, Result<BriefingView>>
{
    public async Task<Result<BriefingView>> Handle(EditBriefing request, CancellationToken cancellationToken)
    {
        var found = await finder.FindToChangeAsync(request.Id, request.Body.Version, cancellationToken);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var (briefing, content) = (found.Value, found.Value.ReadContent());
        var errors = new FieldErrors();
        var introduction = errors.Text("$.introduction", request.Body.Introduction, Briefing.IntroductionMaxLength);
        var notes = ReadNotes(errors, request.Body.Notes ?? [], content);
        var leftOut = ReadLeftOut(errors, request.Body.LeftOut ?? [], content);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var edited = content with { Introduction = introduction, Notes = notes, LeftOut = leftOut, Abridged = leftOut.Count > 0 };
        briefing.Edit(JsonSerializer.Serialize(edited, JsonSerializerOptions.Web));
        await db.SaveChangesAsync(cancellationToken);
        return await finder.ToViewAsync(briefing, cancellationToken);
    }

    /// <summary>In the order of the countries; a blank note is none.</summary>
    private static List<BriefingNote> ReadNotes(FieldErrors errors, IReadOnlyList<BriefingNoteBody?> bodies, BriefingContent content)
    {
        // A country that has left the briefing since may come back with the next reading of the register: its note is no mistake.
        var possible = content.Countries.Select(c => c.Country).Concat(content.Notes.Select(n => n.Country)).Distinct().ToList();
        var notes = new List<BriefingNote>();
        for (var i = 0; i < bodies.Count; i++)
        {
            var country = Words.Known(bodies[i]?.Country) ?? "";
            ReferenceFilters.Check(errors, $"$.notes[{i}].country", country, possible);
            if (notes.Any(n => n.Country == country))
            {
                errors.Add($"$.notes[{i}].country", Say.Of("Meeting.OneNote"));
            }

            if (errors.Text($"$.notes[{i}].text", bodies[i]?.Text, Briefing.NoteMaxLength) is { } text)
            {
                notes.Add(new BriefingNote(country, text));
            }
        }

        return [.. notes.OrderBy(n => possible.IndexOf(n.Country))];
    }

    private static List<string> ReadLeftOut(FieldErrors errors, IReadOnlyList<string?> keys, BriefingContent content)
    {
        var known = content.Countries.SelectMany(c => c.Initiatives.Select(i => i.Reference).Concat(c.OpenAlerts.Select(a => a.Key)))
            .Concat(content.ResolvedSinceLastMeeting.Select(a => a.Key)).Concat(content.LeftOut).Concat(BriefingSections.All).ToHashSet();
        for (var i = 0; i < keys.Count; i++)
        {
            if (Words.Known(keys[i]) is not { } key || !known.Contains(key))
            {
                errors.Add($"$.leftOut[{i}]", Say.Of("Meeting.NotInBriefing", FieldErrors.Shown(keys[i] ?? ""), string.Join(", ", BriefingSections.All)));
            }
        }

        return [.. keys.Select(Words.Known).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
    }
}
