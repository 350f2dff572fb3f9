using System.Globalization;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Web.Texts;

namespace TeamEurope.Web.Initiatives.Form;

/// <summary>
/// Reads what was typed into the body that the API takes too. It only turns texts into codes, numbers and days, and says where
/// it cannot; whether the initiative is right is the register's to say.
/// </summary>
public sealed class FormReader(CodeFinder codes, Wording wording)
{
    public Result<InitiativeBody> Read(TypedInitiative typed)
    {
        var errors = new FieldErrors();
        var body = new InitiativeBody
        {
            ExternalId = typed["externalId"],
            Title = typed["title"],
            Summary = typed["summary"],
            Language = typed["language"],
            Handling = typed["handling"],
            Level = typed["level"],
            Form = typed["form"],
            LegalEffect = typed["legalEffect"],
            MandateOn = Day(errors, typed, "mandateOn"),
            Stage = typed["stage"],
            Visibility = typed["visibility"],
            NamedTenants = Codes(errors, typed, TypedInitiative.NamedTenants, codes.Tenants),
            Participants = Codes(errors, typed, TypedInitiative.Participants, codes.Tenants),
            Partners = Codes(errors, typed, TypedInitiative.Partners, codes.Partners),
            StartsOn = Day(errors, typed, "startsOn"),
            EndsOn = Day(errors, typed, "endsOn"),
            NegotiatingSince = Day(errors, typed, "negotiatingSince"),
            AnnouncedOn = Day(errors, typed, "announcedOn"),
            Justification = typed["justification"],
            PartOf = NameOf(typed["partOf"]),
            Complementarity = [.. Rows(typed, TypedInitiative.Statements).Select(row => new ComplementarityBody(NameOf(typed[$"{row}.towards"]), typed[$"{row}.statement"]))],
            AmountEur = Number(errors, typed, "amountEur"),
            SuspensionClause = typed.IsTicked("suspensionClause"),
            HumanRights = new HumanRightsBody(
                typed.IsTicked("humanRights.mentioned"), typed.IsTicked("humanRights.monitoring"), typed.IsTicked("humanRights.safeguards")),
            Monitoring = new MonitoringBody(
                typed["monitoring.form"], typed["monitoring.cooperation"], typed["monitoring.frequency"], typed["monitoring.content"],
                typed["monitoring.followUp"], typed["monitoring.independentMonitor"]),
            HubGuarantees = [.. Enum.GetNames<HubGuarantee>().Where(g => typed.IsTicked($"hubGuarantees.{g}"))],
            Measures = [.. Rows(typed, TypedInitiative.Measures).Select(row => Measure(errors, typed, row))]
        };
        return errors.Any ? errors.ToRefusal() : body;
    }

    /// <summary>A reference such as EC-2026-0005, or owner and external id such as EC/eu-tn-2023.</summary>
    public static InitiativeNameBody? NameOf(string? text) => text?.Split(['/', ' '], 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) switch
    {
        [var owner, var externalId] => new InitiativeNameBody(owner, externalId),
        [var reference] => new InitiativeNameBody(Reference: reference),
        _ => null
    };

    public static string? TextOf(InitiativeNameBody? name) => name is null ? null : name.Reference ?? $"{name.Owner}/{name.ExternalId}";

    private static IEnumerable<string> Rows(TypedInitiative typed, string list) =>
        Enumerable.Range(0, typed.RowsOf(list)).Select(i => string.Create(CultureInfo.InvariantCulture, $"{list}[{i}]"));

    private MeasureBody Measure(FieldErrors errors, TypedInitiative typed, string row)
    {
        var instrument = Code(errors, $"{row}.instrument", typed[$"{row}.instrument"], codes.Instruments);
        return new MeasureBody
        {
            Instrument = instrument,
            Direction = typed[$"{row}.direction"] ?? (instrument is null ? null : codes.UsualDirection(instrument)),
            Occupation = typed[$"{row}.occupation"] is { } occupation ? Code(errors, $"{row}.occupation", occupation, codes.Occupations) : null,
            Equipment = typed[$"{row}.equipment"],
            Quantity = Number(errors, typed, $"{row}.quantity"),
            Unit = typed[$"{row}.unit"],
            AmountEur = Number(errors, typed, $"{row}.amountEur"),
            Implementer = typed[$"{row}.implementer"],
            StartsOn = Day(errors, typed, $"{row}.startsOn"),
            EndsOn = Day(errors, typed, $"{row}.endsOn"),
            Incentive = typed[$"{row}.incentive"]?.Split(' ') is [var sign, var domain] ? new IncentiveBody(sign, domain) : null
        };
    }

    private string[] Codes(FieldErrors errors, TypedInitiative typed, string list, IReadOnlyList<Named> among) =>
        [.. Rows(typed, list).Select(row => Code(errors, row, typed[row], among) ?? "")];

    private string? Code(FieldErrors errors, string path, string? text, IReadOnlyList<Named> among)
    {
        if (text is null)
        {
            errors.Add($"$.{path}", wording["InitiativeForm.Wanted"]);
            return null;
        }

        var code = CodeFinder.Find(among, text);
        if (code is null)
        {
            var suggested = string.Join(", ", CodeFinder.Suggest(among, text).Select(n => $"“{n}”"));
            errors.Add($"$.{path}", wording.Format("InitiativeForm.NotKnown", FieldErrors.Shown(text))
                + (suggested.Length > 0 ? " " + wording.Format("InitiativeForm.Perhaps", suggested) : ""));
        }

        return code;
    }

    private decimal? Number(FieldErrors errors, TypedInitiative typed, string name)
    {
        var number = typed[name] is { } text ? TypedNumbers.Number(text) : null;
        if (number is null && typed[name] is { } wrong)
        {
            errors.Add($"$.{name}", wording.Format("InitiativeForm.NoNumber", FieldErrors.Shown(wrong), TypedNumbers.Text(12000.5m)));
        }

        return number;
    }

    private DateOnly? Day(FieldErrors errors, TypedInitiative typed, string name)
    {
        var day = typed[name] is { } text ? TypedNumbers.Day(text) : null;
        if (day is null && typed[name] is { } wrong)
        {
            errors.Add($"$.{name}", wording.Format("InitiativeForm.NoDay", FieldErrors.Shown(wrong)));
        }

        return day;
    }
}
