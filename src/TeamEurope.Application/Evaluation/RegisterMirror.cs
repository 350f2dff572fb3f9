using TeamEurope.Application.Common;
using TeamEurope.Rules;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Evaluation;

/// <summary>
/// The register as this instance last evaluated it, in memory and indexed. One thread changes it (the evaluation); previews and
/// gates read it at the same time. It can be thrown away: it is read from the database again at each start.
/// </summary>
public sealed class RegisterMirror(ReferenceData reference, RuleSettings settings, TimeProvider clock) : IDisposable
{
    private readonly ReaderWriterLockSlim guard = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private long lastOwn;
    private long lastOfOthers;
    private int courtesies;
    private RegisterIndex index = new(reference, settings, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));

    /// <summary>How many initiatives searches have looked at: what a test holds incremental evaluation to.</summary>
    public long Examined => Read(i => i.Examined);

    public DateOnly AsOf => Read(i => i.AsOf);

    /// <summary>The last evaluation whose changes are in here, of whichever instance. Written only by whoever has the turn.</summary>
    public long Evaluation { get; set; }

    /// <summary>This instance has evaluated, and committed it.</summary>
    public void HasEvaluated(long evaluation) => (Evaluation, lastOwn) = (evaluation, evaluation);

    /// <summary>
    /// Whether to let the instance go on that evaluates at present: any other has first to take in what that one evaluated. Not for long:
    /// an instance that stands still is not waited for.
    /// </summary>
    /// <param name="reached">The last evaluation that there is, whosever.</param>
    /// <param name="most">How often in a row.</param>
    public bool GivesWay(long reached, int most)
    {
        if (reached > Math.Max(lastOwn, lastOfOthers))
        {
            (lastOfOthers, courtesies) = (reached, 0);
        }

        return lastOfOthers > lastOwn && courtesies++ < most;
    }

    /// <summary>Waits for the right to change the mirror: one evaluation or one catching up at a time.</summary>
    public Task<IDisposable> EnterAsync(CancellationToken cancellationToken) => turn.EnterAsync(cancellationToken);

    /// <summary>Starts again from what the database holds.</summary>
    public void Load(IEnumerable<Footprint> footprints, IEnumerable<(string Tenant, string Country, Risk? Risk)> ratings, DateOnly asOf)
    {
        var fresh = RegisterIndex.Of(footprints, ratings, reference, settings, asOf);
        Change(_ => index = fresh);
    }

    /// <summary>Takes in the states that these initiatives have now; those without one are gone.</summary>
    /// <param name="day">Instances' clocks differ: an earlier day than the mirror's own changes nothing.</param>
    public void Take(
        IReadOnlyCollection<Guid> changed, IReadOnlyCollection<Footprint> footprints, IEnumerable<(string Tenant, string Country, Risk? Risk)> ratings,
        DateOnly day, Touched touched) => Change(index =>
    {
        index.MoveTo(day > index.AsOf ? day : index.AsOf, touched);
        foreach (var footprint in footprints)
        {
            index.Put(footprint, touched);
        }

        foreach (var gone in changed.Except(footprints.Select(f => f.Id)))
        {
            index.Remove(gone, touched);
        }

        foreach (var (tenant, country, risk) in ratings)
        {
            index.Rate(tenant, country, risk, touched);
        }
    });

    private void Change(Action<RegisterIndex> change)
    {
        guard.EnterWriteLock();
        try
        {
            change(index);
        }
        finally
        {
            guard.ExitWriteLock();
        }
    }

    public T Read<T>(Func<RegisterIndex, T> read)
    {
        guard.EnterReadLock();
        try
        {
            return read(index);
        }
        finally
        {
            guard.ExitReadLock();
        }
    }

    public string? GateOf(Footprint footprint) => Read(i => RuleEngine.GateOf(i, footprint));

    public List<Finding> Evaluate(Touched touched) => Read(i => RuleEngine.Evaluate(i, touched));

    public List<Finding> Preview(Footprint footprint, string tenant) =>
        Read(i => RuleEngine.Preview(i, footprint, other => other.IsVisibleTo(tenant)));

    public Footprint? Find(Guid id) => Read(i => i.Find(id));

    public void Dispose()
    {
        guard.Dispose();
        turn.Dispose();
    }
}
