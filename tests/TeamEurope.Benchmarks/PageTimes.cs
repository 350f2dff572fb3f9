using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using TeamEurope.Testing;

namespace TeamEurope.Benchmarks;

/// <summary>
/// Every page of the large register, as a signed-in browser fetches it, beside the sign-in page: the same frame and framework
/// without a question to the database.
/// </summary>
internal static partial class PageTimes
{
    private const int WarmUps = 5;
    private const int Times = 100;
    private const string BarePage = "sign-in";

    public static async Task MeasureAsync(ServiceProcess service, int size)
    {
        var random = new Random(11);
        foreach (var owner in Register.Owners)
        {
            var client = await service.SignInAsync(owner);
            var rows = Enumerable.Range(0, size / Register.Owners.Length).Select(i => Register.Body(random, i)).ToArray();
            var import = await client.StartImportAsync(rows, baseline: true);
            await client.WaitForImportAsync(import.Id, TimeSpan.FromMinutes(20));
        }

        var nl = await service.SignInAsync("NL");
        var initiative = (await nl.ListInitiativesAsync(new Client.InitiativeFilter { Owner = "NL" }, limit: 1)).Items[0].Id;
        var alert = (await nl.ListAlertsAsync(limit: 1)).Items[0].Id;
        var country = (await nl.ListAlertsAsync(limit: 200)).Items.SelectMany(a => a.Countries).GroupBy(c => c).MaxBy(g => g.Count())!.Key;
        string[] addresses =
        [
            BarePage, "", "partners", $"partners/{country}", "initiatives", "initiatives?q=synthetic&sort=title", "initiatives/new",
            $"initiatives/{initiative}", $"initiatives/{initiative}/edit", $"initiatives/{initiative}/stage", $"initiatives/{initiative}/history",
            "alerts", "alerts?view=list", $"alerts?country={country}&family=labour", "alerts?sort=level", $"alerts/{alert}", "opportunities", "meetings", "notifications", "subscriptions", "admin", "admin/people",
            "admin/risk", "admin/imports"
        ];
        foreach (var (tenant, role) in new[] { ("NL", "Desk"), ("EC", "Coordinator") })
        {
            using var browser = await SignInAsync(service, tenant, role);
            double bare = 0;
            foreach (var address in addresses)
            {
                var times = await MeasureAsync(browser, address);
                var median = times.Percentile(0.5);
                bare = address == BarePage ? median : bare;
                Console.WriteLine(
                    $"page /{Shown(address)} as {tenant}: p50 {median:0.0} ms, p95 {times.Percentile(0.95):0.0} ms, {median / bare:0.0} × the bare page");
            }
        }
    }

    private static async Task<List<double>> MeasureAsync(HttpClient browser, string address)
    {
        var uri = new Uri(address, UriKind.Relative);
        var times = new List<double>();
        for (var i = -WarmUps; i < Times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await browser.GetAsync(uri);
            await answer.Content.ReadAsByteArrayAsync();
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.Forbidden))
            {
                throw new InvalidOperationException($"/{address} answered {answer.StatusCode}.");
            }

            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return times;
    }

    /// <summary>Through the sign-in page, as a browser does.</summary>
    private static async Task<HttpClient> SignInAsync(ServiceProcess service, string tenant, string role)
    {
        var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), UseCookies = true }) { BaseAddress = service.Address };
        var page = await browser.GetStringAsync(new Uri(BarePage, UriKind.Relative));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value,
            ["tenant"] = tenant,
            ["role"] = role,
            ["returnUrl"] = "/subscriptions"
        });
        using var answer = await browser.PostAsync(new Uri(BarePage, UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        return browser;
    }

    private static string Shown(string address) => Id().Replace(address, "{id}");

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();
}
