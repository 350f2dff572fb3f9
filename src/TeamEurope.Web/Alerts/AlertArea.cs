using Microsoft.AspNetCore.Routing;

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
        rule is Rules.Rules.RuleNames.EuPrecedence or Rules.Rules.RuleNames.HubGuarantees or Rules.Rules.RuleNames.RiskGate
        || (rule is Rules.Rules.RuleNames.Unannounced && terms.Contains("hub"));
}
