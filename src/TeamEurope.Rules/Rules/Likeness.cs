using TeamEurope.Rules.Reference;

namespace TeamEurope.Rules.Rules;

/// <summary>How alike two matched measures are in what their rule compares, given as the index's numbers for it; 0 is unknown.</summary>
internal static class Likeness
{
    /// <summary>labour-competition, duplicate-supply: both known and equal 20, one unknown 0, both known and different −15. programme-overlap: equal 10.</summary>
    public static int Points(Contention contention, int a, int b) => contention switch
    {
        Contention.Labour or Contention.Supply => a == 0 || b == 0 ? 0 : a == b ? 20 : -15,
        Contention.Programme => a != 0 && a == b ? 10 : 0,
        Contention.Concession => 0
    };

    /// <summary>contradictory-leverage: the same domain 15.</summary>
    public static int OfDomains(int a, int b) => a == b ? 15 : 0;
}
