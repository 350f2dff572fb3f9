using System.Globalization;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Initiatives;

/// <summary>A row of an export: the initiative's cells and its handling mark.</summary>
public sealed record InitiativeRow(Guid Id, HandlingMark Handling, IReadOnlyList<Cell> Cells);

/// <summary>What of an initiative a row needs.</summary>
public sealed record InitiativeRowSource(
    Guid Id, string Reference, string Owner, Stage Stage, DateOnly? NegotiatingSince, DateTimeOffset RegisteredAt, DateTimeOffset ChangedAt,
    InitiativeContent Content);

/// <summary>Initiatives as a table, one row each: the same for a file at once and one written in the background.</summary>
public sealed class InitiativeTable(ReferenceData reference, TimeProvider clock)
{
    private const string ListSeparator = "; ";

    private static readonly string[] Columns =
    [
        "reference", "externalId", "owner", "title", "level", "form", "legalEffect", "stage", "visibility", "handling", "partners", "participants",
        "goals", "instruments", "startsOn", "endsOn", "negotiatingSince", "announcedOn", "amountEur", "registeredOn", "changedOn"
    ];

    public InitiativeRow RowOf(InitiativeRowSource i)
    {
        var content = i.Content;
        var instruments = content.Measures.Select(m => m.Instrument).Distinct().ToList();
        var goals = instruments.Select(code => reference.Instruments[code].Goal).ToHashSet();
        return new InitiativeRow(i.Id, content.Handling,
        [
            Cell.Of(i.Reference), Cell.Of(content.ExternalId), Cell.Of(i.Owner), Cell.Of(content.Title), Cell.Of(content.Level.ToString()),
            Cell.Of(content.Form.ToString()), Cell.Of(content.EffectiveLegalEffect.ToString()), Cell.Of(i.Stage.ToString()),
            Cell.Of(content.Visibility.ToString()), Cell.Of(content.Handling.ToString()), List(content.Partners), List(content.Participants),
            List(reference.Goals.Select(g => g.Code).Where(goals.Contains)), List(instruments), Cell.Of(content.StartsOn), Cell.Of(content.EndsOn),
            Cell.Of(i.NegotiatingSince), Cell.Of(content.AnnouncedOn), Cell.Of(content.AmountEur), DayOf(i.RegisteredAt), DayOf(i.ChangedAt)
        ]);
    }

    /// <summary>The file, with the strictest mark of its rows in its name.</summary>
    public ExportFile FileOf(IReadOnlyCollection<InitiativeRow> rows, ITableWriter writer)
    {
        var handling = rows.Select(r => r.Handling).DefaultIfEmpty(HandlingMark.PUBLIC).Max().ToString();
        var table = new Table("initiatives", handling, Columns, [.. rows.Select(r => r.Cells)]);
        var name = string.Create(CultureInfo.InvariantCulture, $"initiatives-{clock.Today():yyyy-MM-dd}-{handling}.{writer.Format}");
        return new ExportFile(writer.Write(table), writer.ContentType, name);
    }

    private static Cell List(IEnumerable<string> words) => Cell.Of(string.Join(ListSeparator, words));

    private static Cell DayOf(DateTimeOffset instant) => Cell.Of(DateOnly.FromDateTime(instant.UtcDateTime));
}
