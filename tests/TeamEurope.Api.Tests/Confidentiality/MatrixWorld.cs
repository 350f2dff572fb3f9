using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Testing;

namespace TeamEurope.Api.Tests.Confidentiality;

/// <summary>
/// A register in which the Netherlands stands in every relation to something of each kind: what an address's id is, by the kind and the
/// relation that docs/authorization.md names.
/// </summary>
internal sealed class MatrixWorld
{
    private readonly Dictionary<(string Kind, string Relation), Guid> ids = [];

    public Guid this[string kind, string relation] => ids[(kind, relation)];

    public static async Task<MatrixWorld> MakeAsync(TestApp app)
    {
        var world = new MatrixWorld();
        var (nl, it, fr) = (await app.SignInAsync("NL", user: "visitor"), await app.SignInAsync("IT"), await app.SignInAsync("FR"));
        foreach (var person in MatrixBodies.People)
        {
            await (await app.SignInAsync("NL", "Desk", person)).ListInitiativesAsync(new());
        }

        await world.RegisterAsync(nl, it);
        await world.CollideAsync(nl, it, fr);
        await world.MeetAsync(app);
        await world.KeepAsync(await app.RawAsync("NL", user: "visitor"), await app.RawAsync("FR"));
        return world;
    }

    /// <summary>Another in place of one of ours that was ended.</summary>
    public async Task RenewAsync(TestApp app, string kind)
    {
        using var http = await app.RawAsync("NL", user: "visitor");
        ids[(kind, "own")] = kind == "view" ? await SaveViewAsync(http) : await SubscribeAsync(http);
    }

    private static async Task<Guid> SaveViewAsync(HttpClient http) =>
        (await http.SendAsync<SavedViewView>(HttpMethod.Post, "views", new SavedViewRequest("Mine", "alerts", "?country=GM"))).Id;

    private static async Task<Guid> SubscribeAsync(HttpClient http) =>
        (await http.SendAsync<SubscriptionView>(HttpMethod.Post, "subscriptions", new SubscriptionRequest("GM", null, null, null, null))).Id;

    private async Task RegisterAsync(TeamEuropeClient nl, TeamEuropeClient it)
    {
        ids[("initiative", "own")] = (await nl.RegisteredAsync(Bodies.Plain("Own", "JP", "Draft"))).Id;
        ids[("initiative", "participant")] = (await it.RegisteredAsync(Bodies.Plain("With us") with { Visibility = "Owner", Participants = ["NL"] })).Id;
        ids[("initiative", "named")] = (await it.RegisteredAsync(Bodies.Plain("Named to us") with { Visibility = "Named", NamedTenants = ["NL"] })).Id;
        ids[("initiative", "visible")] = (await it.RegisteredAsync(Bodies.Plain("Visible"))).Id;
        ids[("initiative", "invisible")] = (await it.RegisteredAsync(Bodies.Plain("Hidden") with { Visibility = "Owner" })).Id;
    }

    /// <summary>Alerts, and requests for disclosure: one that asks us, one of ours, one between others.</summary>
    private async Task CollideAsync(TeamEuropeClient nl, TeamEuropeClient it, TeamEuropeClient fr)
    {
        var open = await nl.RegisteredAsync(Bodies.Labour("GM"));
        var theirs = await it.RegisteredAsync(Bodies.Labour("SN"));
        await it.RegisterAsync(Bodies.Labour("GM"));
        await fr.RegisterAsync(Bodies.Labour("SN"));
        var blind = await nl.RegisteredAsync(Bodies.Labour("LR", visibility: "Owner"));
        var blindTheirs = await it.RegisteredAsync(Bodies.Labour("LR", visibility: "Owner"));
        var hidden = await it.RegisteredAsync(Bodies.Labour("SL", visibility: "Owner"));
        await fr.RegisterAsync(Bodies.Labour("SL", visibility: "Owner"));
        await nl.EvaluatedAsync();
        ids[("alert", "audience")] = (await nl.AlertOfAsync(open.Id)).Id;
        ids[("alert", "visible")] = (await it.AlertOfAsync(theirs.Id)).Id;
        ids[("alert", "blind")] = (await nl.AlertOfAsync(blind.Id, "collision")).Id;
        var others = await it.AlertOfAsync(hidden.Id, "collision");
        ids[("alert", "invisible")] = others.Id;

        await nl.RequestDisclosureAsync(this["alert", "blind"], "Ours");
        await it.RequestDisclosureAsync((await it.AlertOfAsync(blindTheirs.Id, "collision")).Id, "Theirs");
        await it.RequestDisclosureAsync(others.Id, "Between others");
        var ours = (await nl.ListDisclosureRequestsAsync()).Items;
        ids[("disclosure", "asked")] = ours.Single(d => d.Reason == "Theirs").Id;
        ids[("disclosure", "asker")] = ours.Single(d => d.Reason == "Ours").Id;
        ids[("disclosure", "others'")] = (await fr.ListDisclosureRequestsAsync()).Items.Single().Id;
    }

    private async Task MeetAsync(TestApp app)
    {
        var (nl, gsc) = (await app.SignInAsync("NL", "Secretariat"), await app.SignInAsync("GSC", "Secretariat"));
        var ours = await nl.PlanMeetingAsync(new MeetingBody("Ours", Bodies.Today.AddDays(20), [new AgendaItem { Country = "GM" }]));
        var theirs = await gsc.PlanMeetingAsync(new MeetingBody("Theirs", Bodies.Today.AddDays(30), [new AgendaItem { Country = "GM" }]));
        (ids[("meeting", "own")], ids[("meeting", "others'")]) = (ours.Id, theirs.Id);
        ids[("briefing", "own")] = await nl.ComposeBriefingAsync(ours.Id, new BriefingRequest("en", ["NL"]));
        ids[("briefing", "audience")] = await gsc.ComposeBriefingAsync(theirs.Id, new BriefingRequest("en", ["NL", "GSC"]));
        ids[("briefing", "outside")] = await gsc.ComposeBriefingAsync(theirs.Id, new BriefingRequest("en", ["FR", "GSC"]));
    }

    private async Task KeepAsync(HttpClient ours, HttpClient theirs)
    {
        foreach (var (relation, http) in new[] { ("own", ours), ("others'", theirs) })
        {
            ids[("subscription", relation)] = await SubscribeAsync(http);
            ids[("view", relation)] = await SaveViewAsync(http);
            ids[("import", relation)] = (await http.SendAsync<ImportView>(HttpMethod.Post, "imports", new[] { Bodies.Plain("Imported") })).Id;
            ids[("export", relation)] = (await http.SendAsync<ExportView>(HttpMethod.Post, "exports", null)).Id;
        }

        ids.Values.ShouldBeUnique();
    }
}
