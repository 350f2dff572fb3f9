using System.Globalization;
using TeamEurope.Contracts;
using TeamEurope.Web.Hosting;
using TeamEurope.Web.Texts;

namespace TeamEurope.Web.Initiatives.Form;

/// <summary>Writes an initiative into the form, in the words that a person would type: the inverse of <see cref="FormReader"/>.</summary>
public sealed class FormWriter(Names names)
{
    private const string Ticked = "true";

    public TypedInitiative Write(InitiativeView view) => new(
    [
        Of("externalId", view.ExternalId), Of("title", view.Title), Of("summary", view.Summary), Of("language", view.Language),
        Of("handling", view.Handling), Of("level", view.Level), Of("form", view.Form), Of("legalEffect", view.LegalEffect),
        Of("mandateOn", Formats.Iso(view.MandateOn)), Of("stage", view.Stage), Of("visibility", view.Visibility),
        .. List(TypedInitiative.NamedTenants, view.NamedTenants.Select(names.Tenant)),
        .. List(TypedInitiative.Participants, view.Participants.Select(names.Tenant)),
        .. List(TypedInitiative.Partners, view.Partners.Select(names.Partner)),
        Of("startsOn", Formats.Iso(view.StartsOn)), Of("endsOn", Formats.Iso(view.EndsOn)), Of("announcedOn", Formats.Iso(view.AnnouncedOn)),
        Of("justification", view.Justification),
        Of("partOf", view.PartOf is { } p ? FormReader.TextOf(new InitiativeNameBody(p.Owner, p.ExternalId, p.Reference)) : null),
        .. view.Complementarity.SelectMany((c, i) => Statement(string.Create(CultureInfo.InvariantCulture, $"{TypedInitiative.Statements}[{i}]"), c)),
        Of("amountEur", TypedNumbers.Text(view.AmountEur)), Of("suspensionClause", view.SuspensionClause),
        Of("humanRights.mentioned", view.HumanRights.Mentioned), Of("humanRights.monitoring", view.HumanRights.Monitoring),
        Of("humanRights.safeguards", view.HumanRights.Safeguards),
        Of("monitoring.form", view.Monitoring.Form), Of("monitoring.cooperation", view.Monitoring.Cooperation),
        Of("monitoring.frequency", view.Monitoring.Frequency), Of("monitoring.content", view.Monitoring.Content),
        Of("monitoring.followUp", view.Monitoring.FollowUp), Of("monitoring.independentMonitor", view.Monitoring.IndependentMonitor),
        .. view.HubGuarantees.Select(g => Of($"hubGuarantees.{g}", true)),
        .. view.Measures.SelectMany((m, i) => Measure(string.Create(CultureInfo.InvariantCulture, $"{TypedInitiative.Measures}[{i}]"), m)),
        Of("version", view.Version.ToString(CultureInfo.InvariantCulture))
    ]);

    private static KeyValuePair<string, string?> Of(string name, string? text) => new(name, text);

    private static KeyValuePair<string, string?> Of(string name, bool isTicked) => new(name, isTicked ? Ticked : null);

    private static IEnumerable<KeyValuePair<string, string?>> List(string list, IEnumerable<string> texts) =>
        texts.Select((text, i) => Of(string.Create(CultureInfo.InvariantCulture, $"{list}[{i}]"), text));

    private static IEnumerable<KeyValuePair<string, string?>> Statement(string row, ComplementarityView statement) =>
        [Of($"{row}.towards", FormReader.TextOf(statement.Towards)), Of($"{row}.statement", statement.Statement)];

    private IEnumerable<KeyValuePair<string, string?>> Measure(string row, MeasureBody measure) =>
    [
        Of($"{row}.instrument", names.Instrument(measure.Instrument!)), Of($"{row}.direction", measure.Direction),
        Of($"{row}.occupation", measure.Occupation is { } isco ? $"{isco} {names.Occupation(isco)}" : null),
        Of($"{row}.equipment", measure.Equipment), Of($"{row}.quantity", TypedNumbers.Text(measure.Quantity)), Of($"{row}.unit", measure.Unit),
        Of($"{row}.amountEur", TypedNumbers.Text(measure.AmountEur)), Of($"{row}.implementer", measure.Implementer),
        Of($"{row}.startsOn", Formats.Iso(measure.StartsOn)), Of($"{row}.endsOn", Formats.Iso(measure.EndsOn)),
        Of($"{row}.incentive", measure.Incentive is { } i ? $"{i.Sign} {i.Domain}" : null)
    ];
}
