using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Initiatives;

/// <summary>A body that was read: its content, and the stage and date that only a registration takes from it.</summary>
public sealed record ReadInitiative(InitiativeContent Content, Stage? Stage, DateOnly? NegotiatingSince);

/// <summary>
/// Reads a body into content, or says of every field what is wrong with it and what is possible. Reading is checking:
/// what comes out holds what the types promise.
/// </summary>
public sealed class InitiativeReader(ReferenceData reference)
{
    private static readonly string[] Equipment =
        ["vessels", "vehicles", "surveillance", "identification", "it-systems", "training", "infrastructure", "other"];

    private static readonly string[] Languages =
        ["bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"];

    private const decimal HighestNumber = 1_000_000_000_000_000m;

    public Result<ReadInitiative> Read(InitiativeBody body, string owner, Visibility defaultVisibility)
    {
        var errors = new FieldErrors();
        var content = new InitiativeContent
        {
            ExternalId = errors.Text("$.externalId", body.ExternalId, InitiativeContent.ExternalIdMaxLength),
            Title = errors.WantedText("$.title", body.Title, InitiativeContent.TitleMaxLength),
            Summary = errors.Text("$.summary", body.Summary, InitiativeContent.SummaryMaxLength),
            Language = ReadLanguage(errors, body.Language),
            Handling = errors.Word("$.handling", body.Handling, HandlingMark.LIMITE),
            Level = ReadLevel(errors, body.Level, owner),
            Form = errors.Word("$.form", body.Form, InitiativeForm.Unwritten),
            LegalEffect = errors.OptionalWord<LegalEffect>("$.legalEffect", body.LegalEffect),
            MandateOn = body.MandateOn,
            Visibility = errors.Word("$.visibility", body.Visibility, defaultVisibility),
            NamedTenants = ReadTenants(errors, "$.namedTenants", body.NamedTenants, owner),
            Participants = ReadTenants(errors, "$.participants", body.Participants, owner),
            Partners = ReadPartners(errors, body.Partners),
            StartsOn = body.StartsOn,
            EndsOn = ReadEnd(errors, "$.endsOn", body.StartsOn, body.EndsOn),
            AnnouncedOn = body.AnnouncedOn,
            Justification = errors.Text("$.justification", body.Justification, InitiativeContent.NoteMaxLength),
            PartOf = body.PartOf is { } umbrella && ReadName(errors, "$.partOf", umbrella) is { } name ? new UmbrellaLink(name, false) : null,
            Complementarity = ReadStatements(errors, body.Complementarity),
            AmountEur = ReadAmount(errors, "$.amountEur", body.AmountEur),
            SuspensionClause = body.SuspensionClause ?? false,
            HumanRights = body.HumanRights is { } h ? new HumanRights(h.Mentioned, h.Monitoring, h.Safeguards) : new HumanRights(false, false, false),
            Monitoring = ReadMonitoring(errors, body.Monitoring),
            HubGuarantees = ReadGuarantees(errors, body.HubGuarantees),
            Measures = ReadMeasures(errors, body.Measures, body.Partners?.Count ?? 0)
        };
        var stage = errors.OptionalWord<Stage>("$.stage", body.Stage);
        return errors.Any ? errors.ToRefusal() : new ReadInitiative(content, stage, body.NegotiatingSince);
    }

    /// <summary>A name by owner and external id, or by reference; null with an error where it is neither.</summary>
    public InitiativeName? ReadName(FieldErrors errors, string path, InitiativeNameBody? body)
    {
        if (errors.Text($"{path}.reference", body?.Reference, InitiativeContent.NameMaxLength) is { } named)
        {
            return new InitiativeName(null, null, named);
        }

        var owner = Words.Known(body?.Owner);
        var externalId = errors.Text($"{path}.externalId", body?.ExternalId, InitiativeContent.ExternalIdMaxLength);
        if (owner is null || externalId is null)
        {
            errors.Add(path, Say.Of("Initiative.NameIt"));
            return null;
        }

        if (!reference.Tenants.ContainsKey(owner))
        {
            errors.Add($"{path}.owner", Say.Of("Field.NoTenant", FieldErrors.Shown(owner), PossibleTenants));
            return null;
        }

        return new InitiativeName(owner, externalId, null);
    }

    private string PossibleTenants => string.Join(", ", reference.Tenants.Keys.Order(StringComparer.Ordinal));

    private static string ReadLanguage(FieldErrors errors, string? text)
    {
        var language = Words.Known(text) ?? "en";
        if (!Languages.Contains(language))
        {
            errors.Add("$.language", Say.Of("Initiative.NoLanguage", FieldErrors.Shown(language), string.Join(", ", Languages)));
        }

        return language;
    }

    private InitiativeLevel ReadLevel(FieldErrors errors, string? text, string owner)
    {
        var level = errors.Word("$.level", text, InitiativeLevel.Bilateral);
        if (level == InitiativeLevel.EU && !(reference.Tenants.TryGetValue(owner, out var tenant) && tenant.MayOwnEuLevel))
        {
            errors.Add("$.level", Say.Of("Initiative.LevelOfUnion"));
        }

        return level;
    }

    private string[] ReadTenants(FieldErrors errors, string path, IReadOnlyList<string>? codes, string owner)
    {
        var known = (codes ?? []).Select(Words.Known).ToList();
        for (var i = 0; i < known.Count; i++)
        {
            if (known[i] is not { } code || !reference.Tenants.ContainsKey(code))
            {
                errors.Add($"{path}[{i}]", Say.Of("Field.NoTenant", FieldErrors.Shown(known[i] ?? ""), PossibleTenants));
            }
        }

        return known.OfType<string>().Distinct().Where(c => c != owner).ToArray();
    }

    private string[] ReadPartners(FieldErrors errors, IReadOnlyList<string>? codes)
    {
        if (codes is null or { Count: 0 })
        {
            errors.Add("$.partners", Say.Of("Initiative.PartnerWanted"));
            return [];
        }

        if (codes.Count > InitiativeContent.MostPartners)
        {
            errors.Add("$.partners", Say.Of("Initiative.MostPartners", InitiativeContent.MostPartners, codes.Count));
            return [];
        }

        for (var i = 0; i < codes.Count; i++)
        {
            if (!reference.IsCountry(codes[i] ?? "") && !reference.Organisations.ContainsKey(codes[i] ?? ""))
            {
                errors.Add($"$.partners[{i}]",
                    Say.Of("Initiative.NoPartner", FieldErrors.Shown(codes[i] ?? ""), string.Join(", ", reference.Organisations.Keys.Order(StringComparer.Ordinal))));
            }
        }

        return codes.Distinct().ToArray();
    }

    private static DateOnly? ReadEnd(FieldErrors errors, string path, DateOnly? startsOn, DateOnly? endsOn)
    {
        if (startsOn > endsOn)
        {
            errors.Add(path, Say.Of("Initiative.EndsBeforeStart", startsOn));
        }

        return endsOn;
    }

    private static decimal? ReadAmount(FieldErrors errors, string path, decimal? amount)
    {
        if (amount is < 0 or > HighestNumber)
        {
            errors.Add(path, Say.Of("Field.NumberBetween", 0, HighestNumber));
        }

        return amount;
    }

    private static MonitoringPlan ReadMonitoring(FieldErrors errors, MonitoringBody? body)
    {
        string? Element(string name, string? text) => errors.Text($"$.monitoring.{name}", text, InitiativeContent.NoteMaxLength);
        return new MonitoringPlan(
            Element("form", body?.Form), Element("cooperation", body?.Cooperation), Element("frequency", body?.Frequency),
            Element("content", body?.Content), Element("followUp", body?.FollowUp), Element("independentMonitor", body?.IndependentMonitor));
    }

    private static HubGuarantee[] ReadGuarantees(FieldErrors errors, IReadOnlyList<string>? names) =>
        (names ?? [])
            .Select((name, i) => errors.WantedWord<HubGuarantee>($"$.hubGuarantees[{i}]", name))
            .OfType<HubGuarantee>().Distinct().Order().ToArray();

    private List<Complementarity> ReadStatements(FieldErrors errors, IReadOnlyList<ComplementarityBody>? bodies)
    {
        var statements = new List<Complementarity>();
        if (bodies?.Count > InitiativeContent.MostStatements)
        {
            errors.Add("$.complementarity", Say.Of("Initiative.MostStatements", InitiativeContent.MostStatements, bodies.Count));
            return statements;
        }

        for (var i = 0; i < (bodies?.Count ?? 0); i++)
        {
            var path = $"$.complementarity[{i}]";
            var towards = ReadName(errors, $"{path}.towards", bodies![i]?.Towards);
            var statement = errors.WantedText($"{path}.statement", bodies[i]?.Statement, InitiativeContent.NoteMaxLength);
            if (towards is null)
            {
                continue;
            }

            if (statements.Exists(s => s.Towards == towards))
            {
                errors.Add($"{path}.towards", Say.Of("Initiative.StatementTwice"));
            }

            statements.Add(new Complementarity(towards, statement, StatementStatus.Submitted, null));
        }

        return statements;
    }

    private List<Measure> ReadMeasures(FieldErrors errors, IReadOnlyList<MeasureBody>? bodies, int partners)
    {
        var measures = new List<Measure>();
        if (bodies?.Count > InitiativeContent.MostMeasures)
        {
            errors.Add("$.measures", Say.Of("Initiative.MostMeasures", InitiativeContent.MostMeasures, bodies.Count));
            return measures;
        }

        if (bodies?.Count * partners > InitiativeContent.MostMeasuresTimesPartners)
        {
            errors.Add("$.measures", Say.Of("Initiative.MostMeasuresTimesPartners", InitiativeContent.MostMeasuresTimesPartners, bodies!.Count, partners));
            return measures;
        }

        for (var i = 0; i < (bodies?.Count ?? 0); i++)
        {
            if (bodies![i] is { } body)
            {
                measures.Add(ReadMeasure(errors, $"$.measures[{i}]", body));
            }
            else
            {
                errors.Add($"$.measures[{i}]", Say.Of("Initiative.MeasureNull"));
            }
        }

        return measures;
    }

    private Measure ReadMeasure(FieldErrors errors, string path, MeasureBody body)
    {
        var instrument = Words.Known(body.Instrument) ?? "";
        if (!reference.Instruments.ContainsKey(instrument))
        {
            errors.Add($"{path}.instrument",
                Say.Of("Initiative.NoInstrument", FieldErrors.Shown(instrument), string.Join(", ", reference.Instruments.Keys.Order(StringComparer.Ordinal))));
        }

        var occupation = Words.Known(body.Occupation);
        if (occupation is not null && !(occupation.Length == 2 && occupation.All(char.IsAsciiDigit)))
        {
            errors.Add($"{path}.occupation", Say.Of("Initiative.NoOccupation", FieldErrors.Shown(occupation)));
        }

        var equipment = Words.Known(body.Equipment);
        if (equipment is not null && !Equipment.Contains(equipment))
        {
            errors.Add($"{path}.equipment", Say.Of("Field.NotKnown", FieldErrors.Shown(equipment), string.Join(", ", Equipment)));
        }

        var incentive = body.Incentive is { } i
            ? (Sign: errors.WantedWord<IncentiveSign>($"{path}.incentive.sign", i.Sign), Domain: errors.WantedWord<IncentiveDomain>($"{path}.incentive.domain", i.Domain))
            : default;
        return new Measure(
            instrument,
            errors.WantedWord<Direction>($"{path}.direction", body.Direction) ?? default,
            occupation,
            equipment,
            ReadAmount(errors, $"{path}.quantity", body.Quantity),
            errors.Text($"{path}.unit", body.Unit, InitiativeContent.NameMaxLength),
            ReadAmount(errors, $"{path}.amountEur", body.AmountEur),
            errors.Text($"{path}.implementer", body.Implementer, InitiativeContent.NameMaxLength),
            body.StartsOn,
            ReadEnd(errors, $"{path}.endsOn", body.StartsOn, body.EndsOn),
            incentive is { Sign: { } sign, Domain: { } domain } ? new Incentive(sign, domain) : null);
    }
}
