namespace TeamEurope.Application.People;

/// <summary>How long the names of people who come no more are kept.</summary>
public sealed record PersonalDataSettings
{
    /// <summary>Days since a person was last seen; 0 for as long as nobody anonymises them.</summary>
    public int KeepUnseenFor { get; init; }
}
