using System.Text.Json.Nodes;

namespace TeamEurope.Oracle;

/// <summary>The fields of a random body.</summary>
public sealed partial class RandomRegister
{
    private void AddLevel(JsonObject body, string owner)
    {
        if (reference.MayBeEu(owner) && Chance(80))
        {
            body["level"] = "EU";
            if (Chance(35))
            {
                body["mandateOn"] = OracleBody.Date(today.AddDays(Pick([-100, -1, 0, 1, 60])));
            }
        }
        else if (Chance(70))
        {
            body["level"] = Pick(["Bilateral", "Bilateral", "Coalition", "TeamEurope"]);
        }

        if (Chance(85))
        {
            body["form"] = Pick(Forms);
        }

        if (Chance(40))
        {
            body["legalEffect"] = Pick(["Binding", "Political"]);
        }
    }

    private void AddVisibility(JsonObject body, string owner)
    {
        var others = Owners.Where(tenant => tenant != owner).ToList();
        if (Chance(95))
        {
            body["visibility"] = Weighted(("Owner", 25), ("Named", 20), ("TeamEurope", 40), ("Public", 15));
        }

        if (OracleBody.Text(body, "visibility") == "Named" || Chance(5))
        {
            body["namedTenants"] = OracleBody.Array(Some(others, 1, 3));
        }

        if (Chance(25))
        {
            body["participants"] = OracleBody.Array(Some(others, 1, 2));
        }
    }

    private void AddDates(JsonObject body)
    {
        var (from, to) = Window(startPercent: 65, endPercent: 35, endedPercent: 5);
        Set(body, "startsOn", from);
        Set(body, "endsOn", to);
    }

    /// <summary>Start and end from the grid, never a start after its own end; ended ones only now and then.</summary>
    private (DateOnly? From, DateOnly? To) Window(int startPercent, int endPercent, int endedPercent)
    {
        DateOnly? from = Chance(startPercent) ? today.AddDays(Pick(Grid)) : null;
        DateOnly? to = null;
        if (Chance(endPercent))
        {
            var ended = Chance(endedPercent * 100 / endPercent);
            to = today.AddDays(Pick([.. Grid.Where(day => ended ? day < 0 : day >= 0)]));
        }

        return from > to ? (to, from) : (from, to);
    }

    /// <summary>negotiatingSince and announcedOn around the day that notices are expected from and the 14 days.</summary>
    private void AddNotice(JsonObject body, string stage, bool creating)
    {
        var since = OracleBody.Date(body, "startsOn");
        var likely = stage is "Draft" or "Exploratory" ? 10 : 60;
        if (creating && Chance(likely))
        {
            DateOnly[] days = [noticeExpectedFrom.AddDays(-1), noticeExpectedFrom, noticeExpectedFrom.AddDays(20), today.AddDays(-30), today.AddDays(-2), today];
            since = Pick([.. days.Where(day => day <= today)]);
            Set(body, "negotiatingSince", since);
        }

        if (Chance(50))
        {
            var announced = (since ?? today).AddDays(Pick([-40, -15, -14, -13, -1, 0]));
            Set(body, "announcedOn", announced > today ? today : announced);
        }
    }

    /// <summary>Hub guarantees, monitoring and the suspension clause.</summary>
    private void AddCare(JsonObject body)
    {
        if (Chance(60))
        {
            body["hubGuarantees"] = OracleBody.Array(Chance(50) ? OracleInitiative.AllGuarantees : Some(OracleInitiative.AllGuarantees, 1, 7));
        }

        if (Chance(60))
        {
            var monitoring = new JsonObject();
            var complete = Chance(65);
            foreach (var part in OracleInitiative.MonitoringParts)
            {
                monitoring[part] = complete || Chance(75) ? "filled " + part : Pick<string?>(["", "   ", null]);
            }

            body["monitoring"] = monitoring;
        }

        if (Chance(60))
        {
            body["suspensionClause"] = Chance(85);
        }
    }

    private JsonArray Measures()
    {
        var measures = new JsonArray();
        var count = Pick([0, 1, 2, 2, 3, 3, 4, 5]);
        for (var i = 0; i < count; i++)
        {
            measures.Add((JsonNode)Measure());
        }

        return measures;
    }

    /// <summary>What several do at once with one country, openly, so that opportunities arise.</summary>
    private void AddTheme(JsonObject body)
    {
        if (!Chance(20))
        {
            return;
        }

        body["visibility"] = Pick(["TeamEurope", "TeamEurope", "Public", "Named"]);
        var partners = OracleBody.Texts(body, "partners");
        partners.Add(Countries[0]);
        body["partners"] = OracleBody.Array(partners);
        body["measures"]!.AsArray().Add((JsonNode)new JsonObject
        {
            ["instrument"] = Pick(["reception-in-region", "resettlement"]),
            ["direction"] = Pick(["Offer", "Offer", "Joint", "Ask"]),
        });
    }

    private JsonObject Measure()
    {
        var instrument = reference.Instruments[Pick(Instruments)];
        var measure = new JsonObject
        {
            ["instrument"] = instrument.Code,
            ["direction"] = Chance(60) ? instrument.UsualDirection : Pick(Directions),
        };
        if (Chance(instrument.Family == "labour" ? 90 : 10))
        {
            measure["occupation"] = Pick(Occupations);
        }

        if (Chance(instrument.Family == "supply" ? 90 : 10))
        {
            measure["equipment"] = Pick(Equipments);
        }

        if (Chance(40))
        {
            measure["implementer"] = Pick(Implementers);
        }

        if (Chance(35))
        {
            var (from, to) = Window(startPercent: 60, endPercent: 70, endedPercent: 15);
            Set(measure, "startsOn", from);
            Set(measure, "endsOn", to);
        }

        if (Chance(25))
        {
            measure["incentive"] = new JsonObject
            {
                ["sign"] = Chance(60) ? "Positive" : "Negative",
                ["domain"] = Pick(["Legal", "Political", "Financial"]),
            };
        }

        return measure;
    }

    /// <summary>An umbrella with a lower number, known or not, own or foreign; by reference now and then.</summary>
    private JsonObject? PartOf(string owner, int number, OracleRegister register)
    {
        if (number == 1)
        {
            return null;
        }

        var lower = register.Initiatives.Where(initiative => NumberOf(initiative) < number).ToList();
        if (lower.Count > 0 && Chance(80))
        {
            var favoured = lower.Where(initiative => initiative.Owner == owner || initiative.Owner == "EC").ToList();
            return Name(Pick(favoured.Count > 0 && Chance(70) ? favoured : lower));
        }

        var other = Chance(50) ? owner : Pick(Owners);
        return new JsonObject { ["owner"] = other, ["externalId"] = ExternalId(other, random.Next(1, number)) };
    }

    private JsonObject Name(OracleInitiative initiative) => initiative.Reference is not null && Chance(20)
        ? new JsonObject { ["reference"] = initiative.Reference }
        : new JsonObject { ["owner"] = initiative.Owner, ["externalId"] = initiative.ExternalId };

    /// <summary>Some of those that stand (as they are or with another text), and perhaps new ones; never two towards the same initiative.</summary>
    private JsonArray Statements(string owner, JsonObject body, OracleRegister register, List<OracleStatement> standing)
    {
        var kept = new List<OracleStatement>();
        foreach (var statement in standing)
        {
            if (Chance(80))
            {
                kept.Add(new OracleStatement
                {
                    Owner = statement.Owner,
                    ExternalId = statement.ExternalId,
                    Reference = statement.Reference,
                    Text = Chance(75) ? statement.Text : NewText(),
                });
            }
        }

        // Mostly EU initiatives that are under way with the same partners, so that eu-precedence hears of it.
        var targets = register.Initiatives.Where(initiative => reference.MayBeEu(initiative.Owner) && initiative.Owner != owner).ToList();
        var partners = OracleBody.Texts(body, "partners");
        var near = targets.Where(target => target.Level == "EU" && target.IsNegotiatingOrLater && target.Partners.Overlaps(partners)).ToList();
        for (var i = 0; i < 3 && targets.Count > 0; i++)
        {
            var target = Pick(near.Count > 0 && Chance(85) ? near : targets);
            if (Chance(45) && !kept.Exists(statement => register.Find(statement.Owner, statement.ExternalId, statement.Reference) == target))
            {
                kept.Add(OracleStatement.FromBody(new JsonObject { ["towards"] = Name(target), ["statement"] = NewText() }));
            }
        }

        return new JsonArray([.. kept.Select(statement => new JsonObject { ["towards"] = statement.Towards(), ["statement"] = statement.Text })]);
    }

    private string NewText() => FormattableString.Invariant($"complements by {random.Next(1_000_000)}");

    private static void Set(JsonObject body, string name, DateOnly? date)
    {
        if (date is { } given)
        {
            body[name] = OracleBody.Date(given);
        }
        else
        {
            body.Remove(name);
        }
    }
}
