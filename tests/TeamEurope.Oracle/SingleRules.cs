namespace TeamEurope.Oracle;

/// <summary>"Rules on one initiative", but for spillover. Only live initiatives.</summary>
internal static class SingleRules
{
    public static List<OracleAlert> Raise(LiveInitiative live, OracleRegister register)
    {
        var alerts = new List<OracleAlert>();
        Unannounced(live, register, alerts);
        HubGuarantees(live, alerts);
        RiskGate(live, register, alerts);
        RegionalMobility(live, register, alerts);
        OneSided(live, alerts);
        return alerts;
    }

    private static void Unannounced(LiveInitiative live, OracleRegister register, List<OracleAlert> alerts)
    {
        var initiative = live.Initiative;

        // "since = negotiatingSince, or where that is empty startsOn".
        var since = initiative.NegotiatingSince ?? initiative.StartsOn;
        if (initiative.Form == "UnilateralMeasure" || !initiative.IsNegotiatingOrLater || since is null || since.Value < register.NoticeExpectedFrom)
        {
            return;
        }

        int basis;
        if (initiative.AnnouncedOn is null)
        {
            basis = 40;
        }
        else if (initiative.AnnouncedOn.Value > since.Value.AddDays(-14))
        {
            basis = 25;
        }
        else
        {
            return;
        }

        var hub = live.Parts.Exists(part => part.Instrument.Code is "return-hub" or "safe-third-country");
        var alert = New("unannounced", live, live.Direct);
        alert.Count(("base", basis), ("ring", register.Reference.RingPoints(live.Direct)), ("hub", hub ? 25 : 0));
        alerts.Add(alert);
    }

    private static void HubGuarantees(LiveInitiative live, List<OracleAlert> alerts)
    {
        if (!live.Parts.Exists(part => part.Instrument.Family == "hosting"))
        {
            return;
        }

        var missing = OracleInitiative.AllGuarantees.Count(guarantee => !live.Initiative.HubGuarantees.Contains(guarantee));

        // "its measures cover fewer than 3 goals and it has no confirmed umbrella".
        var narrow = live.Parts.Select(part => part.Instrument.Goal).Distinct().Count() < 3 && !live.HasUmbrella;
        if (missing == 0 && !narrow)
        {
            return;
        }

        var alert = New("hub-guarantees", live, live.Direct);
        alert.Count(("base", 30), ("missing", 5 * missing), ("narrow", narrow ? 10 : 0));
        alerts.Add(alert);
    }

    private static void RiskGate(LiveInitiative live, OracleRegister register, List<OracleAlert> alerts)
    {
        var avoid = new HashSet<string>(StringComparer.Ordinal);
        var safeguards = new HashSet<string>(StringComparer.Ordinal);
        foreach (var country in live.Direct)
        {
            var countryRisk = register.RiskOf(country, live.Owner);
            foreach (var part in live.Parts)
            {
                var risk = MeasureRisk(part);
                if (risk == "high" && countryRisk == "high")
                {
                    avoid.Add(country);
                }
                else if (risk == "high" || (risk == "medium" && countryRisk == "high"))
                {
                    safeguards.Add(country);
                }
            }
        }

        if (avoid.Count > 0)
        {
            var alert = New("risk-gate", live, avoid);
            alert.Gate = "avoid";
            alert.Count(("base", 90));
            alerts.Add(alert);
        }
        else if (safeguards.Count > 0 && !SafeguardsComplete(live.Initiative))
        {
            var alert = New("risk-gate", live, safeguards);
            alert.Gate = "safeguards";
            alert.Count(("base", 55));
            alerts.Add(alert);
        }
    }

    /// <summary>"its instrument's, or what the instrument's riskByEquipment says for its equipment".</summary>
    private static string MeasureRisk(Part part) =>
        part.Measure.Equipment is { } equipment && part.Instrument.RiskByEquipment.TryGetValue(equipment, out var risk) ? risk : part.Instrument.Risk;

    /// <summary>"all five monitoring elements filled, an independent monitor named and a suspension clause".</summary>
    private static bool SafeguardsComplete(OracleInitiative initiative) =>
        initiative.SuspensionClause && OracleInitiative.MonitoringParts.All(name => initiative.Monitoring.GetValueOrDefault(name) is not null);

    private static void RegionalMobility(LiveInitiative live, OracleRegister register, List<OracleAlert> alerts)
    {
        if (!live.Parts.Exists(part => part.Instrument.Restrictive))
        {
            return;
        }

        var countries = new HashSet<string>(StringComparer.Ordinal);
        var organisations = new HashSet<OracleOrganisation>();
        foreach (var organisation in register.Reference.Organisations.Values)
        {
            if (organisation.Kind == "organisation" && organisation.FreeMovement is "in-force" or "signed")
            {
                foreach (var country in live.Direct.Where(organisation.FreeMovers.Contains))
                {
                    countries.Add(country);
                    organisations.Add(organisation);
                }
            }
        }

        if (organisations.Count == 0)
        {
            return;
        }

        var alert = New("regional-mobility", live, countries);
        var inForce = organisations.Any(organisation => organisation.FreeMovement == "in-force");
        alert.Count(("base", inForce ? 30 : 20), ("organisations", 5 * (organisations.Count - 1)));
        alert.Organisations.UnionWith(organisations.Select(organisation => organisation.Code));

        // "names also the organisations of those countries with adopted or partial free movement, without points".
        alert.Organisations.UnionWith(register.Reference.Organisations.Values
            .Where(organisation => organisation.FreeMovement is "adopted" or "partial" && organisation.FreeMovers.Overlaps(countries))
            .Select(organisation => organisation.Code));
        alerts.Add(alert);
    }

    /// <summary>"at least one Ask and no Offer among the measures, and no confirmed umbrella".</summary>
    private static void OneSided(LiveInitiative live, List<OracleAlert> alerts)
    {
        var asks = live.Parts.Exists(part => part.Measure.Direction == "Ask");
        var offers = live.Parts.Exists(part => part.Measure.Direction == "Offer");
        if (!asks || offers || live.HasUmbrella)
        {
            return;
        }

        var stage = live.Initiative.Stage switch { "Exploratory" => 0, "Negotiating" => 5, _ => 10 };
        var alert = New("one-sided", live, live.Direct);
        alert.Count(("base", 20), ("stage", stage));
        alerts.Add(alert);
    }

    private static OracleAlert New(string rule, LiveInitiative live, IEnumerable<string> countries)
    {
        var alert = new OracleAlert { Rule = rule };
        alert.Initiatives.Add(live.Id);
        alert.Countries.UnionWith(countries);
        return alert;
    }
}
