using System.Text.Json;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;
using Xunit.Abstractions;

namespace TeamEurope.Api.Tests.Confidentiality;

public sealed class LeakTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Country = "ML";
    private static readonly string[] Roles = ["Desk", "Lead", "Coordinator", "Secretariat", "Auditor", "Operator"];
    private static readonly string[] Tenants = ["NL", "FR", "BE", "EC", "EEAS", "GSC", "FRONTEX"];
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Nothing_that_anybody_else_reads_or_is_pushed_holds_anything_hidden()
    {
        var secrets = new Secrets(app);
        var (it, nl, fr) = (await app.SignInAsync("IT"), await app.SignInAsync("NL"), await app.SignInAsync("FR"));
        await app.SignInAsync("EC", "Coordinator");
        using var stop = new CancellationTokenSource();
        var pushes = new List<NotificationView>();
        var ec = await app.SignInAsync("EC", "Coordinator");
        var listening = Task.WhenAll(new[] { nl, fr, ec }.Select(c => ListenAsync(c, pushes, stop.Token)));
        var wires = await Task.WhenAll(new[] { ("NL", "Desk"), ("FR", "Desk"), ("EC", "Coordinator") }.Select(r => PushListener.ConnectAsync(app, r.Item1, r.Item2)));

        // Others' visible ones, the hidden ones that collide with them, and changes that make news.
        var mine = await nl.RegisteredAsync(Bodies.Labour(Country, "Visible labour", occupation: "92"));
        await fr.RegisteredAsync(Bodies.Vessels(Country) with { Visibility = "TeamEurope" });
        await fr.RegisteredAsync(Bodies.Labour(Country, "Blind labour", "Owner", "92"));
        var hidden = await it.RegisterAsync(Secrets.Marked("owner", Country, "Owner"));
        var named = await it.RegisterAsync(Secrets.Marked("named", Country, "Named"));
        var draft = await it.RegisterAsync(Secrets.Marked("draft", Country, "TeamEurope", "Draft"));
        await it.EvaluatedAsync();
        await it.ReplaceAsync(hidden.Value.Id, Secrets.Marked("owner", Country, "Owner") with { Title = "SECRETTITLE-changed" }, hidden.ETag);
        await it.EvaluatedAsync();
        var hiddenAlerts = (await it.AlertsOfAsync(hidden.Value.Id)).ToList();
        var known = (await nl.AllAlertsAsync(new() { Scope = "visible" }).ToListAsync()).Select(a => a.Id).ToHashSet();
        var hiddenIds = (await AllIdsAsync()).Except(known).ToList();
        hiddenAlerts.ShouldNotBeEmpty();
        var hiddenOnes = new[] { hidden.Value, draft.Value };
        foreach (var one in hiddenOnes)
        {
            secrets.Forbid(one);
        }

        // Belgium is named by the one, and everybody else sees neither: for Belgium only the other two are searched for.
        foreach (var tenant in Tenants.Where(t => t != "BE"))
        {
            foreach (var role in Roles)
            {
                using var http = await secrets.RawAsync(tenant, role);
                await SearchAllAsync(secrets, http, tenant, [hidden.Value, named.Value, draft.Value], mine.Id, hiddenIds, [named.Value.Reference, named.Value.Id.ToString()]);
            }
        }

        var be = await app.SignInAsync("BE");
        (await be.GetInitiativeAsync(named.Value.Id)).Value.Title.ShouldBe("SECRETTITLE-named");
        await be.GetInitiativeAsync(hidden.Value.Id).RefusedAsync(404, "not-found");
        await be.GetInitiativeAsync(draft.Value.Id).RefusedAsync(404, "not-found");

        await stop.CancelAsync();
        await listening;
        pushes.ShouldNotBeEmpty();
        foreach (var push in pushes)
        {
            secrets.Search(JsonSerializer.Serialize(push), "push", named.Value.Reference, "IT-");
        }

        // A client fetches what a push tells it of, so what goes over the wire is looked at by itself.
        foreach (var wire in wires)
        {
            wire.Wire.Count.ShouldBeGreaterThan(1);
            foreach (var message in wire.Wire)
            {
                secrets.Search(message, "push on the wire", named.Value.Reference, "IT-");
            }

            await wire.DisposeAsync();
        }

        output.WriteLine($"{secrets.Searched} responses and pushes searched, {pushes.Count + wires.Sum(w => w.Wire.Count)} of them pushes");
        secrets.Searched.ShouldBeGreaterThan(900);
    }

    private static async Task SearchAllAsync(
        Secrets secrets, HttpClient http, string tenant, InitiativeView[] hidden, Guid visible, List<Guid> hiddenAlerts, string[] also)
    {
        // The owner's name betrays who hides: it stands nowhere but in lists of what is possible.
        foreach (var address in new[]
        {
            "initiatives?limit=200", $"initiatives?country={Country}", "initiatives?ring=3", "initiatives?owner=IT", "initiatives?stage=Draft", "initiatives?instrument=border-equipment",
            "initiatives?goal=development", "alerts?limit=200", "alerts?scope=visible&limit=200", "alerts?rule=collision", $"alerts?country={Country}", "alerts?status=Open",
            "alerts?rule=contradictory-leverage", $"alerts?initiative={visible}", "notifications?limit=200", "disclosure-requests", "subscriptions", "status", "tenant/defaults",
            $"partners/{Country}/risk", $"initiatives/{visible}", $"initiatives/{visible}/parts", $"initiatives/{visible}/revisions",
            "partners", "partners?ring=3&goal=development", $"partners/{Country}", "desk", "initiatives/count?owner=IT", "initiatives/export?format=csv",
            "initiatives?sort=title&limit=200", "initiatives?sort=-owner&limit=200", "initiatives?live=true&visibility=Owner"
        })
        {
            await secrets.GetAsync(http, $"api/v1/{address}", [.. also, "\"IT\"", "IT-"]);
        }

        // The clock names every tenant, and of each only when it could know.
        await secrets.GetAsync(http, $"api/v1/initiatives/{visible}/first-known", [.. also, "IT-"]);
        foreach (var one in hidden)
        {
            foreach (var address in new[] { $"initiatives/{one.Id}", $"initiatives/{one.Id}/parts", $"initiatives/{one.Id}/revisions", $"initiatives/{one.Id}/first-known", $"alerts/{one.Id}", $"imports/{one.Id}" })
            {
                var answer = await http.GetAsync(new Uri($"api/v1/{address}", UriKind.Relative));
                ((int)answer.StatusCode).ShouldBeOneOf(403, 404);
                await secrets.SearchAsync(answer, address, also);
            }

            // Search words are the searcher's own: the answer must be empty, as for words that stand nowhere.
            foreach (var q in new[] { one.Reference, one.Title, one.Summary!, one.ExternalId! })
            {
                var text = await secrets.GetAsync(http, $"api/v1/initiatives?q={q}", also);
                var count = await secrets.GetAsync(http, $"api/v1/initiatives/count?q={q}", also);
                (count.Contains("\"count\":0", StringComparison.Ordinal) || count.Contains("role-may-not", StringComparison.Ordinal)).ShouldBeTrue(count);
                text.ShouldSatisfyAllConditions(() => (text.Contains("\"items\":[],\"next\":null", StringComparison.Ordinal) || text.Contains("role-may-not", StringComparison.Ordinal)).ShouldBeTrue($"{tenant}: {text}"));
            }

            var byInitiative = await secrets.GetAsync(http, $"api/v1/alerts?scope=visible&initiative={one.Id}", also);
            (byInitiative.Contains("\"items\":[],\"next\":null", StringComparison.Ordinal) || byInitiative.Contains("role-may-not", StringComparison.Ordinal)).ShouldBeTrue(byInitiative);
            await HitAsync(secrets, http, one, also);
        }

        foreach (var alert in hiddenAlerts.Take(12))
        {
            foreach (var suffix in new[] { "", "/history", "/comments" })
            {
                var text = await secrets.GetAsync(http, $"api/v1/alerts/{alert}{suffix}", also);
                text.ShouldNotContain("eu-precedence");
            }
        }
    }

    /// <summary>Answers to writes that name the hidden one are those for one that does not exist.</summary>
    private static async Task HitAsync(Secrets secrets, HttpClient http, InitiativeView hidden, string[] also)
    {
        var body = """{ "title": "t", "partners": ["ML"], "stage": "Negotiating", "towards": { "owner": "EC", "externalId": "x" }, "reply": "Noted" }""";
        foreach (var (method, address) in new[]
        {
            ("PUT", ""), ("DELETE", ""), ("POST", "/stage"), ("POST", "/part-of/withdraw"), ("POST", "/complementarity/reply")
        })
        {
            var answer = await http.SendJsonAsync(new HttpMethod(method), $"api/v1/initiatives/{hidden.Id}{address}", method == "DELETE" ? null : body, "\"1\"");
            ((int)answer.StatusCode).ShouldBeOneOf(403, 404);
            var text = await secrets.SearchAsync(answer, address, also);
            (text.Contains("role-may-not", StringComparison.Ordinal) || text.Contains("not-found", StringComparison.Ordinal)).ShouldBeTrue(text);
        }

        var preview = $$"""{ "externalId": "mine", "title": "t", "partners": ["ML"], "partOf": { "reference": "{{hidden.Reference}}" }, "measures": [{ "instrument": "seasonal-labour", "direction": "Offer" }, { "instrument": "border-equipment", "direction": "Offer" }] }""";
        await secrets.SearchAsync(await http.SendJsonAsync(HttpMethod.Post, "api/v1/initiatives/preview", preview), "preview", [.. also, "collision", "\"undisclosed\":true", "IT-"]);
    }

    private async Task<List<Guid>> AllIdsAsync()
    {
        var ids = new List<Guid>();
        foreach (var tenant in new[] { "IT", "FR" })
        {
            ids.AddRange((await (await app.SignInAsync(tenant)).AllAlertsAsync(new() { Scope = "visible" }).ToListAsync()).Select(a => a.Id));
        }

        return ids;
    }

    private async Task ListenAsync(TeamEuropeClient client, List<NotificationView> pushes, CancellationToken stop)
    {
        try
        {
            await foreach (var news in app.Listen(client).ListenAsync(cancellation: stop))
            {
                lock (pushes)
                {
                    pushes.Add(news);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test has heard enough.
        }
    }
}
