using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Meetings;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Application.Meetings;

/// <summary>A meeting as it was asked for, checked.</summary>
public sealed record WantedMeeting(string Title, DateOnly Date, IReadOnlyList<AgendaPoint> Agenda);

/// <summary>Reads meetings, the same for planning and for changing.</summary>
public sealed class MeetingReader(ReferenceData reference)
{
    public Result<WantedMeeting> Read(MeetingBody body)
    {
        var errors = new FieldErrors();
        var title = errors.WantedText("$.title", body.Title, Meeting.TitleMaxLength);
        if (body.Date is null)
        {
            errors.Add("$.date", Say.Of("Meeting.DateWanted"));
        }

        var agenda = ReadAgenda(errors, body.Agenda);
        return errors.Any ? errors.ToRefusal() : new WantedMeeting(title, body.Date!.Value, agenda);
    }

    private AgendaPoint[] ReadAgenda(FieldErrors errors, IReadOnlyList<AgendaItem>? items)
    {
        if (items is null or { Count: 0 })
        {
            errors.Add("$.agenda", Say.Of("Meeting.PointWanted"));
            return [];
        }

        if (items.Count > Meeting.MostPoints)
        {
            errors.Add("$.agenda", Say.Of("Meeting.MostPoints", Meeting.MostPoints, items.Count));
            return [];
        }

        return items.Select((item, i) => ReadPoint(errors, $"$.agenda[{i}]", item)).ToArray();
    }

    private AgendaPoint ReadPoint(FieldErrors errors, string path, AgendaItem? item)
    {
        var point = new AgendaPoint(Words.Known(item?.Country), item?.Ring, Words.Known(item?.Theme));
        if (new object?[] { point.Country, point.Ring, point.Theme }.Count(part => part is not null) != 1)
        {
            errors.Add(path, Say.Of("Meeting.ExactlyOne"));
        }

        if (point.Country is { } country && !reference.IsCountry(country))
        {
            errors.Add($"{path}.country", Say.Of("Field.NoCountry", FieldErrors.Shown(country)));
        }

        if (point.Ring is { } ring && reference.Rings.All(r => r.Number != ring))
        {
            errors.Add($"{path}.ring", Say.Of("Field.Possible", string.Join(", ", reference.Rings.Select(r => r.Number))));
        }

        ReferenceFilters.Check(errors, $"{path}.theme", point.Theme, reference.Goals.Select(g => g.Code));
        return point;
    }
}
