using Microsoft.AspNetCore.Routing;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Web.Alerts;

/// <summary>Alerts: the queue, one alert, opportunities, requests for disclosure.</summary>
internal static class AlertArea
{
    public static void MapAlerts(this RouteGroupBuilder pages)
    {
        pages.MapQueue();
        pages.MapAlert();
        pages.MapOpportunities();
        pages.MapDisclosures();
    }

    /// <summary>Rules where the law is touched: the alert warns, lawyers judge.</summary>
    public static bool TouchesLaw(string rule, IEnumerable<string> terms) =>
        rule is RuleNames.EuPrecedence or RuleNames.HubGuarantees or RuleNames.RiskGate
        || (rule is RuleNames.Unannounced && terms.Contains("hub"));
}
