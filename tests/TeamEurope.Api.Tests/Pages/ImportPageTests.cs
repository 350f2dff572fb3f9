using System.Net;
using System.Text;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Application.Imports;
using Xunit;

namespace TeamEurope.Api.Tests.Pages;

public class ImportPageTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Rows = """
        [
          { "externalId": "good", "title": "Good row", "partners": ["TN"], "stage": "Exploratory" },
          { "externalId": "=HYPERLINK(\"x\")", "title": "Bad country", "partners": ["QQ"] },
          { "externalId": "bad-measure", "title": "Bad measure", "partners": ["TN"], "measures": [ { "instrument": "gunboats", "direction": "Offer" } ] }
        ]
        """;

    [Fact]
    public async Task A_file_is_taken_over_and_its_rejected_rows_are_reported_by_field()
    {
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "NL", "Desk");
        (await visitor.UploadAsync("/admin/imports", new StringContent(Rows))).ShouldBe(HttpStatusCode.OK);
        var address = visitor.Address;
        address.ShouldStartWith("/admin/imports/");
        await DoneAsync(visitor, address);
        visitor.Page.ShouldContain("2 rows were rejected");
        visitor.Page.ShouldContain("<code>$.partners[0]</code>");
        visitor.Page.ShouldContain("<code>$.measures[0].instrument</code>");
        await visitor.GetAsync(address.Replace("/admin/", "/live/", StringComparison.Ordinal));
        visitor.Page.ShouldContain("2 rows were rejected");
        visitor.Page.ShouldNotContain("<html");
        await visitor.GetAsync("/admin/imports");
        visitor.Page.ShouldContain($"href=\"{address}\"");

        var file = Encoding.UTF8.GetString(await visitor.DownloadAsync($"{address}/rejected.csv"));
        file.ShouldContain("row,externalId,field,message");
        file.ShouldContain("'=HYPERLINK");
        file.Split('\n').ShouldAllBe(line => !line.Contains(",=", StringComparison.Ordinal) && !line.Contains(",\"=", StringComparison.Ordinal));

        using var other = await PageVisitor.SignInAsync(fixture.App, "BE", "Lead");
        foreach (var hidden in new[] { address, $"{address}/rejected.csv", address.Replace("/admin/", "/live/", StringComparison.Ordinal) })
        {
            (await other.GetAsync(hidden)).ShouldBe(HttpStatusCode.NotFound);
        }

        await other.GetAsync("/admin/imports");
        other.Page.ShouldNotContain(address);
    }

    [Fact]
    public async Task A_trial_run_says_so_and_stores_nothing()
    {
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "AT", "Lead");
        await visitor.UploadAsync("/admin/imports", new StringContent(Rows), ("dryRun", "true"), ("baseline", "true"));
        await DoneAsync(visitor, visitor.Address);
        visitor.Page.ShouldContain("nothing was stored");
        visitor.Page.ShouldContain("First filling");
        (await (await fixture.App.SignInAsync("AT")).ListInitiativesAsync(new() { Owner = "AT" })).Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[{", "line 1")]
    [InlineData("title;partners", "line 1")]
    [InlineData("{}", "array")]
    public async Task A_file_that_cannot_be_read_is_refused_at_its_field_with_the_place(string file, string said)
    {
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "CZ", "Desk");
        (await visitor.UploadAsync("/admin/imports", new StringContent(file), ("dryRun", "true"))).ShouldBe(HttpStatusCode.BadRequest);
        await RefusedAsync(visitor, said);
    }

    [Fact]
    public async Task No_file_is_refused_at_its_field()
    {
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "CZ", "Desk");
        (await visitor.UploadAsync("/admin/imports", null, ("dryRun", "true"))).ShouldBe(HttpStatusCode.BadRequest);
        await RefusedAsync(visitor, "Choose a file");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_at_its_field()
    {
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "CZ", "Desk");
        using var file = new ByteArrayContent(new byte[StartImport.MostFileBytes + 1]);
        (await visitor.UploadAsync("/admin/imports", file, ("dryRun", "true"))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        await RefusedAsync(visitor, "larger than 50 MB");
    }

    private static async Task RefusedAsync(PageVisitor visitor, string said)
    {
        var at = visitor.Page.IndexOf("id=\"f-file-error\"", StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0);
        visitor.Page[at..].ShouldContain(said);
        await visitor.GetAsync("/admin/imports");
        visitor.Page.ShouldContain("Nothing has been imported yet");
    }

    private static async Task DoneAsync(PageVisitor visitor, string address)
    {
        using var patience = new CancellationTokenSource(Acts.Patience);
        while (true)
        {
            (await visitor.GetAsync(address)).ShouldBe(HttpStatusCode.OK);
            if (!visitor.Page.Contains("data-import-status=\"Running\"", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(50, patience.Token);
        }
    }
}
