using System.Text.Json.Nodes;

namespace TeamEurope.Oracle;

/// <summary>One write that the service accepts, as its sender sends it.</summary>
public abstract record OracleOperation(string Tenant)
{
    internal abstract void ApplyTo(OracleRegister register);
}

/// <summary>POST of a body that was accepted; Id and Reference are the service's answer.</summary>
public sealed record CreateOperation(string Tenant, JsonObject Body, DateOnly Today, string Id, string? Reference) : OracleOperation(Tenant)
{
    internal override void ApplyTo(OracleRegister register)
    {
        var initiative = OracleInitiative.FromBody(Body, Tenant, Today);
        initiative.Id = Id;
        initiative.Reference = Reference;
        register.Initiatives.Add(initiative);
    }
}

/// <summary>PUT /initiatives/{id} by its owner.</summary>
public sealed record PutOperation(string Tenant, string InitiativeId, JsonObject Body) : OracleOperation(Tenant)
{
    internal override void ApplyTo(OracleRegister register) => register.ById(InitiativeId).Put(Body);
}

/// <summary>POST /initiatives/{id}/stage by its owner.</summary>
public sealed record StageOperation(
    string Tenant, string InitiativeId, string Stage, DateOnly EffectiveOn, string Reason, string Justification, bool Unread) : OracleOperation(Tenant)
{
    public JsonObject Body => new()
    {
        ["stage"] = Stage,
        ["effectiveOn"] = OracleBody.Date(EffectiveOn),
        ["reason"] = Reason,
        ["justification"] = Justification,
        ["unread"] = Unread,
    };

    internal override void ApplyTo(OracleRegister register) => register.ById(InitiativeId).ChangeStage(Stage, EffectiveOn);
}

/// <summary>POST /initiatives/{part}/part-of/confirm; Tenant is the umbrella's owner.</summary>
public sealed record ConfirmOperation(string Tenant, string InitiativeId) : OracleOperation(Tenant)
{
    internal override void ApplyTo(OracleRegister register)
    {
        var part = register.ById(InitiativeId);
        part.PartOfConfirmed = register.NamedUmbrella(part)?.Owner == Tenant;
    }
}

/// <summary>POST /initiatives/{part}/part-of/withdraw by either side.</summary>
public sealed record WithdrawOperation(string Tenant, string InitiativeId) : OracleOperation(Tenant)
{
    internal override void ApplyTo(OracleRegister register)
    {
        var part = register.ById(InitiativeId);
        part.PartOfConfirmed = false;
        part.PartOfWithdrawn = true;
    }
}

/// <summary>POST /initiatives/{id}/complementarity/reply by a coordinator.</summary>
public sealed record ReplyOperation(string Tenant, string InitiativeId, JsonObject Towards, string Reply, string Reason) : OracleOperation(Tenant)
{
    public JsonObject Body => new() { ["towards"] = Towards.DeepClone(), ["reply"] = Reply, ["reason"] = Reason };

    internal override void ApplyTo(OracleRegister register)
    {
        var towards = OracleStatement.FromBody(new JsonObject { ["towards"] = Towards.DeepClone() });
        register.ById(InitiativeId).Statements.Find(statement => statement.SameTowards(towards))!.Status = Reply;
    }
}

/// <summary>A tenant's own rating of a country; null takes the common value again.</summary>
public sealed record RiskRatingOperation(string Tenant, string Country, string? Rating) : OracleOperation(Tenant)
{
    internal override void ApplyTo(OracleRegister register)
    {
        if (Rating is null)
        {
            register.RiskRatings.Remove((Tenant, Country));
        }
        else
        {
            register.RiskRatings[(Tenant, Country)] = Rating;
        }
    }
}

/// <summary>DELETE /initiatives/{id} of a draft by its owner.</summary>
public sealed record DeleteOperation(string Tenant, string InitiativeId) : OracleOperation(Tenant)
{
    internal override void ApplyTo(OracleRegister register) => register.Initiatives.Remove(register.ById(InitiativeId));
}

/// <summary>The hidden owner accepts a request for disclosure: "its visibility is widened to the asker".</summary>
public sealed record DiscloseOperation(string Tenant, string InitiativeId, string Asker) : OracleOperation(Tenant)
{
    internal override void ApplyTo(OracleRegister register) => register.ById(InitiativeId).DiscloseTo(Asker);
}
