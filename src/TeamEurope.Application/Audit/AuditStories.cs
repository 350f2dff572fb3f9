using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TeamEurope.Application.Briefings;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Exports;
using TeamEurope.Domain.Imports;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Domain.Mail;
using TeamEurope.Domain.Meetings;
using TeamEurope.Domain.Partners;
using TeamEurope.Domain.People;
using TeamEurope.Domain.Register;

namespace TeamEurope.Application.Audit;

/// <summary>Tells acts by the rows that they wrote: one kind of row, one story.</summary>
internal static class AuditStories
{
    private const string OnInitiative = "initiative";
    private const string OnAlert = "alert";
    private const string OnMeeting = "meeting";
    private const string OnBriefing = "briefing";

    /// <summary>In the order in which the rows were written.</summary>
    public static IEnumerable<AuditAct> Of(IReadOnlyList<WrittenRow> rows, IReadOnlyDictionary<Guid, Alert> alerts) =>
        from row in rows
        let note = NoteOf(row, rows, alerts)
        where note is not null
        select new AuditAct(row.By, note);

    /// <summary>The SHA-256 of a text, in hexadecimal: proves what it was and does not show it.</summary>
    public static string? HashOf(string? text) => text is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static AuditNote? NoteOf(WrittenRow written, IReadOnlyList<WrittenRow> rows, IReadOnlyDictionary<Guid, Alert> alerts) => written.Row switch
    {
        RegisterEvent { Country: { } country } e when written.IsNew => Rated(e, country, rows),
        RegisterEvent e when written.IsNew && AuditWords.OnRegister.Contains(e.Kind) => OnRegister(e, rows),
        AlertEvent { By: not null } e when written.IsNew => OnAlertOf(e, rows, alerts),
        AlertComment c when written.IsNew => Commented(c, rows, alerts),
        Disclosure d => AboutDisclosure(d, written, alerts),
        Meeting m => AboutMeeting(m, written),
        Briefing b => AboutBriefing(b, written),
        Import i when written.IsNew => Started(i, rows),
        PersonEvent p when written.IsNew => new AuditNote(p.What, "person") { Whom = new AuditWhom(p.Tenant, p.User) },
        Export e when written.IsNew => Started(e),
        Subscription s => AboutSubscription(s, written),
        MailSettings m => AboutMail(m, written),
        TenantSettings t => new AuditNote(AuditWords.DefaultsSet, "settings")
        {
            Before = Fields(("defaultVisibility", Was(written, nameof(t.DefaultVisibility)))), After = Fields(("defaultVisibility", t.DefaultVisibility))
        },
        _ => null
    };

    private static AuditNote OnRegister(RegisterEvent e, IReadOnlyList<WrittenRow> rows)
    {
        var (id, version) = (e.InitiativeId!.Value, e.Version!.Value);
        return new AuditNote(e.Kind.ToString(), OnInitiative)
        {
            Subject = id, First = id, Cause = e.BaselineOf is null ? null : "baseline",
            VersionBefore = version > 1 ? new AuditVersion(id, version - 1) : null,
            VersionAfter = e.Kind == RegisterEventKind.DraftDeleted
                ? null
                : new AuditVersion(id, version, rows.Select(r => r.Row).OfType<InitiativeRevision>().First(r => r.InitiativeId == id && r.Version == version).State)
        };
    }

    /// <summary>Ratings are kept one after the other: which one came before says what it was.</summary>
    private static AuditNote Rated(RegisterEvent e, string country, IReadOnlyList<WrittenRow> rows)
    {
        var rating = rows.Select(r => r.Row).OfType<RiskRating>().Last(r => r.Country == country);
        return new AuditNote(e.Kind.ToString(), "country")
        {
            Code = country,
            Before = rating.Sequence > 1 ? Fields(("rating", rating.Sequence - 1)) : Fields(),
            After = Fields(("rating", rating.Sequence), ("risk", rating.Risk), ("reason", HashOf(rating.Reason)))
        };
    }

    /// <summary>Of a blind item only the side that its reader sees.</summary>
    private static AuditNote OnAlertOf(AlertEvent e, IReadOnlyList<WrittenRow> rows, IReadOnlyDictionary<Guid, Alert> alerts)
    {
        var alert = alerts[e.AlertId];
        var was = rows.FirstOrDefault(r => ReferenceEquals(r.Row, alert) && r.Before is not null);
        var assigns = e.What == AuditWords.Assigned;
        return new AuditNote(e.What, OnAlert)
        {
            Subject = alert.Id, First = First(alert), Second = Second(alert),
            Before = alert.IsCollision ? Fields() : Fields(
                ("status", Was(was, nameof(alert.Status))),
                ("assignee", assigns ? Whom(e.Tenant, Was(was, nameof(alert.AssigneeTenant)) ?? alert.AssigneeTenant, Was(was, nameof(alert.Assignee))) : null),
                ("dueOn", Was(was, nameof(alert.DueOn)))),
            After = alert.IsCollision ? Fields(("acknowledged", AcknowledgedBy(e))) : Fields(
                ("acknowledged", AcknowledgedBy(e)),
                ("status", was?.Before!.ContainsKey(nameof(alert.Status)) == true ? e.Status : null),
                ("assignee", assigns ? Whom(e.Tenant, alert.AssigneeTenant, alert.Assignee) : null),
                ("dueOn", assigns ? alert.DueOn : null),
                ("note", assigns ? null : HashOf(e.Note)))
        };
    }

    private static string? AcknowledgedBy(AlertEvent e) => e.What == AuditWords.Acknowledged ? e.Tenant : null;

    private static AuditNote Commented(AlertComment c, IReadOnlyList<WrittenRow> rows, IReadOnlyDictionary<Guid, Alert> alerts)
    {
        var alert = alerts[c.AlertId];
        var was = rows.FirstOrDefault(r => ReferenceEquals(r.Row, alert) && r.Before?.ContainsKey(nameof(alert.Status)) == true);
        return new AuditNote(AuditWords.Commented, OnAlert)
        {
            Subject = alert.Id, First = First(alert), Second = Second(alert),
            Before = Fields(("status", Was(was, nameof(alert.Status)))),
            After = Fields(("comment", c.Id), ("text", HashOf(c.Text)), ("status", was is null ? null : alert.Status))
        };
    }

    /// <summary>Who asks sees the own side alone. An accepted request stands in the register, as a disclosure.</summary>
    private static AuditNote? AboutDisclosure(Disclosure d, WrittenRow written, IReadOnlyDictionary<Guid, Alert> alerts) => (written.IsNew, d.Status) switch
    {
        (true, _) => new AuditNote(AuditWords.DisclosureAsked, OnAlert)
        {
            Subject = d.AlertId, First = First(alerts[d.AlertId]), Second = Second(alerts[d.AlertId]),
            After = Fields(("status", d.Status), ("reason", HashOf(d.Reason)))
        },
        (false, DisclosureStatus.Withdrawn) => new AuditNote(AuditWords.DisclosureWithdrawn, OnAlert)
        {
            Subject = d.AlertId, First = First(alerts[d.AlertId]), Second = Second(alerts[d.AlertId]),
            Before = Fields(("status", Was(written, nameof(d.Status)))), After = Fields(("status", d.Status))
        },
        (false, DisclosureStatus.Declined) => new AuditNote(AuditWords.DisclosureDeclined, OnInitiative)
        {
            Subject = d.InitiativeId, First = d.InitiativeId,
            Before = Fields(("status", Was(written, nameof(d.Status)))), After = Fields(("status", d.Status), ("reason", HashOf(d.ReplyReason)))
        },
        _ => null
    };

    private static AuditNote AboutMeeting(Meeting m, WrittenRow written)
    {
        var before = written.Before ?? new Dictionary<string, object?>();
        return new AuditNote(written.IsNew ? AuditWords.MeetingPlanned : AuditWords.MeetingChanged, OnMeeting)
        {
            Subject = m.Id, Code = TextOf(m.Date),
            Before = Fields(
                ("date", before.GetValueOrDefault(nameof(m.Date))), ("title", HashOf(before.GetValueOrDefault(nameof(m.Title)) as string)),
                ("agenda", before.GetValueOrDefault(nameof(m.Agenda)) is { } agenda ? HashOf(JsonSerializer.Serialize(agenda)) : null)),
            After = Fields(
                ("date", Now(written, nameof(m.Date), m.Date)), ("title", Now(written, nameof(m.Title), HashOf(m.Title))),
                ("agenda", Now(written, nameof(m.Agenda), HashOf(JsonSerializer.Serialize<object>(m.Agenda)))))
        };
    }

    private static AuditNote AboutBriefing(Briefing b, WrittenRow written)
    {
        var what = written.IsNew ? AuditWords.BriefingComposed
            : Changes(written, nameof(b.FrozenAt)) ? AuditWords.BriefingFrozen
            : Changes(written, nameof(b.ComposedAt)) ? AuditWords.BriefingRecomposed
            : AuditWords.BriefingEdited;
        return new AuditNote(what, OnBriefing)
        {
            Subject = b.Id, Code = TextOf(b.ReadContent().Date),
            Before = Fields(("edition", Was(written, nameof(b.Edition))), ("content", HashOf(Was(written, nameof(b.Content)) as string))),
            After = Fields(("edition", b.Edition), ("content", Now(written, nameof(b.Content), HashOf(b.Content))))
        };
    }

    private static AuditNote Started(Import i, IReadOnlyList<WrittenRow> rows) => new(AuditWords.ImportStarted, "import")
    {
        Subject = i.Id, Code = i.Id.ToString(),
        After = Fields(
            ("rows", i.Total), ("dryRun", i.IsDryRun), ("baseline", i.IsBaseline),
            ("file", HashOf(rows.Select(r => r.Row).OfType<ImportFile>().FirstOrDefault(f => f.ImportId == i.Id)?.Rows)))
    };

    private static AuditNote Started(Export e) => new(AuditWords.ExportStarted, "export")
    {
        Subject = e.Id, Code = e.Format,
        After = Fields([("count", e.Total), .. AuditSelections.Of(JsonSerializer.Deserialize<Initiatives.InitiativeSelection>(e.Selection)!)])
    };

    private static AuditNote AboutSubscription(Subscription s, WrittenRow written)
    {
        var present = Fields(
            ("country", s.Country), ("ring", s.Ring), ("goal", s.Goal), ("rule", s.Rule), ("level", s.Level), ("delivery", s.Delivery));
        var before = written.Before?.ToDictionary(f => char.ToLowerInvariant(f.Key[0]) + f.Key[1..], f => Shown(f.Value));
        return new AuditNote(
            written.IsNew ? AuditWords.SubscriptionAdded : written.IsGone ? AuditWords.SubscriptionRemoved : AuditWords.SubscriptionChanged, "subscription")
        {
            Subject = s.Id,
            Before = written.IsGone ? present : before ?? Fields(),
            After = written.IsGone ? Fields() : before is null ? present : present.Where(f => before.ContainsKey(f.Key)).ToDictionary()
        };
    }

    /// <summary>Where mail goes is somebody's address: that it was changed is told, and not to which.</summary>
    private static AuditNote AboutMail(MailSettings m, WrittenRow written) => new(AuditWords.MailSettingsSet, "settings")
    {
        Before = Fields(
            ("language", Was(written, nameof(m.Language))), ("daily", Was(written, nameof(m.Daily))), ("weekly", Was(written, nameof(m.Weekly)))),
        After = Fields(
            ("language", Now(written, nameof(m.Language), m.Language)), ("daily", Now(written, nameof(m.Daily), m.Daily)),
            ("weekly", Now(written, nameof(m.Weekly), m.Weekly)), ("address", written.IsNew ? "set" : Changes(written, nameof(m.Address)) ? "changed" : null))
    };

    private static Guid? First(Alert alert) => alert.IsFirstHidden ? null : alert.First;

    private static Guid? Second(Alert alert) => alert.IsSecondHidden ? null : alert.Second;

    /// <summary>Only one's own people are named: whom another tenant had assigned is not for this one's auditors.</summary>
    private static AuditWhom? Whom(string? own, object? tenant, object? user) => own is not null && Equals(tenant, own) && user is string u ? new AuditWhom(own, u) : null;

    private static bool Changes(WrittenRow written, string field) => written.Before?.ContainsKey(field) == true;

    private static object? Was(WrittenRow? written, string field) => written?.Before?.GetValueOrDefault(field);

    /// <summary>What stands there now, where it is new or was changed.</summary>
    private static object? Now(WrittenRow written, string field, object? value) => written.IsNew || Changes(written, field) ? value : null;

    internal static Dictionary<string, object?> Fields(params IEnumerable<(string Name, object? Value)> fields) =>
        fields.Where(f => f.Value is not null).ToDictionary(f => f.Name, f => Shown(f.Value));

    private static object? Shown(object? value) => value switch
    {
        null or AuditWhom or string => value,
        bool truth => truth ? "true" : "false",
        DateOnly day => TextOf(day),
        IFormattable some => some.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()
    };

    private static string TextOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
