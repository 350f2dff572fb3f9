using System.IO.Compression;
using System.Text;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using Xunit;

namespace TeamEurope.Api.Tests.Initiatives;

public class ExportTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_csv_holds_one_row_for_each_visible_initiative_of_the_selection_with_its_mark()
    {
        var (ie, it) = (await fixture.App.SignInAsync("IE"), await fixture.App.SignInAsync("IT"));
        var one = await ie.RegisteredAsync(Bodies.Labour("PY", "Łódź, \"quoted\"") with { Handling = "PUBLIC", StartsOn = new(2026, 2, 3), AmountEur = 1234.5m, Participants = ["DE", "FR"] });
        await ie.RegisteredAsync(Bodies.Plain("Other", "PY") with { Handling = "LIMITE" });
        await it.RegisteredAsync(Bodies.Plain("Hidden", "PY") with { Visibility = "Owner", Handling = "NATIONAL" });
        var (name, type, bytes) = await FileAsync("NL", "country=PY&format=csv");

        type.ShouldBe("text/csv");
        name.ShouldBe($"initiatives-{Bodies.Today:yyyy-MM-dd}-LIMITE.csv");
        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).TrimEnd().Split("\r\n");
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("reference,externalId,owner,title,level,form,legalEffect,stage,visibility,handling,partners,participants,goals,instruments,startsOn");
        var row = lines.Single(l => l.StartsWith(one.Reference, StringComparison.Ordinal));
        row.ShouldStartWith($"{one.Reference},,IE,\"Łódź, \"\"quoted\"\"\",Bilateral,Unwritten,Political,Exploratory,TeamEurope,PUBLIC,PY,DE; FR,development,seasonal-labour,2026-02-03,,,,1234.5,");
        (await FileAsync("NL", "country=PY&owner=IT")).Bytes.Length.ShouldBeLessThan(lines[0].Length + 10, "no row, and csv is the usual");
    }

    [Theory]
    [InlineData("=1+2")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@cmd")]
    public async Task No_text_becomes_a_formula(string title)
    {
        var lu = await fixture.App.SignInAsync("LU");
        var one = await lu.RegisteredAsync(Bodies.Plain(title, "UY"));
        var csv = Encoding.UTF8.GetString((await FileAsync("LU", $"country=UY&q={one.Reference}")).Bytes);
        csv.ShouldContain($",'{title},");
        SheetOf((await FileAsync("LU", $"country=UY&q={one.Reference}&format=xlsx")).Bytes).ShouldContain($">'{title}<");
    }

    [Fact]
    public async Task An_xlsx_is_a_workbook_with_numbers_as_numbers_days_as_days_and_the_mark_on_each_page()
    {
        var cy = await fixture.App.SignInAsync("CY");
        await cy.RegisterAsync(Bodies.Plain("A sheet & more", "SR") with { StartsOn = new(2026, 2, 3), AmountEur = 1234.5m, Handling = "NATIONAL" });
        var (name, type, bytes) = await FileAsync("CY", "country=SR&format=xlsx");
        (type, name).ShouldBe(("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"initiatives-{Bodies.Today:yyyy-MM-dd}-NATIONAL.xlsx"));
        var sheet = SheetOf(bytes);
        sheet.ShouldContain("A sheet &amp; more");
        sheet.ShouldContain("<x:v>1234.5</x:v>");
        sheet.ShouldContain("<x:v>46056</x:v>", Case.Sensitive, "3 February 2026 as a spreadsheet counts days");
        sheet.ShouldContain("&amp;CNATIONAL");
        using var http = await fixture.App.RawAsync("CY");
        await (await http.SendJsonAsync(HttpMethod.Get, "api/v1/initiatives/export?format=ods", null)).ProblemAsync(400, "invalid");
    }

    private async Task<(string? Name, string? Type, byte[] Bytes)> FileAsync(string tenant, string query)
    {
        using var http = await fixture.App.RawAsync(tenant);
        var answer = await http.GetAsync(new Uri($"api/v1/initiatives/export?{query}", UriKind.Relative));
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (answer.Content.Headers.ContentDisposition?.FileName, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsByteArrayAsync());
    }

    private static string SheetOf(byte[] xlsx)
    {
        using var zip = new ZipArchive(new MemoryStream(xlsx));
        using var reader = new StreamReader(zip.Entries.Single(e => e.FullName.Contains("worksheets/", StringComparison.Ordinal)).Open());
        return reader.ReadToEnd();
    }
}
