using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Everywhere;

/// <summary>A page of the web application, and who opens it here.</summary>
/// <param name="Address">With <c>{initiative}</c>, <c>{alert}</c>, <c>{meeting}</c> or <c>{briefing}</c> where one is wanted.</param>
/// <param name="Tenant">Empty where nobody is signed in.</param>
public sealed record Place(string Name, string Address, string Tenant = "NL", string Role = "Desk", string User = "jansen");

/// <summary>All pages, in the one list that the tests walk through.</summary>
public static class Places
{
    public static readonly IReadOnlyList<Place> All =
    [
        new("sign-in", "/sign-in", Tenant: ""),
        new("desk", "/"),
        new("partners", "/partners"),
        new("partner", "/partners/TN"),
        new("initiatives", "/initiatives"),
        new("initiative-new", "/initiatives/new"),
        new("initiative", "/initiatives/{initiative}"),
        new("initiative-edit", "/initiatives/{initiative}/edit"),
        new("initiative-stage", "/initiatives/{initiative}/stage"),
        new("initiative-history", "/initiatives/{initiative}/history"),
        new("alerts", "/alerts?view=list"),
        new("alert-groups", "/alerts?view=groups"),
        new("alert", "/alerts/{alert}"),
        new("opportunities", "/opportunities"),
        new("meetings", "/meetings"),
        new("meeting", "/meetings/{meeting}", "GSC", "Secretariat", "lindqvist"),
        new("briefing", "/briefings/{briefing}", "GSC", "Secretariat", "lindqvist"),
        new("notifications", "/notifications"),
        new("subscriptions", "/subscriptions"),
        new("admin", "/admin", Role: "Lead", User: "visser"),
        new("admin-people", "/admin/people", Role: "Lead", User: "visser"),
        new("admin-risk", "/admin/risk", Role: "Lead", User: "visser"),
        new("admin-reference", "/admin/reference", "EC", "Coordinator", "novak"),
        new("admin-imports", "/admin/imports", Role: "Lead", User: "visser"),
        new("admin-job", "/admin/jobs/retention", "EC", "Operator", "moreau"),
        new("admin-jobs", "/admin/jobs", "EC", "Operator", "moreau"),
        new("admin-audit", "/admin/audit", "EC", "Auditor", "kowalska")
    ];

    /// <summary>The names, as data of a theory.</summary>
    public static TheoryData<string> Names => [.. All.Select(p => p.Name)];

    public static Place Of(string name) => All.Single(p => p.Name == name);

    /// <summary>Opens the page as the one whose page it is.</summary>
    public static async Task<Visitor> OpenAsync(
        this WebFixture web, Place place, int width = 1280, bool dark = false, string language = "en", bool scripts = true)
    {
        var address = await web.AddressOfAsync(place);
        var visitor = place.Tenant.Length == 0
            ? await web.VisitAsync(width, dark, language, scripts)
            : await web.SignInAsync(place.Tenant, place.Role, place.User, width, dark, language, scripts);
        (await visitor.GoAsync(address)).Status.ShouldBe(200, address);
        return visitor;
    }

    /// <summary>The page's address with something of the register in it.</summary>
    public static async Task<string> AddressOfAsync(this WebFixture web, Place place)
    {
        var from = place.Address.IndexOf('{', StringComparison.Ordinal);
        if (from < 0)
        {
            return place.Address;
        }

        var wanted = place.Address[from..(place.Address.IndexOf('}', StringComparison.Ordinal) + 1)];
        return place.Address.Replace(wanted, $"{await web.OnceAsync(wanted, () => FindAsync(web, wanted))}", StringComparison.Ordinal);
    }

    private static async Task<Guid> FindAsync(WebFixture web, string wanted)
    {
        var jansen = await web.ApiAsync("NL");
        switch (wanted)
        {
            case "{initiative}":
                return (await jansen.ListInitiativesAsync(new InitiativeFilter { Owner = "NL", Country = "TN", Stage = "InForce" })).Items[0].Id;
            case "{alert}":
                var initiative = await web.AddressOfAsync(Of("initiative"));
                return (await jansen.ListAlertsAsync(new AlertFilter { Initiative = Guid.Parse(initiative.Split('/')[^1]) })).Items[0].Id;
            case "{meeting}":
                var agenda = new[] { new AgendaItem(Country: "TN"), new AgendaItem(Ring: 1), new AgendaItem(Country: "RS") };
                var date = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(9);
                return (await (await web.ApiAsync("GSC", "Secretariat")).PlanMeetingAsync(new MeetingBody("MOCADEM", date, agenda))).Id;
            default:
                var meeting = await web.AddressOfAsync(Of("meeting"));
                return await (await web.ApiAsync("GSC", "Secretariat")).ComposeBriefingAsync(
                    Guid.Parse(meeting.Split('/')[^1]), new BriefingRequest("en", null));
        }
    }
}
