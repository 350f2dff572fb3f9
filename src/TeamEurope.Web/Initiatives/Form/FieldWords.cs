using System.Globalization;
using System.Text.RegularExpressions;
using TeamEurope.Web.Hosting;
using TeamEurope.Web.Texts;

namespace TeamEurope.Web.Initiatives.Form;

/// <summary>What the fields of an initiative are called, and their values in words rather than codes.</summary>
public sealed partial class FieldWords(Wording wording, Names names)
{
    /// <summary>"Quantity (measure 2)" for <c>measures[1].quantity</c>; the path where there is no word for it.</summary>
    public string Of(string path)
    {
        var label = FieldPaths.IsField(path) ? wording.Word("InitiativeField", FormPaths.WordOf(path)) : path;
        return Row().Match(path) is not { Success: true } row
            ? label
            : string.Create(CultureInfo.CurrentCulture, $"{label} ({wording[row.Groups[1].Value == TypedInitiative.Measures ? "InitiativeForm.Measure" : "InitiativeForm.Row"]} {int.Parse(row.Groups[2].Value, CultureInfo.InvariantCulture) + 1})");
    }

    /// <summary>The value of a field, whether a code of the contract or what was typed.</summary>
    public string Show(string path, string? value)
    {
        if (value is null)
        {
            return "–";
        }

        return FormPaths.WordOf(path) switch
        {
            "level" => Word("InitiativeLevel", value),
            "form" => Word("InitiativeForms", value),
            "legalEffect" => Word("LegalEffect", value),
            "stage" => Word("Stage", value),
            "visibility" => Word("Visibility", value),
            "measures.direction" => Word("Direction", value),
            "measures.equipment" => names.Equipment(value),
            "measures.instrument" => names.Instrument(value),
            "measures.occupation" => value.Length == 2 ? $"{value} {names.Occupation(value)}" : value,
            "measures.incentive" => value.Split(' ') is [var sign, var domain] ? $"{Word("IncentiveSign", sign)}: {Word("IncentiveDomain", domain)}" : value,
            "measures.incentive.sign" => Word("IncentiveSign", value),
            "measures.incentive.domain" => Word("IncentiveDomain", value),
            "complementarity.status" => Word("StatementStatus", value),
            "partners" => Each(value, names.Partner),
            "participants" or "namedTenants" => Each(value, names.Tenant),
            "hubGuarantees" => Each(value, g => wording.Word("InitiativeField", $"hubGuarantees.{g}")),
            "startsOn" or "endsOn" or "mandateOn" or "announcedOn" or "negotiatingSince" or "measures.startsOn" or "measures.endsOn" => Day(value),
            _ => value switch { "true" => wording["InitiativeForm.Yes"], "false" => wording["InitiativeForm.No"], _ => value }
        };
    }

    private string Word(string kind, string word) => wording.Find($"{kind}.{word}") ?? word;

    private static string Each(string list, Func<string, string> nameOf) => string.Join(", ", list.Split(", ").Select(nameOf));

    private static string Day(string value) => TypedNumbers.Day(value) is { } day ? Formats.Day(day) : value;

    [GeneratedRegex(@"\A([A-Za-z]+)\[([0-9]+)\]")]
    private static partial Regex Row();
}
