using System.Text.Json.Nodes;

namespace TeamEurope.Oracle;

/// <summary>Random edits that the service must accept.</summary>
public sealed partial class RandomRegister
{
    /// <summary>Fields that change together in a small edit.</summary>
    private static readonly string[][] Together =
    [
        ["partners"], ["measures"], ["measures"], ["visibility", "namedTenants"], ["participants"], ["startsOn", "endsOn"], ["announcedOn"],
        ["level", "mandateOn"], ["form", "legalEffect"], ["hubGuarantees"], ["monitoring", "suspensionClause"], ["partOf"], ["complementarity"],
    ];

    /// <summary>The stages in their order.</summary>
    private static readonly string[] Forward = ["Exploratory", "Negotiating", "Agreed", "InForce", "Ended"];

    /// <summary>One operation that is possible on this register; the caller applies it once the service has accepted it.</summary>
    public OracleOperation NextOperation(OracleRegister register)
    {
        ArgumentNullException.ThrowIfNull(register);
        while (true)
        {
            OracleOperation? operation = Weighted(("put", 42), ("stage", 18), ("confirm", 14), ("withdraw", 4), ("reply", 17), ("risk", 5)) switch
            {
                "put" => NextPut(register),
                "stage" => NextStage(register),
                "confirm" => NextConfirm(register),
                "withdraw" => NextWithdraw(register),
                "reply" => NextReply(register),
                _ => new RiskRatingOperation(Pick(Owners), Pick(Countries), Pick(["low", "medium", "high"])),
            };
            if (operation is not null)
            {
                return operation;
            }
        }
    }

    private PutOperation? NextPut(OracleRegister register)
    {
        if (register.Initiatives.Count == 0)
        {
            return null;
        }

        var initiative = Pick(register.Initiatives);
        var body = Chance(60) ? SmallEdit(initiative, register) : NewContent(initiative, register);
        body["externalId"] = initiative.ExternalId;
        body.Remove("stage");
        body.Remove("negotiatingSince");
        if (Chance(20))
        {
            body["stage"] = initiative.Stage;
            Set(body, "negotiatingSince", initiative.NegotiatingSince);
        }

        // What a left-out visibility becomes on PUT is not said: always name it.
        body["visibility"] ??= initiative.Visibility;
        if (initiative.IsSettled)
        {
            body["justification"] = "on record";
        }

        return new PutOperation(initiative.Owner, initiative.Id, body);
    }

    /// <summary>The body as it stands with one thing changed.</summary>
    private JsonObject SmallEdit(OracleInitiative initiative, OracleRegister register)
    {
        var body = (JsonObject)initiative.Body.DeepClone();
        var fresh = NewContent(initiative, register);
        foreach (var name in Pick(Together))
        {
            body.Remove(name);
            if (fresh[name] is { } value)
            {
                body[name] = value.DeepClone();
            }
        }

        return body;
    }

    /// <summary>New content for a known initiative.</summary>
    private JsonObject NewContent(OracleInitiative initiative, OracleRegister register)
    {
        var body = new JsonObject { ["title"] = "Edited " + initiative.ExternalId, ["partners"] = Partners() };
        AddLevel(body, initiative.Owner);
        AddVisibility(body, initiative.Owner);
        AddDates(body);
        AddNotice(body, initiative.Stage, creating: false);
        AddCare(body);
        body["measures"] = Measures();
        AddTheme(body);
        if (NextPartOf(initiative, register) is { } partOf)
        {
            body["partOf"] = partOf;
        }

        if (Statements(initiative.Owner, body, register, initiative.Statements) is { Count: > 0 } statements)
        {
            body["complementarity"] = statements;
        }

        return body;
    }

    /// <summary>The umbrella as it is, none, or another one; never the same one in other words (is that a change? nobody says).</summary>
    private JsonObject? NextPartOf(OracleInitiative initiative, OracleRegister register)
    {
        if (Chance(50))
        {
            return (JsonObject?)initiative.Body["partOf"]?.DeepClone();
        }

        if (Chance(40) || PartOf(initiative.Owner, NumberOf(initiative), register) is not { } other)
        {
            return null;
        }

        var same = register.NamedUmbrella(initiative) is { } now
            && register.Find(OracleBody.Text(other, "owner"), OracleBody.Text(other, "externalId"), OracleBody.Text(other, "reference")) == now;
        return same ? (JsonObject?)initiative.Body["partOf"]?.DeepClone() : other;
    }

    private StageOperation? NextStage(OracleRegister register)
    {
        if (register.Initiatives.Count == 0)
        {
            return null;
        }

        var initiative = Pick(register.Initiatives);
        var possible = PossibleStages(initiative);
        if (possible.Count == 0)
        {
            return null;
        }

        // Ending and pausing are rarer than going on, or the register would die out.
        var stage = Pick(possible);
        if (stage is "Ended" or "Paused" or "Suspended" && Chance(60))
        {
            stage = Pick(possible);
        }

        var effectiveOn = today.AddDays(-Pick([0, 0, 1, 10, 30, 200]));
        return new StageOperation(initiative.Owner, initiative.Id, stage, effectiveOn, "reason on record", "on record", Unread: true);
    }

    /// <summary>"Stage" of domain.md.</summary>
    public static IReadOnlyList<string> PossibleStages(OracleInitiative initiative)
    {
        ArgumentNullException.ThrowIfNull(initiative);
        switch (initiative.Stage)
        {
            case "Draft":
                return ["Exploratory"];
            case "Ended":
                return [];
            case "Paused" or "Suspended":
                return [initiative.StageLeft ?? "Exploratory", "Ended"];
        }

        var at = Array.IndexOf(Forward, initiative.Stage);
        var possible = Forward[(at + 1)..].ToList();
        if (at > 0)
        {
            possible.Add(Forward[at - 1]);
        }

        possible.Add("Paused");
        possible.Add("Suspended");
        return possible;
    }

    /// <summary>Foreign umbrellas that exist, parts that are no drafts (whether an umbrella's owner reaches a draft part is not said).</summary>
    private ConfirmOperation? NextConfirm(OracleRegister register)
    {
        var parts = register.Initiatives
            .Where(part => part.Stage != "Draft" && !part.PartOfWithdrawn && register.NamedUmbrella(part) is { } umbrella && umbrella.Owner != part.Owner)
            .Where(part => !part.PartOfConfirmed || Chance(5))
            .ToList();
        if (parts.Count == 0)
        {
            return null;
        }

        var chosen = Pick(parts);
        return new ConfirmOperation(register.NamedUmbrella(chosen)!.Owner, chosen.Id);
    }

    private WithdrawOperation? NextWithdraw(OracleRegister register)
    {
        var parts = register.Initiatives.Where(part => part.Stage != "Draft" && part.PartOfConfirmed && register.NamedUmbrella(part) is not null).ToList();
        if (parts.Count == 0)
        {
            return null;
        }

        var chosen = Pick(parts);
        return new WithdrawOperation(Chance(50) ? chosen.Owner : register.NamedUmbrella(chosen)!.Owner, chosen.Id);
    }

    /// <summary>Replies by the Commission's coordinator, where it sees both initiatives.</summary>
    private ReplyOperation? NextReply(OracleRegister register)
    {
        var open = new List<(OracleInitiative Initiative, OracleStatement Statement)>();
        foreach (var initiative in register.Initiatives.Where(initiative => initiative.IsVisibleTo("EC")))
        {
            foreach (var one in initiative.Statements)
            {
                if (register.Find(one.Owner, one.ExternalId, one.Reference)?.IsVisibleTo("EC") == true)
                {
                    open.Add((initiative, one));
                }
            }
        }

        if (open.Count == 0)
        {
            return null;
        }

        // Rather those that change an alert: where eu-precedence speaks.
        var raised = register.Evaluate(today).Where(alert => alert.Rule == "eu-precedence").ToList();
        var near = open.Where(one => raised.Exists(alert =>
            alert.Initiatives.Contains(one.Initiative.Id)
            && register.Find(one.Statement.Owner, one.Statement.ExternalId, one.Statement.Reference) is { } towards
            && alert.Initiatives.Contains(towards.Id))).ToList();
        var (chosen, statement) = Pick(near.Count > 0 && Chance(85) ? near : open);
        return new ReplyOperation("EC", chosen.Id, statement.Towards(), Pick(["Noted", "Noted", "Questions", "Disputed"]), "reason on record");
    }
}
