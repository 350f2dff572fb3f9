namespace TeamEurope.Oracle;

/// <summary>"Audience" of overlap-rules.md and "Confidentiality" of domain.md, for one reader without subscriptions.</summary>
internal sealed class ViewBuilder(OracleRegister register, IReadOnlyList<OracleAlert> alerts, string tenant, bool coordinator)
{
    private static readonly string[] Levels = ["Low", "Medium", "High", "Critical"];

    public List<OracleView> Build()
    {
        var views = new List<OracleView>();
        foreach (var pair in alerts.Where(alert => alert.IsPair).GroupBy(alert => string.Join('|', alert.Initiatives)))
        {
            views.AddRange(Pair([.. pair]));
        }

        foreach (var alert in alerts.Where(alert => !alert.IsPair))
        {
            var view = alert.Rule switch
            {
                "spillover" => Spillover(alert),
                OracleRules.Opportunity => Opportunity(alert),
                _ => Single(alert),
            };
            if (view is not null)
            {
                views.Add(view);
            }
        }

        return views;
    }

    /// <summary>"Pair rules: the tenants that own or take part in its initiatives, all coordinators"; blind where one side is hidden.</summary>
    private IEnumerable<OracleView> Pair(List<OracleAlert> ofPair)
    {
        var sides = ofPair[0].Initiatives.Select(register.ById).ToList();
        if (!coordinator && !sides.Exists(side => side.Involves(tenant)))
        {
            return [];
        }

        if (sides.TrueForAll(side => side.IsVisibleTo(tenant)))
        {
            return ofPair.Select(Full);
        }

        // "in place of that pair's alerts, one item: rule collision, the highest level, the countries, the instruments of
        // the reader's own side, and an undisclosed initiative. A coordinator who sees neither side gets country and level only."
        var standing = ofPair.Where(alert => !alert.IsResolved).ToList();
        if (standing.Count == 0)
        {
            return [];
        }

        var blind = new OracleView { Rule = "collision", Level = standing.Select(alert => alert.Level).MaxBy(level => Array.IndexOf(Levels, level))! };
        foreach (var alert in standing)
        {
            blind.Countries.UnionWith(alert.Countries);
        }

        foreach (var side in sides)
        {
            if (!side.IsVisibleTo(tenant))
            {
                blind.Undisclosed++;
                continue;
            }

            blind.VisibleInitiativeIds.Add(side.Id);
            foreach (var alert in standing)
            {
                blind.Instruments.UnionWith(alert.OwnInstruments[side.Id]);
            }
        }

        return [blind];
    }

    /// <summary>
    /// unannounced: owner, participants, coordinators; hub-guarantees, regional-mobility, one-sided: owner and participants;
    /// risk-gate: the owner only. "A rule on one initiative never reaches a reader who may not see that initiative."
    /// </summary>
    private OracleView? Single(OracleAlert alert)
    {
        var initiative = register.ById(alert.Initiatives.First());
        if (!initiative.IsVisibleTo(tenant))
        {
            return null;
        }

        var reaches = alert.Rule switch
        {
            "unannounced" => initiative.Involves(tenant) || coordinator,
            "risk-gate" => initiative.Owner == tenant,
            _ => initiative.Involves(tenant),
        };
        return reaches ? Full(alert) : null;
    }

    /// <summary>"Opportunities: the tenants that own or take part in its initiatives, all coordinators."</summary>
    private OracleView? Opportunity(OracleAlert alert) =>
        coordinator || alert.Initiatives.Select(register.ById).Any(initiative => initiative.Involves(tenant)) ? Full(alert) : null;

    /// <summary>"spillover: the owner and participants, the affected owners, coordinators".</summary>
    private OracleView? Spillover(OracleAlert alert)
    {
        var a = register.ById(alert.Initiatives.First());
        var affected = alert.AffectedInitiatives.Select(register.ById).ToList();
        var isAffected = affected.Exists(initiative => initiative.Owner == tenant);
        if (!a.IsVisibleTo(tenant))
        {
            return isAffected && !alert.IsResolved ? BlindSpillover(alert, affected) : null;
        }

        if (!a.Involves(tenant) && !isAffected && !coordinator)
        {
            return null;
        }

        // "affectedOwners names only owners of initiatives that the reader may see; where some are hidden, score and terms are withheld".
        var view = Full(alert);
        view.AffectedOwners.UnionWith(affected.Where(initiative => initiative.IsVisibleTo(tenant)).Select(initiative => initiative.Owner));
        if (view.AffectedOwners.Count < alert.AffectedOwners.Count)
        {
            view.Score = null;
            view.Terms = null;
        }

        return view;
    }

    /// <summary>"an affected owner who may not see A gets the blind item, with those exposed countries that it reaches itself".</summary>
    private OracleView BlindSpillover(OracleAlert alert, List<OracleInitiative> affected)
    {
        var blind = new OracleView { Rule = "collision", Level = alert.Level, Undisclosed = 1 };
        foreach (var own in affected.Where(initiative => initiative.Owner == tenant))
        {
            blind.VisibleInitiativeIds.Add(own.Id);
            blind.Countries.UnionWith(alert.ExposedCountries[own.Id]);
            blind.Instruments.UnionWith(alert.OwnInstruments[own.Id]);
        }

        return blind;
    }

    private static OracleView Full(OracleAlert alert)
    {
        var view = new OracleView
        {
            Rule = alert.Rule,
            Level = alert.Level,
            Score = alert.Score,
            Terms = new Dictionary<string, int>(alert.Terms, StringComparer.Ordinal),
            Gate = alert.Gate,
            Strategy = alert.Strategy,
        };
        view.Countries.UnionWith(alert.Countries);
        view.VisibleInitiativeIds.UnionWith(alert.Initiatives);
        view.Evidence.UnionWith(alert.Matches);
        return view;
    }
}
