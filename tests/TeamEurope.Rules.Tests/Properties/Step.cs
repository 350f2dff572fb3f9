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

/// <summary>One part of what is registered becomes another's, as an edit or a confirmation changes it; all else stays.</summary>
public sealed record EditStep(EditStep.Part What, Footprint From) : Step
{
    public enum Part { Umbrella, Visibility, Stage, Measures, Participants, Dates, Partners }

    public override void ApplyTo(RegisterIndex register, Touched touched)
    {
        if (register.Find(From.Id) is { } known)
        {
            register.Put(Edited(known), touched);
        }
    }

    public Footprint Edited(Footprint known) => What switch
    {
        Part.Umbrella => known with { PartOf = From.PartOf },
        Part.Visibility => known with { Visibility = From.Visibility },
        Part.Stage => known with { Stage = From.Stage },
        Part.Measures => known with { Measures = From.Measures },
        Part.Participants => known with { Participants = From.Participants },
        Part.Dates => known with { StartsOn = From.StartsOn, EndsOn = From.EndsOn, MandateOn = From.MandateOn },
        Part.Partners => known with { Partners = From.Partners },
        _ => throw new InvalidOperationException($"{What}")
    };

    public override string ToString() => $"{What} of {Dense.Describe(From)}";
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
