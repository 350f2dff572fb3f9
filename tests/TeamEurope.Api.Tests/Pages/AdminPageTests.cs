using System.Net;
using System.Text;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Pages;

public class AdminPageTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Content = "Desk Lead Coordinator Secretariat";
    private const string Editors = "Desk Lead Coordinator";

    public static readonly TheoryData<string, string> Pages = new()
    {
        { "people", Content }, { "defaults", Content }, { "risk", Content }, { "risk/TN", Content }, { "reference", Content }, { "reference/rings", Content },
        { "reference/taxonomy", Content }, { "reference/organisations", Content }, { "reference/routes", Content }, { "reference/rules", Content },
        { "reference/tenants", Content }, { "reference/occupations", Content }, { "imports", Editors }, { "jobs", "Operator Lead Coordinator" },
        { "audit", "Auditor" }, { "audit.csv", "Auditor" }
    };

    [Fact]
    public async Task Each_page_opens_for_the_roles_that_may_and_is_not_offered_to_the_others()
    {
        foreach (var role in "Desk Lead Coordinator Secretariat Auditor Operator".Split(' '))
        {
            using var visitor = await PageVisitor.SignInAsync(fixture.App, "NL", role);
            (await visitor.GetAsync("/admin")).ShouldBe(HttpStatusCode.OK);
            var start = visitor.Page;
            foreach (var row in Pages)
            {
                var (page, roles) = ((string)row[0], ((string)row[1]).Split(' '));
                var status = await visitor.GetAsync($"/admin/{page}");
                status.ShouldBe(roles.Contains(role) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, $"{role} {page}");
                if (!page.Contains('/', StringComparison.Ordinal) && !page.Contains('.', StringComparison.Ordinal))
                {
                    start.Contains($"href=\"/admin/{page}\"", StringComparison.Ordinal).ShouldBe(roles.Contains(role), $"{role} {page}");
                }

                if (status == HttpStatusCode.Forbidden)
                {
                    visitor.Page.ShouldContain("<h1>Not allowed</h1>");
                }
            }
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("de")]
    [InlineData("nl")]
    public async Task Every_page_has_its_words_in_every_language(string language)
    {
        using var lead = await PageVisitor.SignInAsync(fixture.App, "FR", "Lead", language);
        using var auditor = await PageVisitor.SignInAsync(fixture.App, "FR", "Auditor", language);
        foreach (var row in Pages)
        {
            var visitor = (string)row[1] == "Auditor" ? auditor : lead;
            (await visitor.GetAsync($"/admin/{row[0]}")).ShouldBe(HttpStatusCode.OK, $"{language} {row[0]}");
        }
    }

    [Fact]
    public async Task A_lead_blocks_and_unblocks_a_person_and_a_desk_officer_may_not()
    {
        await (await fixture.App.SignInAsync("PL", user: "kowalski")).ListInitiativesAsync(new());
        using var desk = await PageVisitor.SignInAsync(fixture.App, "PL", "Desk");
        (await desk.GetAsync("/admin/people")).ShouldBe(HttpStatusCode.OK);
        desk.Page.ShouldContain("kowalski");
        desk.Page.ShouldNotContain("/admin/people/block");
        (await desk.PostAsync("/admin/people/block", ("user", "kowalski"))).ShouldBe(HttpStatusCode.Forbidden);

        using var lead = await PageVisitor.SignInAsync(fixture.App, "PL", "Lead");
        await lead.GetAsync("/admin/people");
        lead.Page.ShouldContain("Yes, block kowalski");
        lead.Page.ShouldNotContain("Yes, block visitor", Case.Sensitive, "nobody blocks themselves");
        (await lead.PostAsync("/admin/people/block", ("user", "kowalski"))).ShouldBe(HttpStatusCode.OK);
        lead.Address.ShouldBe("/admin/people");
        lead.Page.ShouldContain("PL/visitor");
        lead.Page.ShouldContain("Yes, unblock kowalski");
        await lead.PostAsync("/admin/people/unblock", ("user", "kowalski"));
        lead.Page.ShouldContain("Yes, block kowalski");
    }

    [Fact]
    public async Task A_lead_sets_the_confidentiality_default_and_the_others_read_it()
    {
        using var lead = await PageVisitor.SignInAsync(fixture.App, "LV", "Lead");
        (await lead.PostAsync("/admin/defaults", ("defaultVisibility", "TeamEurope"))).ShouldBe(HttpStatusCode.OK);
        lead.Address.ShouldBe("/admin/defaults?saved=true");
        (await lead.PostAsync("/admin/defaults", ("defaultVisibility", "Everybody"))).ShouldBe(HttpStatusCode.BadRequest);
        lead.Page.ShouldContain("value=\"TeamEurope\" checked");
        using var desk = await PageVisitor.SignInAsync(fixture.App, "LV", "Desk");
        await desk.GetAsync("/admin/defaults");
        desk.Page.ShouldContain("our default");
        desk.Page.ShouldNotContain("type=\"radio\"");
        (await desk.PostAsync("/admin/defaults", ("defaultVisibility", "Public"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_rating_is_kept_with_its_reason_and_shown_to_its_own_tenant_alone()
    {
        using var own = await PageVisitor.SignInAsync(fixture.App, "SE", "Desk");
        (await own.PostAsync("/admin/risk", ("country", "TD"), ("risk", "high"), ("reason", ""))).ShouldBe(HttpStatusCode.BadRequest);
        own.Page.ShouldContain("id=\"f-reason-error\"");
        own.Page.ShouldContain("value=\"high\" selected", Case.Sensitive, "what was chosen is still there");
        (await own.PostAsync("/admin/risk", ("country", "QQ"), ("risk", "high"), ("reason", "Because"))).ShouldBe(HttpStatusCode.BadRequest);
        own.Page.ShouldContain("id=\"f-country-error\"");
        (await own.PostAsync("/admin/risk", ("country", "TD"), ("risk", "high"), ("reason", "Camps burnt down"))).ShouldBe(HttpStatusCode.OK);
        own.Address.ShouldBe("/admin/risk/TD");
        own.Page.ShouldContain("Camps burnt down");
        await own.GetAsync("/admin/risk");
        own.Page.ShouldContain("href=\"/admin/risk/TD\"");
        own.Page.ShouldContain("href=\"/partners/TD\"");

        using var other = await PageVisitor.SignInAsync(fixture.App, "EC", "Coordinator");
        foreach (var page in new[] { "/admin/risk", "/admin/risk/TD" })
        {
            await other.GetAsync(page);
            other.Page.ShouldNotContain("Camps burnt down");
            other.Page.ShouldNotContain("SE/");
        }

        using var reader = await PageVisitor.SignInAsync(fixture.App, "SE", "Secretariat");
        await reader.GetAsync("/admin/risk");
        reader.Page.ShouldNotContain("name=\"reason\"");
        (await reader.PostAsync("/admin/risk", ("country", "TD"), ("reason", "x"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task People_of_another_tenant_are_not_shown()
    {
        using var own = await PageVisitor.SignInAsync(fixture.App, "IE", "Desk");
        await (await fixture.App.SignInAsync("MT", user: "borg")).ListInitiativesAsync(new());
        await own.GetAsync("/admin/people");
        own.Page.ShouldContain("visitor");
        own.Page.ShouldNotContain("borg");
    }

    [Fact]
    public async Task The_audit_trail_is_filtered_paged_and_exported_for_its_own_tenant()
    {
        var (own, other) = (await fixture.App.SignInAsync("LU", user: "weber"), await fixture.App.SignInAsync("BG"));
        var registered = new List<InitiativeView>();
        for (var i = 0; i < 51; i++)
        {
            registered.Add(await own.RegisteredAsync(Bodies.Plain($"Secret title {i}")));
        }

        var foreign = await other.RegisteredAsync(Bodies.Plain());
        using var auditor = await PageVisitor.SignInAsync(fixture.App, "LU", "Auditor");
        await auditor.GetAsync("/admin/audit?what=Registered&user=weber&from=&to=");
        auditor.Page.ShouldContain(registered[^1].Reference);
        auditor.Page.ShouldContain("LU/weber");
        auditor.Page.ShouldContain("rel=\"next\"");
        auditor.Page.ShouldNotContain("Secret title");
        auditor.Page.ShouldNotContain(foreign.Reference);
        await auditor.GetAsync("/admin/audit?what=RiskRated");
        auditor.Page.ShouldContain("No act matches");
        await auditor.GetAsync($"/admin/audit?to={Bodies.Today.AddDays(-1):yyyy-MM-dd}");
        auditor.Page.ShouldContain("No act matches");

        var file = Encoding.UTF8.GetString(await auditor.DownloadAsync("/admin/audit.csv?what=Registered"));
        registered.ShouldAllBe(i => file.Contains(i.Reference));
        file.ShouldNotContain(foreign.Reference);
        file.ShouldNotContain("Secret title");
    }

    [Fact]
    public async Task A_name_that_would_be_a_formula_is_text_in_the_exported_trail()
    {
        await (await fixture.App.SignInAsync("SI", user: "=cmd|'/c calc'!A1")).ListInitiativesAsync(new());
        using var lead = await PageVisitor.SignInAsync(fixture.App, "SI", "Lead");
        (await lead.PostAsync("/admin/people/block", ("user", "=cmd|'/c calc'!A1"))).ShouldBe(HttpStatusCode.OK);
        using var auditor = await PageVisitor.SignInAsync(fixture.App, "SI", "Auditor");
        var file = Encoding.UTF8.GetString(await auditor.DownloadAsync("/admin/audit.csv"));
        file.ShouldContain("'=cmd|");
        file.ShouldNotContain(",=cmd|");
    }
}
