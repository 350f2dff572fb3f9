using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using TeamEurope.Api.Tests.Pages;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Hardening;

/// <summary>No text of anybody becomes a formula in anybody's spreadsheet, whatever separates its lists; numbers stay numbers.</summary>
public sealed partial class FormulaTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Starts = "=+-@\t\r＝＋－＠";

    private static readonly string[] Texts =
    [
        "=1+1", "+1", "-1", "@SUM(1)", "＝1+1", "＋1", "－1", "＠SUM(1)", "\t=1", "a;=1+1;b", "a;-1+1", "a\n=1+1", "a\r\n+1", "a\t@SUM(1)", "a;＝1", "\"=1+1", "x,=1+1"
    ];

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task In_an_export_of_the_list(string format)
    {
        using var http = await RegisteredAsync(fixture.App, "LU");
        ShouldBeHarmless(await http.GetByteArrayAsync(new Uri($"api/v1/initiatives/export?country=UY&format={format}", UriKind.Relative)), format);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task In_an_export_in_the_background(string format)
    {
        using var http = await RegisteredAsync(fixture.App, "MT");
        var export = await http.SendAsync<ExportView>(HttpMethod.Post, $"exports?country=UY&format={format}", null);
        for (var deadline = DateTime.UtcNow + Acts.Patience; export.Status != "Done" && DateTime.UtcNow < deadline; await Task.Delay(50))
        {
            export = await http.AskAsync<ExportView>($"exports/{export.Id}");
        }

        ShouldBeHarmless(await http.GetByteArrayAsync(new Uri($"api/v1/exports/{export.Id}/file", UriKind.Relative)), format);
    }

    [Fact]
    public async Task Among_rejected_rows()
    {
        using var person = await PageVisitor.SignInAsync(fixture.App, "NL");
        using var http = await fixture.App.RawAsync("NL");
        var rows = string.Join(',', Texts.Select(t => $$"""{ "externalId": {{Quoted(t)}}, "title": "t", "partners": [{{Quoted(t)}}], "stage": {{Quoted(t)}} }"""));
        using var started = await http.SendJsonAsync(HttpMethod.Post, "api/v1/imports", $"[{rows}]");
        var import = await http.ReadAsync<ImportView>(started.Headers.Location!.ToString());
        for (var deadline = DateTime.UtcNow + Acts.Patience; import.Status != "Done" && DateTime.UtcNow < deadline; await Task.Delay(50))
        {
            import = await http.ReadAsync<ImportView>(started.Headers.Location!.ToString());
        }

        import.Rejected.Count.ShouldBe(Texts.Length);
        ShouldBeHarmless(await person.DownloadAsync($"/admin/imports/{import.Id}/rejected.csv"), "csv");
    }

    [Fact]
    public async Task In_the_audit_trail()
    {
        using var auditor = await PageVisitor.SignInAsync(fixture.App, "PT", "Auditor");
        using var lead = await fixture.App.RawAsync("PT", "Lead");
        foreach (var name in Texts.Where(t => t.Trim() == t))
        {
            using var http = await fixture.App.RawAsync("PT", user: name);
            await http.SendJsonAsync(HttpMethod.Post, "api/v1/initiatives", """{ "title": "t", "partners": ["UY"] }""");
            await lead.SendAsync<PersonView>(HttpMethod.Post, "people/block", new PersonRequest(name));
        }

        var bytes = await auditor.DownloadAsync("/admin/audit.csv");
        Encoding.UTF8.GetString(bytes).ShouldContain("PersonBlocked");
        ShouldBeHarmless(bytes, "csv");
    }

    private static async Task<HttpClient> RegisteredAsync(TestApp app, string tenant)
    {
        var http = await app.RawAsync(tenant);
        foreach (var text in Texts)
        {
            var body = $$"""{ "title": {{Quoted(text)}}, "externalId": {{Quoted(tenant + text)}}, "partners": ["UY"], "amountEur": 12.5, "visibility": "Owner" }""";
            (await http.SendJsonAsync(HttpMethod.Post, "api/v1/initiatives", body)).StatusCode.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.Conflict);
        }

        return http;
    }

    private static void ShouldBeHarmless(byte[] file, string format)
    {
        var cells = format == "csv" ? CellsOfCsv(Encoding.UTF8.GetString(file).TrimStart('\uFEFF')) : CellsOfXlsx(file);
        cells.Count.ShouldBeGreaterThan(Texts.Length);
        cells.ShouldAllBe(cell => cell.Length == 0 || !Starts.Contains(cell[0], StringComparison.Ordinal) || IsNumber(cell));
    }

    private static bool IsNumber(string cell) => cell.All(char.IsAscii) && decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out _) && cell is not ("-1" or "+1");

    /// <summary>As written, and as a spreadsheet splits it that separates by semicolons or tabs and knows no quotes within a cell.</summary>
    private static List<string> CellsOfCsv(string csv) =>
    [
        .. Cell().Matches(csv).Select(m => m.Groups[1].Success ? m.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : m.Groups[2].Value),
        .. csv.Split(';', '\n', '\r', '\t')
    ];

    private static List<string> CellsOfXlsx(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(zip.Entries.Single(e => e.FullName.Contains("worksheets/", StringComparison.Ordinal)).Open());
        var sheet = reader.ReadToEnd();
        sheet.ShouldNotContain("<x:f");
        sheet.ShouldContain("<x:v>12.5</x:v>");
        return [.. InlineText().Matches(sheet).Select(m => System.Net.WebUtility.HtmlDecode(m.Groups[1].Value))];
    }

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    [GeneratedRegex("(?<=^|,|\\n)(?:\"((?:[^\"]|\"\")*)\"|([^,\"\\r\\n]*))(?=,|\\r|\\n|$)")]
    private static partial Regex Cell();

    [GeneratedRegex("<x:t[^>]*>([^<]*)</x:t>")]
    private static partial Regex InlineText();
}
