using System.Globalization;
using Microsoft.AspNetCore.Http;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;

namespace TeamEurope.Web.Alerts;

/// <summary>The filters of the queue as they stand in its address. What is left out does not narrow; the status is then "standing".</summary>
public sealed record AlertFilter
{
    public const string AnyStatus = "any";
    public const string Me = "me";
    public const string Nobody = AlertSearch.None;
    public const int PageSize = 50;
    public const string Groups = "groups";
    public const string List = "list";
    private const string Usual = "level";

    /// <summary>Exactly this level.</summary>
    public string? Level { get; init; }

    /// <summary>This level and above.</summary>
    public string? MinLevel { get; init; }
    public string? Rule { get; init; }
    public string? Ring { get; init; }
    public string? Country { get; init; }
    public string? Family { get; init; }

    /// <summary>A status, <see cref="AnyStatus"/>, or empty for those that stand.</summary>
    public string? Status { get; init; }

    /// <summary>Opened more than so many days ago.</summary>
    public string? Days { get; init; }

    /// <summary>A person, <see cref="Me"/> or <see cref="Nobody"/>.</summary>
    public string? Assignee { get; init; }
    public string? Due { get; init; }
    public string? Unacknowledged { get; init; }
    public string? Scope { get; init; }
    public string? Sort { get; init; }

    /// <summary>Also those set aside.</summary>
    public string? Archived { get; init; }

    /// <summary><see cref="Groups"/> or <see cref="List"/>; left out, the page chooses by how many there are.</summary>
    public string? View { get; init; }
    public string? After { get; init; }

    public bool IsUnacknowledged => Unacknowledged == "true";

    public bool IsArchived => Archived == "true";

    public bool IsSortedUsually => Words.Known(Sort) is null or Usual;

    /// <summary>Whether anything but the order and the place in the list was chosen.</summary>
    public bool Narrows => (this with { Sort = null, After = null, View = null }).Address("") != "";

    /// <summary>Opportunities stand apart: the queue is of warnings.</summary>
    public ListAlerts ToList(DateOnly today) => new(
        ToSearch(today).Status, Words.Known(Rule), Words.Known(Level), Words.Known(Country), RingNumber, null, Words.Known(Scope), Words.Known(After), PageSize,
        Words.Known(MinLevel), AlertSearch.Warnings, AssigneeName, Mine, Words.Known(Due), IsUnacknowledged, IsStanding, OpenedBefore(today),
        Words.Known(Sort) ?? Usual, Words.Known(Family), IsArchived);

    public AlertSearch ToSearch(DateOnly today) => new()
    {
        Status = IsStanding || Status == AnyStatus ? null : Status,
        Rule = Words.Known(Rule), Level = Words.Known(Level), MinLevel = Words.Known(MinLevel), Country = Words.Known(Country), Ring = RingNumber,
        Scope = Words.Known(Scope), Kind = AlertSearch.Warnings, Assignee = AssigneeName, Mine = Mine, Due = Words.Known(Due),
        Unacknowledged = IsUnacknowledged, Standing = IsStanding, OpenedBefore = OpenedBefore(today), Family = Words.Known(Family), Archived = IsArchived
    };

    public ListAlertGroups ToGroups(DateOnly today) => new(ToSearch(today), Words.Known(After), PageSize);

    /// <summary>The address below a path that shows the same.</summary>
    public string Address(string path) => path + QueryString.Create(Values().Where(v => Words.Known(v.Value) is not null));

    private bool IsStanding => Words.Known(Status) is null;

    private bool Mine => Assignee == Me;

    private string? AssigneeName => Mine ? null : Words.Known(Assignee);

    /// <summary>What is no number is refused as an unknown ring.</summary>
    private int? RingNumber => Words.Known(Ring) is { } ring ? int.TryParse(ring, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0 : null;

    private DateOnly? OpenedBefore(DateOnly today) =>
        int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= today.DayNumber ? today.AddDays(-days) : null;

    private IEnumerable<KeyValuePair<string, string?>> Values() =>
    [
        new("level", Level), new("minLevel", MinLevel), new("rule", Rule), new("ring", Ring), new("country", Country), new("family", Family), new("status", Status),
        new("days", Days), new("assignee", Assignee), new("due", Due), new("unacknowledged", IsUnacknowledged ? Unacknowledged : null),
        new("scope", Scope), new("archived", IsArchived ? Archived : null),
        new("sort", IsSortedUsually ? null : Sort), new("view", View), new("after", After)
    ];
}
