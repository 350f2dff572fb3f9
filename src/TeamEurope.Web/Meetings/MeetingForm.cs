using System.Globalization;
using Microsoft.AspNetCore.Http;
using TeamEurope.Contracts;
using TeamEurope.Web.Texts;

namespace TeamEurope.Web.Meetings;

/// <summary>What the form of a meeting sends, or gets back.</summary>
/// <param name="Points">The points of the agenda as <c>country:TN</c>, <c>ring:2</c> or <c>theme:return</c>; blank ones are rows not filled in.</param>
public sealed record MeetingForm(string? Title, string? Date, IReadOnlyList<string> Points)
{
    private const string Add = "add";
    private const string Remove = "remove-";

    public static readonly MeetingForm Blank = new(null, null, [""]);

    /// <summary>The row to go on in, after one was added.</summary>
    public int? Focused { get; private init; }

    /// <summary>What the pressed button asks for: nothing for saving.</summary>
    public string? Act { get; private init; }

    public static MeetingForm Of(IFormCollection fields) =>
        new(fields["title"], fields["date"], [.. fields["point"].Select(p => p ?? "")]) { Act = fields["act"] };

    public static MeetingForm Of(MeetingView meeting) => new(meeting.Title, Formats.Iso(meeting.Date), [.. meeting.Agenda.Select(ToPoint)]);

    /// <summary>The form with a row more or less, where that was asked for; null where it is to be saved.</summary>
    public MeetingForm? WithOtherRows() => Act switch
    {
        Add => this with { Points = [.. Points, ""], Focused = Points.Count },
        { } act when act.StartsWith(Remove, StringComparison.Ordinal) && int.TryParse(act[Remove.Length..], CultureInfo.InvariantCulture, out var row) =>
            this with { Points = [.. Points.Where((_, i) => i != row)] },
        _ => null
    };

    /// <summary>Without the rows that were not filled in, so that what is wrong is said at the right one.</summary>
    public MeetingForm Filled() => this with { Points = [.. Points.Where(p => p.Length > 0)] };

    public MeetingBody ToBody() => new(
        Title,
        DateOnly.TryParseExact(Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
        [.. Points.Select(ToItem)]);

    private static string ToPoint(AgendaItem item) =>
        item.Country is { } country ? $"country:{country}" : item.Ring is { } ring ? string.Create(CultureInfo.InvariantCulture, $"ring:{ring}") : $"theme:{item.Theme}";

    private static AgendaItem ToItem(string point) => point.Split(':', 2) switch
    {
        ["country", var country] => new AgendaItem(Country: country),
        ["ring", var ring] when int.TryParse(ring, CultureInfo.InvariantCulture, out var number) => new AgendaItem(Ring: number),
        ["theme", var theme] => new AgendaItem(Theme: theme),
        _ => new AgendaItem()
    };
}
