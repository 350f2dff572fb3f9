using TeamEurope.Rules.Register;

namespace TeamEurope.Rules;

/// <summary>The others whom one initiative's spillover may reach.</summary>
internal sealed class SpilloverPlace(RegisterIndex register, ActiveInitiative initiative, RegisterIndex.Viewpoint? viewpoint)
{
    /// <summary>What can be affected in a country, by owner; one's own is not.</summary>
    public IEnumerable<(int Owner, Cell Cell)> AffectedIn(string country)
    {
        var own = register.NumberOf(initiative.Owner);
        return register.AffectedIn(country).Where(a => a.Key != own).Select(a => (a.Key, a.Value));
    }

    public void Looked(int others) => register.Looked(others);

    public ActiveInitiative At(int slot) => register.At(slot);

    /// <summary>Not linked, and in the preview's view.</summary>
    public bool TakesPart(int slot)
    {
        var other = register.At(slot);
        return (viewpoint is null || viewpoint.TakesPart(other)) && !register.AreLinked(initiative.Footprint, other.Footprint, viewpoint);
    }
}
