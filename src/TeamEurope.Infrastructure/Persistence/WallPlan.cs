namespace TeamEurope.Infrastructure.Persistence;

/// <summary>To whom the wall shows a table's rows.</summary>
public enum WallRule
{
    /// <summary>Nothing of any tenant in it: no wall.</summary>
    None,

    /// <summary>To any tenant, but to nobody who does not say which: narrow rows that mean nothing alone, and what belongs to all.</summary>
    AnyTenant,

    /// <summary>To the tenant in its column <c>Tenant</c>.</summary>
    Own,

    /// <summary>Initiatives, by domain.md's table.</summary>
    Initiative,

    /// <summary>To whoever may see its initiative.</summary>
    OfInitiative,

    /// <summary>Versions: to whoever may see the initiative, and to its owner after it is gone.</summary>
    Revision,

    /// <summary>Alerts, in the form that fits what the tenant may see.</summary>
    Alert,

    /// <summary>To whoever may read its alert.</summary>
    OfAlert,

    /// <summary>To its asker and to the one asked.</summary>
    Disclosure,

    /// <summary>To its audience and its composer.</summary>
    Briefing,

    /// <summary>To whoever may read its briefing.</summary>
    OfBriefing,

    /// <summary>To the tenant whose import it is.</summary>
    OfImport,

    /// <summary>To the tenant whose export it is.</summary>
    OfExport
}

/// <summary>
/// The second wall: what each table shows to the application's login. Every table of the model stands here; a test finds one that does
/// not. Each database's provider turns the plan into its own row-level security.
/// </summary>
public static class WallPlan
{
    public static readonly IReadOnlyDictionary<string, WallRule> Rules = new Dictionary<string, WallRule>
    {
        ["Initiatives"] = WallRule.Initiative,
        ["InitiativeRevisions"] = WallRule.Revision,
        ["InitiativePartners"] = WallRule.OfInitiative,
        ["InitiativeInstruments"] = WallRule.OfInitiative,
        ["StageChanges"] = WallRule.OfInitiative,
        ["InitiativeTenants"] = WallRule.AnyTenant,
        ["Alerts"] = WallRule.Alert,
        ["AlertComments"] = WallRule.OfAlert,
        ["AlertEvents"] = WallRule.OfAlert,
        ["AlertAudiences"] = WallRule.AnyTenant,
        ["AlertAcknowledgements"] = WallRule.AnyTenant,
        ["AlertCountries"] = WallRule.AnyTenant,
        ["AlertGroupings"] = WallRule.AnyTenant,
        ["AlertMentions"] = WallRule.Own,
        ["Disclosures"] = WallRule.Disclosure,
        ["Subscriptions"] = WallRule.Own,
        ["SavedViews"] = WallRule.Own,
        ["Notifications"] = WallRule.Own,
        ["ReadMarks"] = WallRule.Own,
        ["RiskRatings"] = WallRule.Own,
        ["TenantSettings"] = WallRule.Own,
        ["IdempotentAnswers"] = WallRule.Own,
        ["People"] = WallRule.Own,
        ["PersonEvents"] = WallRule.Own,
        ["Sessions"] = WallRule.Own,
        ["Imports"] = WallRule.Own,
        ["ImportFiles"] = WallRule.OfImport,
        ["ImportRows"] = WallRule.OfImport,
        ["Exports"] = WallRule.Own,
        ["ExportPages"] = WallRule.OfExport,
        ["ExportFiles"] = WallRule.OfExport,
        ["MailSettings"] = WallRule.Own,
        ["Digests"] = WallRule.Own,
        ["Reminders"] = WallRule.Own,
        ["JobRuns"] = WallRule.None,
        ["Meetings"] = WallRule.AnyTenant,
        ["Briefings"] = WallRule.Briefing,
        ["BriefingFiles"] = WallRule.OfBriefing,
        ["RegisterEvents"] = WallRule.AnyTenant,
        ["EvaluationStates"] = WallRule.AnyTenant,
        ["PostponedFindings"] = WallRule.AnyTenant,
        ["Counters"] = WallRule.AnyTenant,
        ["CoordinatorTenants"] = WallRule.AnyTenant,
        ["AuditEntries"] = WallRule.Own,
        ["AuditHeads"] = WallRule.Own,
        ["AuditPersons"] = WallRule.Own,
        ["DataProtectionKeys"] = WallRule.None
    };

    /// <summary>What is written once and then stands: neither the application's nor the jobs' login may change or delete it.</summary>
    public static readonly IReadOnlyList<string> AppendOnly = ["InitiativeRevisions", "AlertEvents", "AlertComments", "PersonEvents", "AuditEntries"];
}

/// <summary>The conditions of the plan in SQL. What differs between databases is handed in.</summary>
/// <param name="tenant">The session's tenant, as an expression that is null or empty where none was said.</param>
/// <param name="quote">A name as the database writes it.</param>
/// <param name="schema">The tables' schema with its dot, or nothing.</param>
/// <param name="isTrue">A truth column as a condition.</param>
/// <param name="join">Joins texts.</param>
public sealed class WallConditions(string tenant, Func<string, string> quote, string schema, Func<string, string> isTrue, string join)
{
    /// <summary>The condition for a row; null where the table has no wall.</summary>
    /// <param name="column">A column of the row itself.</param>
    public string? Of(WallRule rule, Func<string, string> column) => rule switch
    {
        WallRule.None => null,
        WallRule.AnyTenant => $"{tenant} <> ''",
        WallRule.Own => OrOpen($"{column("Tenant")} = {tenant}"),
        WallRule.Initiative => OrOpen(Visible(column)),
        WallRule.OfInitiative => OrOpen(ExistsVisible(column("InitiativeId"))),
        WallRule.Revision => OrOpen($"{column("Owner")} = {tenant} OR {ExistsVisible(column("InitiativeId"))}"),
        WallRule.Alert => OrOpen(Readable(column)),
        WallRule.OfAlert => OrOpen(Exists("Alerts", "a", "Id", column("AlertId"), Readable(Of("a")))),
        WallRule.Disclosure => OrOpen($"{column("Asker")} = {tenant} OR {column("HiddenOwner")} = {tenant}"),
        WallRule.Briefing => OrOpen(ForAudience(column)),
        WallRule.OfBriefing => OrOpen(Exists("Briefings", "b", "Id", column("BriefingId"), ForAudience(Of("b")))),
        WallRule.OfImport => OrOpen(Exists("Imports", "m", "Id", column("ImportId"), $"{Of("m")("Tenant")} = {tenant}")),
        WallRule.OfExport => OrOpen(Exists("Exports", "x", "Id", column("ExportId"), $"{Of("x")("Tenant")} = {tenant}"))
    };

    /// <summary>The condition for a row that is written: an initiative is its owner's alone to write, whoever may read it.</summary>
    public string? OfWriting(WallRule rule, Func<string, string> column) =>
        rule == WallRule.Initiative ? OrOpen($"{column("Owner")} = {tenant}") : Of(rule, column);

    /// <summary>The columns that the rule looks at.</summary>
    public static IReadOnlyList<string> ColumnsOf(WallRule rule) => rule switch
    {
        WallRule.None or WallRule.AnyTenant => [],
        WallRule.Own => ["Tenant"],
        WallRule.Initiative => ["Id", "Owner", "Stage", "Visibility"],
        WallRule.OfInitiative => ["InitiativeId"],
        WallRule.Revision => ["InitiativeId", "Owner"],
        WallRule.Alert => ["First", "Second", "IsFirstHidden", "IsSecondHidden"],
        WallRule.OfAlert => ["AlertId"],
        WallRule.Disclosure => ["Asker", "HiddenOwner"],
        WallRule.Briefing => ["Tenant", "Audience"],
        WallRule.OfBriefing => ["BriefingId"],
        WallRule.OfImport => ["ImportId"],
        WallRule.OfExport => ["ExportId"]
    };

    private Func<string, string> Of(string alias) => name => $"{alias}.{quote(name)}";

    private string OrOpen(string condition) => $"{tenant} = '*' OR ({tenant} <> '' AND ({condition}))";

    private string Exists(string table, string alias, string key, string value, string condition) =>
        $"EXISTS (SELECT 1 FROM {schema}{quote(table)} AS {alias} WHERE {alias}.{quote(key)} = {value} AND ({condition}))";

    private string Visible(Func<string, string> initiative) =>
        $"{initiative("Owner")} = {tenant} OR ({initiative("Stage")} <> 'Draft' AND ({initiative("Visibility")} IN ('TeamEurope', 'Public') OR "
        + Exists("InitiativeTenants", "t", "InitiativeId", initiative("Id"),
            $"t.{quote("Tenant")} = {tenant} AND ({isTrue($"t.{quote("IsParticipant")}")} OR {initiative("Visibility")} = 'Named')")
        + "))";

    private string ExistsVisible(string id) => Exists("Initiatives", "i", "Id", id, Visible(Of("i")));

    private string Readable(Func<string, string> alert) => string.Join(" AND ", new[] { ("First", "IsFirstHidden"), ("Second", "IsSecondHidden") }
        .Select(side => (Id: alert(side.Item1), IsHidden: isTrue(alert(side.Item2))))
        .Select(side => $"({side.Id} IS NULL OR ({side.IsHidden} AND NOT {ExistsVisible(side.Id)}) OR (NOT ({side.IsHidden}) AND {ExistsVisible(side.Id)}))"));

    private string ForAudience(Func<string, string> briefing) =>
        $"{briefing("Tenant")} = {tenant} OR {briefing("Audience")} = '[]' OR {briefing("Audience")} LIKE '%\"' {join} {tenant} {join} '\"%'";
}
