using System.Diagnostics;
using System.Diagnostics.Metrics;
using TeamEurope.Domain.Register;

namespace TeamEurope.Application.Telemetry;

/// <summary>
/// What the product measures of itself, and the source of its spans. Numbers, names of use cases and codes of refusals only:
/// never content, never who acted.
/// </summary>
public sealed class ProductMeter
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "TeamEurope";

    /// <summary>Changes in the outbox that are not yet evaluated.</summary>
    public const string OutboxWaiting = "teameurope.outbox.waiting";

    /// <summary>The age of the oldest change that is not yet evaluated, in seconds; 0 where none waits.</summary>
    public const string OutboxOldestAge = "teameurope.outbox.oldest.age";

    /// <summary>How long an evaluation took, from reading the changes to saving the alerts, in seconds.</summary>
    public const string EvaluationDuration = "teameurope.evaluation.duration";

    /// <summary>How long a change waited from its acceptance to the end of its evaluation, in seconds.</summary>
    public const string EvaluationLag = "teameurope.evaluation.lag";

    /// <summary>Changes evaluated.</summary>
    public const string EvaluationChanges = "teameurope.evaluation.changes";

    /// <summary>Notifications kept.</summary>
    public const string NotificationsKept = "teameurope.notifications.kept";

    /// <summary>Notifications pushed to this instance's connections.</summary>
    public const string NotificationsPushed = "teameurope.notifications.pushed";

    /// <summary>How long a notification waited from being kept to being pushed, in seconds.</summary>
    public const string NotificationsLag = "teameurope.notifications.lag";

    /// <summary>Clients connected to this instance.</summary>
    public const string LiveConnections = "teameurope.live.connections";

    /// <summary>Imports that are not yet done.</summary>
    public const string ImportsRunning = "teameurope.imports.running";

    /// <summary>Runs of jobs, by job and outcome.</summary>
    public const string JobRuns = "teameurope.jobs.runs";

    /// <summary>Transactions tried again, by reason.</summary>
    public const string DatabaseRetries = "teameurope.database.retries";

    /// <summary>Days on which a tenant raised unusually many blind items.</summary>
    public const string ProbingReports = "teameurope.probing.reports";

    /// <summary>The attribute that holds the code of a refusal.</summary>
    public const string RefusalAttribute = "teameurope.refusal";

    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    private readonly TimeProvider clock;
    private readonly Histogram<double> evaluationDuration;
    private readonly Histogram<double> evaluationLag;
    private readonly Counter<long> evaluationChanges;
    private readonly Counter<long> notificationsKept;
    private readonly Counter<long> notificationsPushed;
    private readonly Histogram<double> notificationsLag;
    private readonly UpDownCounter<long> liveConnections;
    private readonly Counter<long> jobRuns;
    private readonly Counter<long> databaseRetries;
    private readonly Counter<long> probingReports;
    private volatile Backlog? backlog;

    public ProductMeter(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(Name);
        meter.CreateObservableGauge(OutboxWaiting, () => Known(b => (long)b.Waiting), "{change}", "Changes not yet evaluated.");
        meter.CreateObservableGauge(OutboxOldestAge, () => Known(b => b.AgeOfOldest(clock.GetUtcNow()).TotalSeconds), "s", "Age of the oldest change not yet evaluated.");
        meter.CreateObservableGauge(ImportsRunning, () => Known(b => (long)b.ImportsRunning), "{import}", "Imports not yet done.");
        evaluationDuration = InSeconds(meter, EvaluationDuration, "Duration of evaluations.");
        evaluationLag = InSeconds(meter, EvaluationLag, "From a change's acceptance to the end of its evaluation.");
        evaluationChanges = meter.CreateCounter<long>(EvaluationChanges, "{change}", "Changes evaluated.");
        notificationsKept = meter.CreateCounter<long>(NotificationsKept, "{notification}", "Notifications kept.");
        notificationsPushed = meter.CreateCounter<long>(NotificationsPushed, "{notification}", "Notifications pushed.");
        notificationsLag = InSeconds(meter, NotificationsLag, "From keeping a notification to pushing it.");
        liveConnections = meter.CreateUpDownCounter<long>(LiveConnections, "{connection}", "Clients connected to this instance.");
        jobRuns = meter.CreateCounter<long>(JobRuns, "{run}", "Runs of jobs, by job and outcome.");
        databaseRetries = meter.CreateCounter<long>(DatabaseRetries, "{retry}", "Transactions tried again, by reason.");
        probingReports = meter.CreateCounter<long>(ProbingReports, "{report}", "Tenants that raised unusually many blind items in a day.");
    }

    /// <summary>The source of the product's own spans.</summary>
    public static ActivitySource Spans { get; } = new(Name);

    /// <summary>Begins to time the evaluation of these changes; <see cref="EvaluationReading.Done"/> counts them.</summary>
    public EvaluationReading EvaluationOf(IReadOnlyCollection<RegisterEvent> changes) => new(this, changes);

    /// <summary>What waits in the database, as last looked at.</summary>
    public void Waiting(Backlog now) => backlog = now;

    public void Kept(int notifications) => notificationsKept.Add(notifications);

    /// <param name="keptAt">When the notification was kept.</param>
    public void Pushed(DateTimeOffset keptAt)
    {
        notificationsPushed.Add(1);
        notificationsLag.Record(Since(keptAt));
    }

    public void Connected() => liveConnections.Add(1);

    public void Disconnected() => liveConnections.Add(-1);

    /// <summary>A job has run.</summary>
    /// <param name="job">The job's name, one of a few.</param>
    /// <param name="outcome">How it ended, such as <c>done</c> or <c>failed</c>.</param>
    public void JobRan(string job, string outcome) =>
        jobRuns.Add(1, new KeyValuePair<string, object?>("teameurope.job", job), new KeyValuePair<string, object?>("teameurope.outcome", outcome));

    /// <param name="reason">Why, in one word of few: <c>concurrency</c>, <c>collision</c>, <c>duplicate</c>, <c>away</c>.</param>
    public void Retried(string reason) => databaseRetries.Add(1, new KeyValuePair<string, object?>("teameurope.reason", reason));

    public void ProbingReported() => probingReports.Add(1);

    private double Since(DateTimeOffset at) => Math.Max(0, (clock.GetUtcNow() - at).TotalSeconds);

    private static Histogram<double> InSeconds(Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });

    /// <summary>Nothing is said before the first look.</summary>
    private Measurement<T>[] Known<T>(Func<Backlog, T> value) where T : struct => backlog is { } known ? [new Measurement<T>(value(known))] : [];

    /// <summary>One evaluation, with its span.</summary>
    public sealed class EvaluationReading : IDisposable
    {
        private readonly ProductMeter meter;
        private readonly IReadOnlyCollection<RegisterEvent> changes;
        private readonly Activity? span = Spans.StartActivity("Evaluate");
        private readonly long start;

        internal EvaluationReading(ProductMeter meter, IReadOnlyCollection<RegisterEvent> changes)
        {
            (this.meter, this.changes) = (meter, changes);
            start = meter.clock.GetTimestamp();
            span?.SetTag("teameurope.changes", changes.Count);
        }

        /// <summary>It is evaluated; a failure counts nothing.</summary>
        public void Done()
        {
            meter.evaluationDuration.Record(meter.clock.GetElapsedTime(start).TotalSeconds);
            meter.evaluationChanges.Add(changes.Count);
            foreach (var change in changes)
            {
                meter.evaluationLag.Record(meter.Since(change.At));
            }
        }

        public void Dispose() => span?.Dispose();
    }
}
