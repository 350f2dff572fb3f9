using TeamEurope.Domain.Register;

namespace TeamEurope.Application.Evaluation;

/// <summary>
/// How many changes this instance evaluates at once. After a failure that is none of the database's known ones it is half as many, so that
/// what is too much together goes through in parts; a change that fails alone is set aside for a while, so that no other waits for it.
/// Used by the evaluation alone, one at a time.
/// </summary>
public sealed class EvaluationPace(TimeProvider clock)
{
    /// <summary>What many changes touch together is evaluated once for all of them.</summary>
    private const int Usual = 256;

    /// <summary>Where that is put off, fewer at once cost no more, and their news is out sooner.</summary>
    private const int UsualAlone = 64;

    /// <summary>After so many that went well in a row more is tried: a failure costs a reading of the register.</summary>
    private const int BeforeMore = 16;

    public static readonly TimeSpan Aside = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Guid, DateTimeOffset> aside = [];
    private List<RegisterEvent> tried = [];
    private int wentWell;

    /// <summary>At most this many changes.</summary>
    public int Most { get; private set; } = Usual;

    /// <summary>The mirror holds what a failed evaluation put into it, and has to be read anew.</summary>
    public bool HasLostTrack { get; private set; }

    /// <summary>The initiatives whose changes wait until the others are done.</summary>
    public List<Guid> SetAside() => [.. aside.Where(a => a.Value > clock.GetUtcNow()).Select(a => a.Key)];

    /// <summary>Chooses from what waits what is evaluated now.</summary>
    public List<RegisterEvent> Choose(List<RegisterEvent> waiting)
    {
        // Baseline rows raise their alerts quietly, so they are not mixed with others.
        var batch = waiting.TakeWhile(e => e.BaselineOf == waiting[0].BaselineOf).ToList();
        return tried = PostponedFindings.OnlyAdds(batch) ? [.. batch.Take(UsualAlone)] : batch;
    }

    public void Succeeded()
    {
        if (++wentWell >= BeforeMore)
        {
            (Most, wentWell) = (Math.Min(Usual, Most * 2), 0);
        }

        tried.ForEach(e => aside.Remove(e.InitiativeId ?? Guid.Empty));
        tried = [];
    }

    /// <returns>The change that failed alone and is set aside; null where there were more, or it touches no initiative.</returns>
    public RegisterEvent? Failed()
    {
        (HasLostTrack, Most, wentWell) = (true, Math.Max(1, tried.Count / 2), 0);
        if (tried is not [{ InitiativeId: { } initiative } alone])
        {
            return null;
        }

        aside[initiative] = clock.GetUtcNow() + Aside;
        return alone;
    }

    public void HasReloaded() => HasLostTrack = false;
}
