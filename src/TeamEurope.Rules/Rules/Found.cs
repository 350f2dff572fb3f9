namespace TeamEurope.Rules.Rules;

/// <summary>Called for each finding; what it is given is good until it returns.</summary>
public delegate void FoundVisitor(scoped in Found found);

/// <summary>
/// A finding as the search passes by it: which alert it is, its level and its score. What it says in full, with terms and evidence, is
/// made by <see cref="Whole"/>, for those who keep it.
/// </summary>
public readonly ref struct Found
{
    private readonly PairSearch? search;
    private readonly Pair pair;
    private readonly EuPrecedence.Sides sides;
    private readonly Reference.Contention? contention;
    private readonly PairScore terms;
    private readonly Func<Finding>? whole;

    internal Found(string rule, in PairScore terms, PairSearch search, in Pair pair, in EuPrecedence.Sides sides, Reference.Contention? contention)
    {
        Key = new FindingKey(rule, pair.FaceOfA.Id, pair.FaceOfB.Id, null, null);
        Score = terms.Value;
        Level = ScoreSheet.LevelOf(Score);
        (this.terms, this.search, this.pair, this.sides, this.contention) = (terms, search, pair, sides, contention);
    }

    internal Found(FindingKey key, AlertLevel level, int score, Func<Finding> whole) => (Key, Level, Score, this.whole) = (key, level, score, whole);

    public FindingKey Key { get; }
    public AlertLevel Level { get; }
    public int Score { get; }

    public Finding Whole() => search is null ? whole!() : search.Whole(Key, Level, terms, pair, sides, contention);
}
