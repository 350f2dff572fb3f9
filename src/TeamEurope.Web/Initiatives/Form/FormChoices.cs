using System.Globalization;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Register;
using TeamEurope.Web.Components;
using TeamEurope.Web.Hosting;
using TeamEurope.Web.Texts;

namespace TeamEurope.Web.Initiatives.Form;

/// <summary>The closed lists of the form, in the viewer's language.</summary>
public sealed class FormChoices(Wording wording, Names names)
{
    private static readonly string[] EquipmentCodes =
        ["vessels", "vehicles", "surveillance", "identification", "it-systems", "training", "infrastructure", "other"];

    private static readonly string[] LanguageCodes =
        ["bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"];

    public IEnumerable<Option> Forms => Enum.GetNames<InitiativeForm>().Select(f => new Option(f, wording.Word("InitiativeForms", f)));

    public IEnumerable<Option> LegalEffects => Enum.GetNames<LegalEffect>().Select(e => new Option(e, wording.Word("LegalEffect", e)));

    public IEnumerable<Option> Visibilities => Enum.GetNames<Visibility>().Select(v => new Option(v, wording.Word("Visibility", v)));

    public IEnumerable<Option> Stages => Enum.GetNames<Stage>().Select(s => new Option(s, wording.Word("Stage", s)));

    public IEnumerable<Option> Directions => Enum.GetNames<Direction>().Select(d => new Option(d, wording.Word("Direction", d)));

    public static IEnumerable<Option> Marks => Enum.GetNames<HandlingMark>().Select(m => new Option(m, m));

    public IEnumerable<Option> Equipment => EquipmentCodes.Select(e => new Option(e, names.Equipment(e)));

    public static IEnumerable<Option> Languages => LanguageCodes.Select(l => new Option(l, CultureInfo.GetCultureInfo(l).NativeName));

    public IEnumerable<Option> Incentives =>
        from sign in Enum.GetNames<IncentiveSign>()
        from domain in Enum.GetNames<IncentiveDomain>()
        select new Option($"{sign} {domain}", $"{wording.Word("IncentiveSign", sign)}: {wording.Word("IncentiveDomain", domain)}");

    /// <summary>Level EU is offered to whom the register takes it from.</summary>
    public IEnumerable<Option> Levels(bool mayOwnEuLevel) =>
        Enum.GetNames<InitiativeLevel>().Where(l => mayOwnEuLevel || l != nameof(InitiativeLevel.EU)).Select(l => new Option(l, wording.Word("InitiativeLevel", l)));
}
