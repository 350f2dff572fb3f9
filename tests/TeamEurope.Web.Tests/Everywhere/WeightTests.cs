using System.Text.Json;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Everywhere;

/// <summary>No page weighs more, as it comes over the wire to a browser that has nothing yet, than it may.</summary>
[Collection(WebGroup.Name)]
public class WeightTests(WebFixture web)
{
    private const int Usual = 150 * 1024;
    private const int WithMap = 250 * 1024;

    [BrowserTheory]
    [MemberData(nameof(Places.Names), MemberType = typeof(Places))]
    public async Task A_page_is_light(string name)
    {
        var place = Places.Of(name);
        var address = await web.AddressOfAsync(place);
        await using var visitor = place.Tenant.Length == 0 ? await web.VisitAsync() : await web.SignInAsync(place.Tenant, place.Role, place.User);
        var network = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        var files = new Dictionary<string, string>();
        var weights = new List<(string File, double Bytes)>();
        network.Event("Network.responseReceived").OnEvent += (_, e) =>
            files[Text(e, "requestId")] = e!.Value.GetProperty("response").GetProperty("url").GetString()!;
        network.Event("Network.loadingFinished").OnEvent += (_, e) =>
            weights.Add((files.GetValueOrDefault(Text(e, "requestId"), "?"), e!.Value.GetProperty("encodedDataLength").GetDouble()));
        await network.SendAsync("Network.enable");
        await network.SendAsync("Network.setCacheDisabled", new Dictionary<string, object> { ["cacheDisabled"] = true });
        (await visitor.GoAsync(address)).Status.ShouldBe(200);
        await visitor.Page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        weights.Count.ShouldBeGreaterThan(2);
        var most = name == "partners" ? WithMap : Usual;
        weights.Sum(w => w.Bytes).ShouldBeLessThanOrEqualTo(most, string.Join('\n', weights.OrderByDescending(w => w.Bytes).Select(w => $"{w.Bytes,8:0} {w.File}")));
    }

    private static string Text(JsonElement? data, string name) => data!.Value.GetProperty(name).GetString()!;
}
