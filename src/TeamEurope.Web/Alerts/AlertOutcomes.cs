using System.Globalization;
using Microsoft.AspNetCore.Http;
using TeamEurope.Contracts;

namespace TeamEurope.Web.Alerts;

/// <summary>What became of alerts that were to be acknowledged, carried by the address of the page that tells it.</summary>
/// <param name="Done">How many were.</param>
/// <param name="NotDone">Those that were not, each with its reason.</param>
public sealed record AlertOutcomes(int Done, IReadOnlyList<AcknowledgeOutcome> NotDone)
{
    private const string Acknowledged = "acknowledged";
    private const char Separator = '~';

    public static readonly AlertOutcomes None = new(0, []);

    public bool Any => Done > 0 || NotDone.Count > 0;

    public static AlertOutcomes Of(IReadOnlyList<AcknowledgeOutcome> outcomes) =>
        new(outcomes.Count(o => o.Outcome == Acknowledged), outcomes.Where(o => o.Outcome != Acknowledged).ToList());

    public static AlertOutcomes Of(Guid id, string? refusalCode) => Of([new AcknowledgeOutcome(id, refusalCode ?? Acknowledged)]);

    /// <summary>Anybody can write an address: only ids and short codes are taken from it.</summary>
    public static AlertOutcomes Read(IQueryCollection query)
    {
        _ = int.TryParse(query["done"], NumberStyles.None, CultureInfo.InvariantCulture, out var done);
        return new AlertOutcomes(done, query["notDone"].OfType<string>().Select(Read).OfType<AcknowledgeOutcome>().ToList());
    }

    public string AddTo(string address)
    {
        var query = QueryString.Create(NotDone.Select(o => KeyValuePair.Create("notDone", (string?)$"{o.Id}{Separator}{o.Outcome}"))
            .Prepend(KeyValuePair.Create("done", (string?)Done.ToString(CultureInfo.InvariantCulture)))).Value!;
        return address.Contains('?', StringComparison.Ordinal) ? $"{address}&{query[1..]}" : address + query;
    }

    private static AcknowledgeOutcome? Read(string text) =>
        text.Split(Separator, 2) is [var id, var code] && Guid.TryParse(id, out var known) ? new AcknowledgeOutcome(known, code) : null;
}
