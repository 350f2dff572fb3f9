using System.Text;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using TeamEurope.Testing;

namespace TeamEurope.Api.Tests.Confidentiality;

/// <summary>Hidden initiatives full of marked texts, and everything that others can read, searched for them.</summary>
internal sealed class Secrets(TestApp app)
{
    private readonly List<string> forbidden = [];

    public int Searched { get; private set; }

    public static InitiativeBody Marked(string mark, string country, string visibility, string stage = "Exploratory") => new()
    {
        ExternalId = $"SECRETEXT-{mark}", Title = $"SECRETTITLE-{mark}", Summary = $"SECRETSUMMARY-{mark}", Partners = [country], Stage = stage,
        Visibility = visibility, NamedTenants = visibility == "Named" ? ["BE"] : [], Justification = $"SECRETJUST-{mark}", AmountEur = 987654321,
        StartsOn = new(2019, 7, 13), EndsOn = new(2039, 7, 13), PartOf = new("NL", $"SECRETUMBRELLA-{mark}"),
        Complementarity = [new(new("EC", $"SECRETTOWARDS-{mark}"), $"SECRETSTATEMENT-{mark}")],
        Monitoring = new($"SECRETM1-{mark}", $"SECRETM2-{mark}", $"SECRETM3-{mark}", $"SECRETM4-{mark}", $"SECRETM5-{mark}", $"SECRETM6-{mark}"),
        Measures =
        [
            new MeasureBody { Instrument = "seasonal-labour", Direction = "Offer", Occupation = "92", Unit = $"SECRETUNIT-{mark}", Quantity = 424242, Implementer = $"SECRETIMPL-{mark}" },
            new MeasureBody { Instrument = "border-equipment", Direction = "Offer", Equipment = "vessels", Implementer = $"SECRETIMPL2-{mark}", Incentive = new("Negative", "Financial") }
        ]
    };

    public void Forbid(InitiativeView hidden) => forbidden.AddRange([hidden.Reference, hidden.Id.ToString(), hidden.Id.ToString("N"), "987654321", "424242", "2019-07-13", "2039-07-13"]);

    public void Forbid(AlertView alert) => forbidden.AddRange([alert.Id.ToString(), alert.Id.ToString("N")]);

    public async Task<string> SearchAsync(HttpResponseMessage response, string where, params string[] also)
    {
        var text = await TextAsync(response, where);
        Search(text, where, also);
        return text;
    }

    /// <summary>The same where one word was the asker's own.</summary>
    public async Task SearchButAsync(HttpResponseMessage response, string where, string? own)
    {
        var text = await TextAsync(response, where);
        Search(own is null ? text : text.Replace(own, "", StringComparison.OrdinalIgnoreCase), where);
    }

    private static async Task<string> TextAsync(HttpResponseMessage response, string where)
    {
        var text = new StringBuilder(await response.Content.ReadAsStringAsync());
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            text.Append('\n').Append(name).Append(": ").AppendJoin(' ', values);
        }

        ((int)response.StatusCode).ShouldBeLessThan(500, where);
        return text.ToString();
    }

    public void Search(string text, string where, params string[] also)
    {
        Searched++;
        text.ShouldNotMatch("(?i)SECRET[A-Z0-9]+-", where);
        foreach (var word in forbidden.Concat(also))
        {
            text.ShouldNotContain(word, Case.Insensitive, where);
        }
    }

    public async Task<string> GetAsync(HttpClient http, string address, params string[] also) =>
        await SearchAsync(await http.GetAsync(new Uri(address, UriKind.Relative)), address, also);

    public async Task<HttpClient> RawAsync(string tenant, string role) => await app.RawAsync(tenant, role);
}
