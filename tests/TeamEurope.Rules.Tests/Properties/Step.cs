namespace TeamEurope.Rules.Tests.Properties;

/// <summary>A change of the register, with what the index says it touched.</summary>
public abstract record Step
{
    public abstract void ApplyTo(RegisterIndex register, Touched touched);
}

public sealed record PutStep(Footprint Footprint) : Step
{
    public override void ApplyTo(RegisterIndex register, Touched touched) => register.Put(Footprint, touched);

    public override string ToString() => $"Put {Dense.Describe(Footprint)}";
}

public sealed record RemoveStep(int Number) : Step
{
    public override void ApplyTo(RegisterIndex register, Touched touched) => register.Remove(Given.Id(Number), touched);
}

public sealed record RateStep(string Tenant, string Country, Risk? Rating) : Step
{
    public override void ApplyTo(RegisterIndex register, Touched touched) => register.Rate(Tenant, Country, Rating, touched);
}

public sealed record MoveStep(DateOnly AsOf) : Step
{
    public override void ApplyTo(RegisterIndex register, Touched touched) => register.MoveTo(AsOf, touched);
}
