using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Application.Initiatives;

/// <summary>The initiatives of a selection as a file, one row each, with the handling mark; by reference.</summary>
/// <param name="Format">csv or xlsx; csv where left out.</param>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ExportInitiatives(InitiativeSelection Selection, string? Format) : IQuery<ExportFile>;

/// <summary>A file to send.</summary>
public sealed record ExportFile(byte[] Bytes, string ContentType, string FileName);

internal sealed class ExportInitiativesHandler(
    InitiativeSelector selector, IEnumerable<ITableWriter> writers, ReferenceData reference, TimeProvider clock)
    : IRequestHandler<ExportInitiatives, Result<ExportFile>>
{
    private const int MostRows = 10_000;
    private const string UsualFormat = "csv";
    private const string ListSeparator = "; ";

    private static readonly string[] Columns =
    [
        "reference", "externalId", "owner", "title", "level", "form", "legalEffect", "stage", "visibility", "handling", "partners", "participants",
        "goals", "instruments", "startsOn", "endsOn", "negotiatingSince", "announcedOn", "amountEur", "registeredOn", "changedOn"
    ];

    public async Task<Result<ExportFile>> Handle(ExportInitiatives request, CancellationToken cancellationToken)
    {
        // load
        var errors = new FieldErrors();
        var format = Words.Known(request.Format) ?? UsualFormat;
        var writer = writers.SingleOrDefault(w => w.Format == format);
        ReferenceFilters.Check(errors, "format", format, writers.Select(w => w.Format));
        var selected = selector.Select(errors, request.Selection);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        if (await selected.CountAsync(cancellationToken) > MostRows)
        {
            return new Refusal(RefusalKind.Invalid, "too-many-rows", Say.Of("Initiative.TooManyRows", MostRows));
        }

        var rows = new List<Row>();
        var found = selected.OrderBy(i => i.Reference).Take(MostRows)
            .Select(i => new { i.Reference, i.Owner, i.Stage, i.NegotiatingSince, i.RegisteredAt, i.ChangedAt, i.Content });
        await foreach (var i in found.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            rows.Add(new Row(CellsOf(i.Reference, i.Owner, i.Stage.ToString(), i.NegotiatingSince, i.RegisteredAt, i.ChangedAt, i.Content), i.Content.Handling));
        }

        // write
        var handling = HandlingOf(rows).ToString();
        var table = new Table("initiatives", handling, Columns, [.. rows.Select(r => r.Cells)]);
        var name = string.Create(CultureInfo.InvariantCulture, $"initiatives-{clock.Today():yyyy-MM-dd}-{handling}.{format}");
        return new ExportFile(writer!.Write(table), writer.ContentType, name);
    }

    /// <summary>The strictest mark in it.</summary>
    private static HandlingMark HandlingOf(List<Row> rows) => rows.Count == 0 ? HandlingMark.PUBLIC : rows.Max(r => r.Handling);

    private Cell[] CellsOf(
        string initiative, string owner, string stage, DateOnly? negotiatingSince, DateTimeOffset registeredAt, DateTimeOffset changedAt, InitiativeContent content)
    {
        var instruments = content.Measures.Select(m => m.Instrument).Distinct().ToList();
        var goals = instruments.Select(i => reference.Instruments[i].Goal).ToHashSet();
        return
        [
            Cell.Of(initiative), Cell.Of(content.ExternalId), Cell.Of(owner), Cell.Of(content.Title), Cell.Of(content.Level.ToString()),
            Cell.Of(content.Form.ToString()), Cell.Of(content.EffectiveLegalEffect.ToString()), Cell.Of(stage),
            Cell.Of(content.Visibility.ToString()), Cell.Of(content.Handling.ToString()), List(content.Partners), List(content.Participants),
            List(reference.Goals.Select(g => g.Code).Where(goals.Contains)), List(instruments), Cell.Of(content.StartsOn), Cell.Of(content.EndsOn),
            Cell.Of(negotiatingSince), Cell.Of(content.AnnouncedOn), Cell.Of(content.AmountEur), DayOf(registeredAt), DayOf(changedAt)
        ];
    }

    private static Cell List(IEnumerable<string> words) => Cell.Of(string.Join(ListSeparator, words));

    private static Cell DayOf(DateTimeOffset instant) => Cell.Of(DateOnly.FromDateTime(instant.UtcDateTime));

    private sealed record Row(Cell[] Cells, HandlingMark Handling);
}
