using TeamEurope.Application.Common;
using TeamEurope.Domain.Alerts;

namespace TeamEurope.Application.Audit;

/// <summary>An act with whoever did it, to be chained.</summary>
public sealed record AuditAct(AuditActor By, AuditNote Note);

/// <summary>
/// What is to be chained when the transaction of the moment commits: the rows that it wrote, of which acts are told, and what was noted
/// besides. The database context brings the rows and the unit of work takes the acts, so that no use case can forget its own.
/// </summary>
public sealed class AuditTrail(CurrentUser user, TimeProvider clock)
{
    private readonly List<WrittenRow> rows = [];
    private readonly Dictionary<Guid, Alert> alerts = [];
    private readonly List<AuditAct> acts = [];
    private bool wantsAct;

    /// <summary>Whether rows count: what the service does by itself, in nobody's name, is its own evaluation and housekeeping.</summary>
    public bool IsListening => user.IsSignedIn;

    public AuditActor Actor => user.Actor;

    /// <summary>When the transaction began: all that it does was done after that.</summary>
    public DateTimeOffset BeganAt { get; private set; }

    /// <summary>A row that was written, new, changed or gone.</summary>
    public void Take(object row, IReadOnlyDictionary<string, object?>? before = null, bool isGone = false)
    {
        var written = new WrittenRow(Actor, row, before, isGone);
        rows.Add(written);
        wantsAct |= written.WantsAct;
    }

    /// <summary>An alert that was looked at: who acts on it may not have changed it.</summary>
    public void See(Alert alert) => alerts[alert.Id] = alert;

    /// <summary>An act that leaves no row of its own, such as a reading, by whoever is signed in.</summary>
    public void Note(AuditNote note) => Note(note, Actor);

    public void Note(AuditNote note, AuditActor by) => acts.Add(new AuditAct(by, note));

    /// <summary>All acts so far.</summary>
    public IReadOnlyList<AuditAct> Gather()
    {
        acts.AddRange(AuditStories.Of(rows, alerts));
        rows.Clear();
        return acts;
    }

    /// <summary>
    /// Holds what a command did against what it says that it leaves. A command that changed something and leaves nothing is a bug, as is
    /// one that leaves what it does not say.
    /// </summary>
    public void Check(string command, IReadOnlyList<string>? words)
    {
        var left = Gather().Select(a => a.Note.Word).Distinct().ToList();
        if (left.FirstOrDefault(w => words?.Contains(w) != true) is { } unsaid)
        {
            throw new InvalidOperationException($"{command} leaves {unsaid} in the audit chain and does not say so.");
        }

        if (words is not null && wantsAct && left.Count == 0)
        {
            throw new InvalidOperationException($"{command} changed something and leaves nothing in the audit chain.");
        }
    }

    /// <summary>Gives away what was noted outside a transaction.</summary>
    public List<AuditAct> TakeNotes()
    {
        var noted = acts.ToList();
        Clear();
        return noted;
    }

    /// <summary>A transaction begins, perhaps once more.</summary>
    public void Clear()
    {
        rows.Clear();
        alerts.Clear();
        acts.Clear();
        wantsAct = false;
        BeganAt = clock.GetUtcNow();
    }
}
