using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Common;

/// <summary>Each kind of bad input is refused, names its place, and leaves the register as it was.</summary>
public class BadInputTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly string Deep = new string('[', 100) + new string(']', 100);

    /// <summary>Name; the fields beside a good title and partner (or the whole body after "="); the path that the answer must name.</summary>
    public static TheoryData<string, string, string> Bodies => new()
    {
        { "no title", "=" + """{ "partners": ["TN"] }""", "$.title" },
        { "blank title", "=" + """{ "title": "  ", "partners": ["TN"] }""", "$.title" },
        { "no partners", "=" + """{ "title": "t" }""", "$.partners" },
        { "empty partners", "=" + """{ "title": "t", "partners": [] }""", "$.partners" },
        { "unknown country", "=" + """{ "title": "t", "partners": ["TN", "QQ"] }""", "$.partners[1]" },
        { "lower-case country", "=" + """{ "title": "t", "partners": ["tn"] }""", "$.partners[0]" },
        { "null among partners", "=" + """{ "title": "t", "partners": [null] }""", "$.partners[0]" },
        { "partners not a list", "=" + """{ "title": "t", "partners": "TN" }""", "$.partners" },
        { "title a number", "=" + """{ "title": 5, "partners": ["TN"] }""", "$.title" },
        { "a list instead of an object", "=[]", "$" },
        { "a number instead of an object", "=5", "$" },
        { "null instead of an object", "=null", "$" },
        { "empty body", "=", "$" },
        { "not JSON", "=title=x", "$" },
        { "JSON cut off", "=" + """{ "title": "t", "partners": ["TN" """, "$.partners[1]" },
        { "half a surrogate", "=" + """{ "title": "\ud800", "partners": ["TN"] }""", "$.title" },
        { "too deep", "=" + """{ "title": "t", "partners": ["TN"], "extra": """ + Deep + "}", "$.extra" },
        { "unknown level", "\"level\": \"Global\"", "$.level" },
        { "level in another case", "\"level\": \"bilateral\"", "$.level" },
        { "level by number", "\"level\": \"0\"", "$.level" },
        { "level of the Union by a Member State", "\"level\": \"EU\"", "$.level" },
        { "unknown form", "\"form\": \"Pact\"", "$.form" },
        { "unknown legal effect", "\"legalEffect\": \"Soft\"", "$.legalEffect" },
        { "unknown stage", "\"stage\": \"Done\"", "$.stage" },
        { "unknown visibility", "\"visibility\": \"Secret\"", "$.visibility" },
        { "unknown handling", "\"handling\": \"SECRET UE\"", "$.handling" },
        { "unknown language", "\"language\": \"tlh\"", "$.language" },
        { "unknown participant", "\"participants\": [\"IT\", \"US\"]", "$.participants[1]" },
        { "null among participants", "\"participants\": [null]", "$.participants[0]" },
        { "unknown named tenant", "\"namedTenants\": [\"XX\"]", "$.namedTenants[0]" },
        { "unknown guarantee", "\"hubGuarantees\": [\"niceFood\"]", "$.hubGuarantees[0]" },
        { "null among guarantees", "\"hubGuarantees\": [null]", "$.hubGuarantees[0]" },
        { "end before start", "\"startsOn\": \"2026-02-01\", \"endsOn\": \"2026-01-31\"", "$.endsOn" },
        { "impossible date", "\"startsOn\": \"2026-02-30\"", "$.startsOn" },
        { "date and time", "\"startsOn\": \"2026-02-01T00:00:00Z\"", "$.startsOn" },
        { "date a number", "\"mandateOn\": 20260201", "$.mandateOn" },
        { "date in words", "\"announcedOn\": \"tomorrow\"", "$.announcedOn" },
        { "negative amount", "\"amountEur\": -1", "$.amountEur" },
        { "amount a text", "\"amountEur\": \"many\"", "$.amountEur" },
        { "amount beyond all numbers", "\"amountEur\": 1e400", "$.amountEur" },
        { "amount too large", "\"amountEur\": 1e20", "$.amountEur" },
        { "clause a text", "\"suspensionClause\": \"yes\"", "$.suspensionClause" },
        { "title too long", "\"summary\": \"" + new string('x', 100_000) + "\"", "$.summary" },
        { "external id too long", "\"externalId\": \"" + new string('x', 5_000) + "\"", "$.externalId" },
        { "justification too long", "\"justification\": \"" + new string('x', 100_000) + "\"", "$.justification" },
        { "monitoring too long", "\"monitoring\": { \"followUp\": \"" + new string('x', 100_000) + "\" }", "$.monitoring.followUp" },
        { "monitoring a text", "\"monitoring\": \"often\"", "$.monitoring" },
        { "rights a list", "\"humanRights\": []", "$.humanRights" },
        { "umbrella without a name", "\"partOf\": {}", "$.partOf" },
        { "umbrella of an unknown owner", "\"partOf\": { \"owner\": \"XX\", \"externalId\": \"e\" }", "$.partOf.owner" },
        { "umbrella without external id", "\"partOf\": { \"owner\": \"EC\" }", "$.partOf" },
        { "statement without towards", "\"complementarity\": [{ \"statement\": \"s\" }]", "$.complementarity[0].towards" },
        { "statement without words", "\"complementarity\": [{ \"towards\": { \"reference\": \"EC-2026-0001\" } }]", "$.complementarity[0].statement" },
        { "null among statements", "\"complementarity\": [null]", "$.complementarity[0].towards" },
        { "unknown instrument", "\"measures\": [{ \"instrument\": \"gunboats\", \"direction\": \"Offer\" }]", "$.measures[0].instrument" },
        { "no instrument", "\"measures\": [{ \"direction\": \"Offer\" }]", "$.measures[0].instrument" },
        { "no direction", "\"measures\": [{ \"instrument\": \"return-hub\" }]", "$.measures[0].direction" },
        { "unknown direction", "\"measures\": [{ \"instrument\": \"return-hub\", \"direction\": \"Give\" }]", "$.measures[0].direction" },
        { "null among measures", "\"measures\": [null]", "$.measures[0]" },
        { "measures an object", "\"measures\": {}", "$.measures" },
        { "occupation of three digits", Measure("\"occupation\": \"921\""), "$.measures[0].occupation" },
        { "unknown equipment", Measure("\"equipment\": \"tanks\""), "$.measures[0].equipment" },
        { "quantity a text", Measure("\"quantity\": \"12 000\""), "$.measures[0].quantity" },
        { "negative quantity", Measure("\"quantity\": -3"), "$.measures[0].quantity" },
        { "measure ends before it starts", Measure("\"startsOn\": \"2026-02-01\", \"endsOn\": \"2025-02-01\""), "$.measures[0].endsOn" },
        { "half an incentive", Measure("\"incentive\": { \"sign\": \"Positive\" }"), "$.measures[0].incentive.domain" },
        { "unknown incentive", Measure("\"incentive\": { \"sign\": \"Plus\", \"domain\": \"Legal\" }"), "$.measures[0].incentive.sign" },
        { "too many measures", "\"measures\": [" + string.Join(',', Enumerable.Repeat("{ \"instrument\": \"return-hub\", \"direction\": \"Ask\" }", 3_000)) + "]", "$.measures" }
    };

    private static string Measure(string field) => $$"""
        "measures": [{ "instrument": "seasonal-labour", "direction": "Offer", {{field}} }]
        """;

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_is_refused_naming_its_place_and_changes_nothing(string name, string fields, string path)
    {
        name.ShouldNotBeEmpty();
        var body = fields.StartsWith('=') ? fields[1..] : $$"""{ "title": "t", "partners": ["TN"], {{fields}} }""";
        var http = await fixture.App.RawAsync("NL");
        var kept = await KeptAsync();
        var before = await http.GetStringAsync(new Uri("api/v1/initiatives?limit=200", UriKind.Relative));
        foreach (var (method, address) in new[]
        {
            (HttpMethod.Post, "api/v1/initiatives"), (HttpMethod.Post, "api/v1/initiatives/preview"), (HttpMethod.Put, $"api/v1/initiatives/{kept}")
        })
        {
            var problem = await (await http.SendJsonAsync(method, address, body, "\"1\"")).ProblemAsync(400, "invalid");
            var errors = problem.GetProperty("errors").EnumerateObject().ToList();
            errors.Select(e => e.Name).ShouldContain(path, $"{method} {problem}");
            errors.ShouldAllBe(e => e.Value.ValueKind == JsonValueKind.Array && e.Value.EnumerateArray().All(m => m.GetString()!.Length > 5));
        }

        (await http.GetStringAsync(new Uri("api/v1/initiatives?limit=200", UriKind.Relative))).ShouldBe(before);
    }

    [Theory]
    [InlineData("initiatives?limit=0", "limit")]
    [InlineData("initiatives?limit=201", "limit")]
    [InlineData("initiatives?limit=many", "limit")]
    [InlineData("initiatives?limit=1.5", "limit")]
    [InlineData("initiatives?limit=99999999999", "limit")]
    [InlineData("initiatives?after=nonsense", "after")]
    [InlineData("initiatives?after=99999999999999999999_0", "after")]
    [InlineData("initiatives?after=-1_01990000-0000-7000-8000-000000000000", "after")]
    [InlineData("initiatives?country=QQ", "country")]
    [InlineData("initiatives?country=", "country")]
    [InlineData("initiatives?ring=7", "ring")]
    [InlineData("initiatives?ring=one", "ring")]
    [InlineData("initiatives?owner=US", "owner")]
    [InlineData("initiatives?stage=Done", "stage")]
    [InlineData("initiatives?goal=peace", "goal")]
    [InlineData("initiatives?instrument=gunboats", "instrument")]
    [InlineData("alerts?limit=0", "limit")]
    [InlineData("alerts?after=nonsense", "after")]
    [InlineData("alerts?status=Closed", "status")]
    [InlineData("alerts?rule=no-rule", "rule")]
    [InlineData("alerts?level=Huge", "level")]
    [InlineData("alerts?country=tn", "country")]
    [InlineData("alerts?ring=0", "ring")]
    [InlineData("alerts?initiative=nonsense", "initiative")]
    [InlineData("alerts?scope=all", "scope")]
    [InlineData("notifications?after=nonsense", "after")]
    [InlineData("notifications?limit=1000", "limit")]
    public async Task A_bad_parameter_is_refused_by_its_name(string address, string parameter)
    {
        var http = await fixture.App.RawAsync("NL");
        var problem = await (await http.GetAsync(new Uri($"api/v1/{address}", UriKind.Relative))).ProblemAsync(400, "invalid");
        problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([parameter]);
    }

    [Theory]
    [InlineData("GET", "initiatives/01990000-0000-7000-8000-000000000000")]
    [InlineData("GET", "initiatives/not-an-id")]
    [InlineData("PUT", "initiatives/01990000-0000-7000-8000-000000000000")]
    [InlineData("POST", "initiatives/01990000-0000-7000-8000-000000000000/stage")]
    [InlineData("POST", "initiatives/01990000-0000-7000-8000-000000000000/part-of/confirm")]
    [InlineData("GET", "initiatives/01990000-0000-7000-8000-000000000000/parts")]
    [InlineData("GET", "alerts/01990000-0000-7000-8000-000000000000")]
    [InlineData("GET", "alerts/1")]
    [InlineData("GET", "alerts/01990000-0000-7000-8000-000000000000/history")]
    [InlineData("GET", "alerts/01990000-0000-7000-8000-000000000000/comments")]
    [InlineData("POST", "alerts/01990000-0000-7000-8000-000000000000/acknowledge")]
    [InlineData("POST", "alerts/01990000-0000-7000-8000-000000000000/resolve")]
    [InlineData("POST", "disclosure-requests/01990000-0000-7000-8000-000000000000/reply")]
    [InlineData("GET", "imports/01990000-0000-7000-8000-000000000000")]
    [InlineData("GET", "partners/QQ/risk")]
    [InlineData("GET", "no-such-thing")]
    public async Task What_is_not_there_is_not_there(string method, string address)
    {
        var http = await fixture.App.RawAsync("NL");
        var body = method == "GET" ? null : """{ "title": "t", "partners": ["TN"], "stage": "Negotiating", "accept": true, "resolution": "NotAnIssue" }""";
        await (await http.SendJsonAsync(new HttpMethod(method), $"api/v1/{address}", body, "\"1\"")).ProblemAsync(404, "not-found");
    }

    [Theory]
    [InlineData("DELETE", "initiatives")]
    [InlineData("PATCH", "initiatives/01990000-0000-7000-8000-000000000000")]
    [InlineData("GET", "initiatives/01990000-0000-7000-8000-000000000000/stage")]
    [InlineData("PUT", "alerts")]
    [InlineData("DELETE", "notifications")]
    public async Task A_wrong_method_is_told(string method, string address)
    {
        var http = await fixture.App.RawAsync("NL");
        await (await http.SendJsonAsync(new HttpMethod(method), $"api/v1/{address}", null)).ProblemAsync(405, "wrong-method");
    }

    [Theory]
    [InlineData("initiatives", "text/plain")]
    [InlineData("initiatives", "application/x-www-form-urlencoded")]
    [InlineData("initiatives", "")]
    [InlineData("initiatives/preview", "application/xml")]
    [InlineData("notifications/read", "text/plain")]
    [InlineData("imports", "text/plain")]
    [InlineData("imports", "")]
    public async Task A_wrong_content_type_is_told(string address, string type)
    {
        var http = await fixture.App.RawAsync("NL");
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{ "title": "t", "partners": ["TN"] }"""));
        content.Headers.ContentType = type.Length == 0 ? null : new MediaTypeHeaderValue(type);
        await (await http.PostAsync(new Uri($"api/v1/{address}", UriKind.Relative), content)).ProblemAsync(415, "wrong-type");
    }

    [Theory]
    [InlineData("initiatives")]
    [InlineData("alerts")]
    [InlineData("notifications")]
    [InlineData("status")]
    [InlineData("imports/01990000-0000-7000-8000-000000000000")]
    public async Task Nobody_comes_in_without_signing_in(string address)
    {
        using var http = fixture.App.Http();
        await (await http.GetAsync(new Uri($"api/v1/{address}", UriKind.Relative))).ProblemAsync(401, "not-signed-in");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "nonsense");
        await (await http.GetAsync(new Uri($"api/v1/{address}", UriKind.Relative))).ProblemAsync(401, "not-signed-in");
    }

    [Fact]
    public async Task The_furthest_dates_and_a_flood_of_words_stop_nothing()
    {
        var (http, client) = (await fixture.App.RawAsync("CY"), await fixture.App.SignInAsync("CY"));
        foreach (var country in new[] { "LY", "TN" })
        {
            await client.RegisterAsync(Support.Bodies.Vessels(country, "Negotiating") with
            {
                StartsOn = DateOnly.MinValue, EndsOn = DateOnly.MaxValue, NegotiatingSince = DateOnly.MaxValue, AnnouncedOn = DateOnly.MaxValue, MandateOn = DateOnly.MinValue
            });
            await client.RegisterAsync(Support.Bodies.Vessels(country, "Negotiating") with { NegotiatingSince = DateOnly.MinValue, AnnouncedOn = DateOnly.MinValue });
        }

        await client.EvaluatedAsync();
        var flood = string.Join('+', Enumerable.Range(0, 1_200).Select(i => "w" + i));
        var answer = await http.GetAsync(new Uri($"api/v1/initiatives?q={flood}", UriKind.Relative));
        (await answer.ProblemAsync(400, "invalid")).GetProperty("errors").TryGetProperty("q", out _).ShouldBeTrue();
    }

    private async Task<Guid> KeptAsync()
    {
        var client = await fixture.App.SignInAsync("NL");
        var mine = (await client.ListInitiativesAsync(new() { Owner = "NL" })).Items;
        return mine.Count > 0 ? mine[0].Id : (await client.RegisteredAsync(new InitiativeBody { Title = "Kept", Partners = ["TN"] })).Id;
    }
}
