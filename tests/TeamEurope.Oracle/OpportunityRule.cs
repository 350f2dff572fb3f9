namespace TeamEurope.Oracle;

/// <summary>"team-europe-opportunity": a rule on a group, for a country and a strategy.</summary>
internal static class OpportunityRule
{
    public static List<OracleAlert> Raise(List<LiveInitiative> all, OracleRegister register)
    {
        var alerts = new List<OracleAlert>();

        // "the open initiatives that every tenant may see (visibility TeamEurope or Public)".
        var open = all.Where(live => live.Initiative.IsOpen && live.Initiative.Visibility is "TeamEurope" or "Public").ToList();
        var countries = open.SelectMany(live => live.Direct).Distinct().ToList();
        var strategies = register.Reference.Instruments.Values.Select(instrument => instrument.Strategy).Distinct().ToList();
        foreach (var country in countries)
        {
            foreach (var strategy in strategies)
            {
                var group = open.Where(live => live.Direct.Contains(country) && Pursues(live, strategy)).ToList();
                var owners = group.Select(live => live.Owner).Distinct().Count();
                var roots = group.Select(live => live.Root).Distinct().Count();
                if (owners >= 3 && roots >= 3)
                {
                    var alert = new OracleAlert { Rule = OracleRules.Opportunity, Strategy = strategy };
                    alert.Countries.Add(country);
                    alert.Initiatives.UnionWith(group.Select(live => live.Id));
                    alert.Count(("owners", 10 * owners));
                    alert.Level = "Opportunity";
                    alerts.Add(alert);
                }
            }
        }

        return alerts;
    }

    /// <summary>"have a measure in s (Offer or Joint)".</summary>
    private static bool Pursues(LiveInitiative live, string strategy) =>
        live.Parts.Exists(part => part.Instrument.Strategy == strategy && part.Measure.Direction is "Offer" or "Joint");
}
