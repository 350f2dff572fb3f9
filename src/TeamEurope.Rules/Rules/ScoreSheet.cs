namespace TeamEurope.Rules.Rules;

/// <summary>A score as the sum of its named terms. Zero terms are left out; a <c>clamp</c> term keeps the sum within 0…100.</summary>
internal sealed class ScoreSheet
{
    private const int Highest = 100;
    private readonly List<Term> terms = [];

    public ScoreSheet Add(string name, int points)
    {
        if (points != 0)
        {
            terms.Add(new Term(name, points));
        }

        return this;
    }

    public (int Score, IReadOnlyList<Term> Terms) Total()
    {
        var sum = terms.Sum(t => t.Points);
        var score = Clamp(sum);
        Add("clamp", score - sum);
        return (score, terms);
    }

    /// <summary>Scores are kept in 0…100.</summary>
    public static int Clamp(int sum) => Math.Clamp(sum, 0, Highest);

    /// <summary>≥ 75 Critical, ≥ 50 High, ≥ 25 Medium, else Low.</summary>
    public static AlertLevel LevelOf(int score) => score switch
    {
        >= 75 => AlertLevel.Critical,
        >= 50 => AlertLevel.High,
        >= 25 => AlertLevel.Medium,
        _ => AlertLevel.Low
    };
}
