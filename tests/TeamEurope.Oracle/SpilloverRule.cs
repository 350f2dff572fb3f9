namespace TeamEurope.Oracle;

/// <summary>"spillover (the waterbed)".</summary>
internal static class SpilloverRule
{
    public static List<OracleAlert> Raise(LiveInitiative a, List<LiveInitiative> all, OracleRegister register)
    {
        var alert = new OracleAlert { Rule = "spillover" };
        var owners = new HashSet<string>(StringComparer.Ordinal);
        foreach (var b in all)
        {
            // "live B of another owner, not linked to A".
            if (b.Owner != a.Owner && !a.IsLinkedTo(b))
            {
                Affect(a, b, register, alert);
            }
        }

        if (alert.AffectedInitiatives.Count == 0)
        {
            return [];
        }

        foreach (var id in alert.AffectedInitiatives)
        {
            owners.Add(register.ById(id).Owner);
        }

        alert.Initiatives.Add(a.Id);
        alert.AffectedOwners.UnionWith(owners);
        alert.Count(
            ("base", 20),
            ("owners", 5 * Math.Min(4, owners.Count)),
            ("ring", register.Reference.RingPoints(alert.Countries)));
        return [alert];
    }

    private static void Affect(LiveInitiative a, LiveInitiative b, OracleRegister register, OracleAlert alert)
    {
        foreach (var x in a.Parts.Where(part => part.Instrument.Restrictive))
        {
            foreach (var y in b.Parts.Where(part => part.Instrument.Goal is "irregular" or "return" or "protection"))
            {
                if (!x.Overlaps(y))
                {
                    continue;
                }

                foreach (var c in a.Direct)
                {
                    foreach (var d in b.Direct)
                    {
                        // "a country d is exposed where A does not reach d at all and …".
                        if (!a.Reaches(d) && register.Reference.Exposes(c, d))
                        {
                            alert.Countries.Add(c);
                            alert.AffectedInitiatives.Add(b.Id);
                            alert.Use(b.Id, y.Instrument.Code);
                            Expose(alert, b.Id, d);
                        }
                    }
                }
            }
        }
    }

    private static void Expose(OracleAlert alert, string id, string country)
    {
        if (!alert.ExposedCountries.TryGetValue(id, out var countries))
        {
            alert.ExposedCountries[id] = countries = new SortedSet<string>(StringComparer.Ordinal);
        }

        countries.Add(country);
    }
}
