using System.Text.Json.Nodes;

namespace TeamEurope.Oracle;

/// <summary>A measure as its owner wrote it.</summary>
public sealed class OracleMeasure
{
    public string Instrument { get; set; } = "";

    public string Direction { get; set; } = "";

    public string? Occupation { get; set; }

    public string? Equipment { get; set; }

    public string? Implementer { get; set; }

    public DateOnly? StartsOn { get; set; }

    public DateOnly? EndsOn { get; set; }

    public string? IncentiveSign { get; set; }

    public string? IncentiveDomain { get; set; }

    /// <summary>"an equipment that is missing or other counts as unknown".</summary>
    public string? KnownEquipment => Equipment == "other" ? null : Equipment;

    internal static OracleMeasure FromBody(JsonObject body)
    {
        var incentive = body["incentive"] as JsonObject;
        return new OracleMeasure
        {
            Instrument = OracleBody.Text(body, "instrument")!,
            Direction = OracleBody.Text(body, "direction")!,
            Occupation = OracleBody.Text(body, "occupation"),
            Equipment = OracleBody.Text(body, "equipment"),
            Implementer = OracleBody.Text(body, "implementer"),
            StartsOn = OracleBody.Date(body, "startsOn"),
            EndsOn = OracleBody.Date(body, "endsOn"),
            IncentiveSign = incentive is null ? null : OracleBody.Text(incentive, "sign"),
            IncentiveDomain = incentive is null ? null : OracleBody.Text(incentive, "domain"),
        };
    }
}

/// <summary>A complementarity statement towards an initiative named by owner and externalId, or by reference.</summary>
public sealed class OracleStatement
{
    public string? Owner { get; set; }

    public string? ExternalId { get; set; }

    public string? Reference { get; set; }

    public string? Text { get; set; }

    /// <summary>Submitted, Noted, Questions or Disputed.</summary>
    public string Status { get; set; } = "Submitted";

    internal bool SameTowards(OracleStatement other) =>
        (Owner, ExternalId, Reference) == (other.Owner, other.ExternalId, other.Reference);

    internal static OracleStatement FromBody(JsonObject body)
    {
        var towards = (JsonObject)body["towards"]!;
        return new OracleStatement
        {
            Owner = OracleBody.Text(towards, "owner"),
            ExternalId = OracleBody.Text(towards, "externalId"),
            Reference = OracleBody.Text(towards, "reference"),
            Text = OracleBody.Text(body, "statement"),
        };
    }

    internal OracleStatement Copy() => (OracleStatement)MemberwiseClone();

    internal JsonObject Towards() => Reference is null
        ? new JsonObject { ["owner"] = Owner, ["externalId"] = ExternalId }
        : new JsonObject { ["reference"] = Reference };
}
