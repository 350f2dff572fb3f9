namespace TeamEurope.Oracle;

/// <summary>"Rules on two initiatives."</summary>
internal static class PairRules
{
    /// <summary>A match (a, b, c).</summary>
    private sealed record Match(Part A, Part B, string Country);

    /// <summary>"For every unordered pair A, B of live initiatives with different owners that are not linked".</summary>
    public static List<OracleAlert> Raise(LiveInitiative a, LiveInitiative b, OracleRegister register, DateOnly asOf)
    {
        var alerts = new List<OracleAlert>();
        if (a.Owner == b.Owner || a.IsLinkedTo(b))
        {
            return alerts;
        }

        var matches = AllMatches(a, b);
        matches = Precedence(a, b, matches, register, asOf, alerts);
        CompetingDeal(a, b, Of(matches, "concession"), register, alerts);
        LabourCompetition(a, b, Of(matches, "labour"), register, alerts);
        DuplicateSupply(a, b, Of(matches, "supply"), register, alerts);
        ProgrammeOverlap(a, b, Of(matches, "programme"), register, alerts);
        ContradictoryLeverage(a, b, register, alerts);
        return alerts;
    }

    /// <summary>"instruments of the same family; overlapping windows; c in the reach of both; and directions that meet".</summary>
    private static List<Match> AllMatches(LiveInitiative a, LiveInitiative b)
    {
        var matches = new List<Match>();
        foreach (var country in CommonCountries(a, b))
        {
            foreach (var x in a.Parts)
            {
                foreach (var y in b.Parts)
                {
                    if (x.Instrument.Family == y.Instrument.Family && x.Overlaps(y) && DirectionsMeet(x, y))
                    {
                        matches.Add(new Match(x, y, country));
                    }
                }
            }
        }

        return matches;
    }

    private static List<string> CommonCountries(LiveInitiative a, LiveInitiative b) =>
        [.. a.Direct.Concat(a.Regional).Where(b.Reaches).Order(StringComparer.Ordinal)];

    /// <summary>"where the family's contention is concession both are Ask or Joint, else both are Offer or Joint".</summary>
    private static bool DirectionsMeet(Part x, Part y)
    {
        var wanted = x.Instrument.Contention == "concession" ? "Ask" : "Offer";
        return (x.Measure.Direction == wanted || x.Measure.Direction == "Joint")
            && (y.Measure.Direction == wanted || y.Measure.Direction == "Joint");
    }

    private static List<Match> Of(List<Match> matches, string contention) =>
        [.. matches.Where(match => match.A.Instrument.Contention == contention)];

    /// <summary>eu-precedence; answers the matches that are left for the other rules.</summary>
    private static List<Match> Precedence(
        LiveInitiative a, LiveInitiative b, List<Match> matches, OracleRegister register, DateOnly asOf, List<OracleAlert> alerts)
    {
        // "Exactly one of the two has level EU (E; the other is N)".
        var aIsEu = a.Initiative.Level == "EU";
        var bIsEu = b.Initiative.Level == "EU";
        if (aIsEu == bIsEu)
        {
            return matches;
        }

        var e = aIsEu ? a.Initiative : b.Initiative;
        var n = aIsEu ? b.Initiative : a.Initiative;

        // "E's stage is Negotiating or later, N's owner is not a participant of E and is not a tenant with titleV = out".
        if (!e.IsNegotiatingOrLater || e.Participants.Contains(n.Owner) || register.Reference.IsOutsideTitleV(n.Owner))
        {
            return matches;
        }

        // "those matches in which the competence of N's instrument is eu-only, eu-when-exercised or shared".
        var taken = matches
            .Where(match => (aIsEu ? match.B : match.A).Instrument.Competence is "eu-only" or "eu-when-exercised" or "shared")
            .ToList();
        var left = matches.Except(taken).ToList();
        var status = StatementTowards(n, e, register);

        // "Noted: no alert, and its matches raise none of the four alerts below either".
        if (taken.Count == 0 || status == "Noted")
        {
            return left;
        }

        var binding = e.EffectiveLegalEffect == "Binding";
        int basis;
        if (binding && e.IsSettled)
        {
            basis = 70;
        }
        else if ((binding && e.Stage == "Negotiating") || (e.MandateOn is { } mandate && mandate <= asOf))
        {
            basis = 45;
        }
        else
        {
            basis = 25;
        }

        var alert = New("eu-precedence", a, b, taken);
        alert.Count(
            ("base", basis),
            ("stage", Stage(a, b)),
            ("ring", register.Reference.EuRingPoints(alert.Countries)),
            ("regional", Regional(a, b, taken)),
            ("statement", status switch { "Submitted" => -15, "Disputed" => 10, _ => 0 }));
        alerts.Add(alert);
        return left;
    }

    /// <summary>The status of N's complementarity statement towards E; null where there is none.</summary>
    private static string? StatementTowards(OracleInitiative n, OracleInitiative e, OracleRegister register) =>
        n.Statements.Find(statement => register.Find(statement.Owner, statement.ExternalId, statement.Reference) == e)?.Status;

    /// <summary>"bidding = 10 where A and B each have at least one Offer measure and the two sets of offered instruments differ".</summary>
    private static void CompetingDeal(LiveInitiative a, LiveInitiative b, List<Match> matches, OracleRegister register, List<OracleAlert> alerts)
    {
        if (matches.Count > 0)
        {
            var x = Offers(a);
            var y = Offers(b);
            var bidding = x.Count > 0 && y.Count > 0 && !x.SetEquals(y) ? 10 : 0;
            alerts.Add(Common("competing-deal", 40, a, b, matches, register, ("bidding", bidding)));
        }
    }

    private static HashSet<string> Offers(LiveInitiative initiative) =>
        [.. initiative.Parts.Where(part => part.Measure.Direction == "Offer").Select(part => part.Instrument.Code)];

    private static void LabourCompetition(LiveInitiative a, LiveInitiative b, List<Match> matches, OracleRegister register, List<OracleAlert> alerts)
    {
        if (matches.Count > 0)
        {
            var points = matches.Max(match => Likeness(match.A.Measure.Occupation, match.B.Measure.Occupation));
            alerts.Add(Common("labour-competition", 30, a, b, matches, register, ("occupation", points)));
        }
    }

    private static void DuplicateSupply(LiveInitiative a, LiveInitiative b, List<Match> matches, OracleRegister register, List<OracleAlert> alerts)
    {
        if (matches.Count > 0)
        {
            var points = matches.Max(match => Likeness(match.A.Measure.KnownEquipment, match.B.Measure.KnownEquipment));
            alerts.Add(Common("duplicate-supply", 30, a, b, matches, register, ("equipment", points)));
        }
    }

    /// <summary>"both known and equal → 20, one unknown → 0, both known and different → −15".</summary>
    private static int Likeness(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return 0;
        }

        return x == y ? 20 : -15;
    }

    /// <summary>"implementer = 10 where some match has equal implementers (trimmed, case ignored, both given)".</summary>
    private static void ProgrammeOverlap(LiveInitiative a, LiveInitiative b, List<Match> matches, OracleRegister register, List<OracleAlert> alerts)
    {
        if (matches.Count > 0)
        {
            var same = matches.Exists(match =>
                match.A.Measure.Implementer is { } x
                && match.B.Measure.Implementer is { } y
                && string.Equals(x.Trim(), y.Trim(), StringComparison.OrdinalIgnoreCase));
            alerts.Add(Common("programme-overlap", 15, a, b, matches, register, ("implementer", same ? 10 : 0)));
        }
    }

    /// <summary>"incentives of opposite sign, reach a common country and have overlapping windows (instrument and direction do not matter)".</summary>
    private static void ContradictoryLeverage(LiveInitiative a, LiveInitiative b, OracleRegister register, List<OracleAlert> alerts)
    {
        var matches = new List<Match>();
        foreach (var country in CommonCountries(a, b))
        {
            foreach (var x in a.Parts)
            {
                foreach (var y in b.Parts)
                {
                    var signs = (x.Measure.IncentiveSign, y.Measure.IncentiveSign);
                    if (signs is ("Positive", "Negative") or ("Negative", "Positive") && x.Overlaps(y))
                    {
                        matches.Add(new Match(x, y, country));
                    }
                }
            }
        }

        if (matches.Count > 0)
        {
            var domain = matches.Exists(match => match.A.Measure.IncentiveDomain == match.B.Measure.IncentiveDomain) ? 15 : 0;
            alerts.Add(Common("contradictory-leverage", 45, a, b, matches, register, ("domain", domain)));
        }
    }

    private static OracleAlert Common(
        string rule, int basis, LiveInitiative a, LiveInitiative b, List<Match> matches, OracleRegister register, (string, int) own)
    {
        var alert = New(rule, a, b, matches);
        alert.Count(
            ("base", basis),
            ("stage", Stage(a, b)),
            ("ring", register.Reference.RingPoints(alert.Countries)),
            ("regional", Regional(a, b, matches)),
            own);
        return alert;
    }

    /// <summary>"both open 15; one open, one settled 20; both settled 5".</summary>
    private static int Stage(LiveInitiative a, LiveInitiative b)
    {
        if (a.Initiative.IsOpen && b.Initiative.IsOpen)
        {
            return 15;
        }

        return a.Initiative.IsSettled && b.Initiative.IsSettled ? 5 : 20;
    }

    /// <summary>"−10 where in every match at least one of the two reaches the country only regionally, else 0".</summary>
    private static int Regional(LiveInitiative a, LiveInitiative b, List<Match> matches) =>
        matches.TrueForAll(match => a.Regional.Contains(match.Country) || b.Regional.Contains(match.Country)) ? -10 : 0;

    private static OracleAlert New(string rule, LiveInitiative a, LiveInitiative b, List<Match> matches)
    {
        var alert = new OracleAlert { Rule = rule };
        alert.Initiatives.Add(a.Id);
        alert.Initiatives.Add(b.Id);
        var inOrder = string.CompareOrdinal(a.Initiative.Reference ?? a.Id, b.Initiative.Reference ?? b.Id) < 0;
        foreach (var match in matches)
        {
            var (x, y) = (match.A.Instrument.Code, match.B.Instrument.Code);
            alert.Countries.Add(match.Country);
            alert.Use(a.Id, x);
            alert.Use(b.Id, y);
            alert.Matches.Add(inOrder ? $"{match.Country}:{x}/{y}" : $"{match.Country}:{y}/{x}");
        }

        return alert;
    }
}
