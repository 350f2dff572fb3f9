using System.Text.RegularExpressions;
using TeamEurope.Application.Notifications;
using TeamEurope.Contracts;
using TeamEurope.Rules.Rules;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Notifications;
using TeamEurope.Web.Hosting;
using TeamEurope.Web.Texts;

namespace TeamEurope.Web.Notifications;

/// <summary>
/// News in the language of the page. What is kept is short and neutral (rule, references, what people wrote); the words around it
/// are the page's.
/// </summary>
public sealed partial class NewsText(Wording wording, Names names)
{
    private static readonly HashSet<string> Rules = [.. RuleNames.All, Alert.Collision];

    /// <summary>"New warning (High): Competing deals – NL-2026-0001, IT-2026-0003 – Tunisia".</summary>
    public string Of(NotificationView news)
    {
        var what = wording.Word("NewsKind", news.Kind);
        var level = news.Level is { } known ? $" ({wording.Word("AlertLevel", known)})" : "";
        var parts = new[] { Subject(news), string.Join(", ", news.Countries.Select(names.Country)) }.Where(p => p.Length > 0);
        return $"{what}{level}: {string.Join(" – ", parts)}".TrimEnd(' ', ':');
    }

    /// <summary>What it is about: the rule and the references for an alert, and the day it is due where that is the news, else what was written.</summary>
    private string Subject(NotificationView news)
    {
        if (!news.Kind.StartsWith("Alert", StringComparison.Ordinal) && (news.Kind != nameof(NotificationKind.Reminder) || news.AlertId is null))
        {
            return news.Text;
        }

        var rule = news.Text.Split(' ', 2)[0];
        var references = string.Join(", ", ShownNews.ReferencesIn(news.Text).Distinct());
        var due = news.Kind == nameof(NotificationKind.Reminder) && DateOnly.TryParseExact(Date().Match(news.Text).Value, "yyyy-MM-dd", out var day) ? Formats.Day(day) : "";
        return string.Join(" – ", new[] { Rules.Contains(rule) ? names.Rule(rule) : "", due, references }.Where(p => p.Length > 0));
    }

    /// <summary>The day after the word "due"; a reference holds no such.</summary>
    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}\b")]
    private static partial Regex Date();
}
