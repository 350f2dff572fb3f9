using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;

namespace TeamEurope.Api.Tests.Confidentiality;

/// <summary>What is sent to each endpoint: whole enough that what is refused is refused for who asks.</summary>
internal static class MatrixBodies
{
    private static readonly MeetingBody Meeting = new("Meeting", Bodies.Today.AddDays(10), [new AgendaItem(Country: "GM")]);
    private static readonly SubscriptionRequest Subscription = new("TD", null, null, null, null);

    /// <summary>People of the tenant: one who is blocked and unblocked, and two who have left, as each can be forgotten once.</summary>
    public static readonly string[] People = ["victim", "left", "left-too"];

    /// <summary>Whether it ends what it is about: the next to ask needs another.</summary>
    public static bool Ends(string endpoint) =>
        endpoint is "DELETE /api/v1/subscriptions/{id}" or "DELETE /api/v1/views/{id}" or "POST /subscriptions/{id}/end"
        || (endpoint.Contains("/views/", StringComparison.Ordinal) && endpoint.EndsWith("/delete", StringComparison.Ordinal));

    public static object? OfApi(string endpoint) => endpoint switch
    {
        _ when endpoint.Contains("/stage", StringComparison.Ordinal) => new StageRequest("Draft", null, null, null, null),
        _ when endpoint.EndsWith("/complementarity/reply", StringComparison.Ordinal) => new ReplyRequest(new("EC", "x"), "Noted", null),
        _ when endpoint.EndsWith("/imports", StringComparison.Ordinal) => new[] { Bodies.Plain() },
        _ when endpoint.EndsWith("/alerts/acknowledge", StringComparison.Ordinal) => new AcknowledgeRequest([]),
        _ when endpoint.EndsWith("/comments", StringComparison.Ordinal) => new CommentRequest("Said"),
        _ when endpoint.EndsWith("/assign", StringComparison.Ordinal) => new AssignRequest(null, null),
        _ when endpoint.EndsWith("/resolve", StringComparison.Ordinal) => new ResolveRequest("NotAnIssue", null),
        _ when endpoint.EndsWith("/disclosure-request", StringComparison.Ordinal) => new DisclosureRequest("Because"),
        _ when endpoint.EndsWith("/withdraw", StringComparison.Ordinal) => null,
        _ when endpoint.Contains("/disclosure-requests/", StringComparison.Ordinal) => new DisclosureReplyRequest(false, null),
        _ when endpoint.EndsWith("/briefings", StringComparison.Ordinal) => new BriefingRequest("en", ["NL"]),
        _ when endpoint.Contains("/meetings", StringComparison.Ordinal) => Meeting,
        "PUT /api/v1/briefings/{id}" => new BriefingEdit("x", "Words", [], []),
        _ when endpoint.EndsWith("/recompose", StringComparison.Ordinal) => new RecomposeRequest("x"),
        _ when endpoint.Contains("/subscriptions", StringComparison.Ordinal) => Subscription,
        _ when endpoint.Contains("/views", StringComparison.Ordinal) => new SavedViewRequest("Mine", "alerts", "?country=GM"),
        _ when endpoint.EndsWith("/me/mail", StringComparison.Ordinal) => new MailSettingsRequest(null, "en", false, false),
        _ when endpoint.EndsWith("/risk", StringComparison.Ordinal) => new RiskRatingRequest("high", "Because"),
        _ when endpoint.EndsWith("/defaults", StringComparison.Ordinal) => new TenantDefaultsView("Owner"),
        _ when endpoint.EndsWith("/anonymise", StringComparison.Ordinal) => new PersonRequest(People[1]),
        _ when endpoint.Contains("/people/", StringComparison.Ordinal) => new PersonRequest(People[0]),
        _ when endpoint.EndsWith("/notifications/read", StringComparison.Ordinal) => new ReadRequest(0),
        _ when endpoint.Contains("/initiatives", StringComparison.Ordinal) => Bodies.Plain(),
        _ => null
    };

    public static (string, string)[] OfPage(string endpoint) => endpoint.Split('/')[^1] switch
    {
        "comments" => [("text", "Said")],
        "resolve" => [("resolution", "NotAnIssue")],
        "disclosure-request" => [("reason", "Because")],
        "reply" => [("accept", "false"), ("owner", "EC"), ("externalId", "x"), ("reply", "Noted")],
        "anonymise" => [("user", People[2]), ("confirmed", "true")],
        "block" or "unblock" => [("user", People[0])],
        "edit" => [("title", "Changed"), ("partners[0]", "Japan"), ("version", "999")],
        "stage" => [("stage", "Draft")],
        "delete" => [("version", "999")],
        "subscriptions" => [("country", "TD")],
        _ => []
    };
}
