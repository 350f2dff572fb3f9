using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Rules.Rules;

/// <summary>A match as the search finds it.</summary>
/// <param name="A">The place of A's measure among those that take part.</param>
/// <param name="B">The same of B.</param>
/// <param name="IsRegional">Whether either reaches the country only regionally.</param>
/// <param name="Points">What the rule of their family gives for how alike the two are.</param>
internal readonly record struct PairMatch(short A, short B, short Country, bool IsRegional, Contention Contention, int Points);

/// <summary>Two live initiatives of different owners that are not linked, A with the smaller id.</summary>
/// <param name="Meeting">The number of their meeting in the search that found them.</param>
internal readonly record struct Pair(ActiveInitiative A, Face FaceOfA, ActiveInitiative B, Face FaceOfB, int Meeting)
{
    /// <summary>Both open 15; one open, one settled 20 (one side can still adapt); both settled 5.</summary>
    public int StagePoints => (FaceOfA.IsOpen, FaceOfB.IsOpen) switch
    {
        (true, true) => 15,
        (false, false) => 5,
        _ => 20
    };
}

/// <summary>What the score of a rule asks of its matches, taken in one by one.</summary>
internal struct Tally
{
    private bool isDirect;

    public bool Any { get; private set; }

    /// <summary>The term <c>ring</c>: the highest over the matched countries.</summary>
    public int Ring { get; private set; }

    /// <summary>The best over the matches of what is the rule's own.</summary>
    public int Best { get; private set; }

    /// <summary>−10 where in every match at least one of the two reaches the country only regionally.</summary>
    public readonly int Regional => isDirect ? 0 : -10;

    public void Add(in PairMatch match, int ring)
    {
        isDirect |= !match.IsRegional;
        Ring = Math.Max(Ring, ring);
        Best = Any ? Math.Max(Best, match.Points) : match.Points;
        Any = true;
    }
}

/// <summary>A pair's score by its terms: base, stage, ring, regional, and one that is the rule's own.</summary>
internal readonly record struct PairScore(int Base, int Stage, int Ring, int Regional, string? OwnTerm, int Own)
{
    public static PairScore Of(int basePoints, in Pair pair, in Tally tally, string? ownTerm, int own) =>
        new(basePoints, pair.StagePoints, tally.Ring, tally.Regional, ownTerm, own);

    public int Value => ScoreSheet.Clamp(Base + Stage + Ring + Regional + Own);

    public ScoreSheet ToSheet()
    {
        var sheet = new ScoreSheet().Add("base", Base).Add("stage", Stage).Add("ring", Ring).Add("regional", Regional);
        return OwnTerm is { } name ? sheet.Add(name, Own) : sheet;
    }
}
