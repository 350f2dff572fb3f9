using System.Globalization;
using System.Net;
using System.Text;
using TeamEurope.Application.Briefings;
using TeamEurope.Application.Common;
using TeamEurope.Application.Mail;
using TeamEurope.Contracts;
using TeamEurope.Domain.Mail;

namespace TeamEurope.Application.Digests;

/// <summary>A digest as a mail: the same words as text and as a page.</summary>
public sealed class DigestWriter(MailRules rules, IReferenceNames names, ICountryNames countries)
{
    private const int MostNamesInHeading = 3;

    /// <summary>A line with where it leads, under a heading that may be missing.</summary>
    private sealed record Line(string Text, Uri? Link);

    private sealed record Group(string? Heading, IReadOnlyList<Line> Lines, string? Rest = null);

    private sealed record Section(string Heading, IReadOnlyList<Group> Groups, string? Rest);

    public OutgoingMail Write(DigestContent content, DigestKind kind, DateOnly day, MailSettings reader, Guid id)
    {
        var texts = DigestTexts.In(reader.Language);
        var title = texts.Format(kind == DigestKind.Daily ? "DailyTitle" : "WeeklyTitle", texts.Date(day));
        var sections = SectionsOf(content, texts, reader.Language).ToList();
        var closing = Footnotes(content, reader.Language).Append(texts.Format("Handling", content.Handling)).Append(texts["Why"]).ToList();
        var domain = reader.Address[(reader.Address.IndexOf('@', StringComparison.Ordinal) + 1)..];
        return new OutgoingMail(
            reader.Address, reader.Language, $"[{content.Handling}] TeamEurope – {title}", TextOf(title, sections, closing),
            PageOf(title, sections, closing, reader.Language), string.Create(CultureInfo.InvariantCulture, $"digest-{id:N}@{rules.BaseAddress?.Host ?? domain}"));
    }

    private IEnumerable<Section> SectionsOf(DigestContent content, DigestTexts texts, string language)
    {
        if (content.Changed.Count > 0)
        {
            var groups = content.Changed.Select(g => new Group(
                HeadingOf(g, texts, language),
                g.Alerts.Select(a => LineOf(a, $"{names.Rule(a.Rule, language)}, {WhatOf(a, content.Since, texts)}", texts, language)).ToList(),
                RestOf(g.More, texts)));
            yield return new Section(texts["Changed"], groups.ToList(), RestOf(content.More, texts));
        }

        if (content.Due.Count > 0)
        {
            yield return new Section(texts["Due"], [new Group(null, content.Due
                .Select(a => LineOf(a, $"{names.Rule(a.Rule, language)}, {texts.Format("DueOn", texts.Date(a.DueOn!.Value))}", texts, language)).ToList())], null);
        }

        if (content.Mentions.Count > 0)
        {
            yield return new Section(texts["Mentions"], [new Group(null, content.Mentions
                .Select(m => new Line(texts.Format("MentionedBy", $"{m.Tenant}/{m.User}", names.Rule(m.Rule, language)), LinkTo(m.AlertId))).ToList())], null);
        }
    }

    /// <summary>"Tunisia – Labour migration: High 2, Medium 1".</summary>
    private string HeadingOf(DigestGroup group, DigestTexts texts, string language)
    {
        var parts = new[]
        {
            NamesOf(group.Countries, c => countries.NameOf(c, language)), NamesOf(group.Families, f => names.Family(f, language))
        }.OfType<string>().DefaultIfEmpty(texts["Other"]);
        var levels = group.Levels.Select(l => string.Create(CultureInfo.InvariantCulture, $"{BriefingTexts.In(language).Word("Level", l.Level)} {l.Count}"));
        return $"{string.Join(" – ", parts)}: {string.Join(", ", levels)}";
    }

    private static string? NamesOf(IReadOnlyList<string> codes, Func<string, string> nameOf) => codes.Count == 0
        ? null
        : string.Join(", ", codes.Take(MostNamesInHeading).Select(nameOf)) + (codes.Count > MostNamesInHeading ? ", …" : "");

    private static string? RestOf(int more, DigestTexts texts) => more > 0 ? texts.Format("More", more) : null;

    private static string WhatOf(AlertView alert, DateTimeOffset since, DigestTexts texts) => alert.Status switch
    {
        "Cleared" => texts["Cleared"],
        "Resolved" => texts["Resolved"],
        _ => alert.OpenedAt > since ? texts["New"] : texts["Altered"]
    };

    private Line LineOf(AlertView alert, string what, DigestTexts texts, string language)
    {
        var level = BriefingTexts.In(language).Word("Level", alert.Level);
        var initiatives = alert.Initiatives.Select(i => i.Undisclosed == true ? texts["Undisclosed"] : $"{i.Reference} {i.Title}");
        return new Line($"{level}, {what}: {string.Join("; ", initiatives)}", LinkTo(alert.Id));
    }

    private Uri? LinkTo(Guid alert) => rules.BaseAddress is { } address ? new Uri(address, string.Create(CultureInfo.InvariantCulture, $"/alerts/{alert}")) : null;

    private IEnumerable<string> Footnotes(DigestContent content, string language) =>
        content.Changed.SelectMany(g => g.Countries).Concat(content.Due.SelectMany(a => a.Countries)).Distinct().Order(StringComparer.Ordinal)
            .Select(c => names.Footnote(c, language) is { } note ? $"{countries.NameOf(c, language)}: {note}" : null).OfType<string>();

    private static string TextOf(string title, List<Section> sections, List<string> closing)
    {
        var text = new StringBuilder().AppendLine(title).AppendLine(new string('=', title.Length));
        foreach (var section in sections)
        {
            text.AppendLine().AppendLine(section.Heading).AppendLine(new string('-', section.Heading.Length));
            foreach (var (heading, lines, more) in section.Groups)
            {
                if (heading is not null)
                {
                    text.AppendLine().AppendLine(heading);
                }

                foreach (var line in lines)
                {
                    text.Append("* ").AppendLine(line.Text);
                    if (line.Link is { } link)
                    {
                        text.Append("  ").Append(link).AppendLine();
                    }
                }

                if (more is not null)
                {
                    text.Append("  ").AppendLine(more);
                }
            }

            if (section.Rest is { } rest)
            {
                text.AppendLine().AppendLine(rest);
            }
        }

        text.AppendLine().AppendLine("--");
        closing.ForEach(c => text.AppendLine(c));
        return text.ToString();
    }

    private static string PageOf(string title, List<Section> sections, List<string> closing, string language)
    {
        var page = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{Safe(title)}</title></head><body><main><h1>{Safe(title)}</h1>");
        foreach (var section in sections)
        {
            page.Append("<h2>").Append(Safe(section.Heading)).Append("</h2>");
            foreach (var (heading, lines, more) in section.Groups)
            {
                page.Append(heading is null ? "" : $"<h3>{Safe(heading)}</h3>").Append("<ul>");
                foreach (var line in lines)
                {
                    page.Append("<li>").Append(line.Link is { } link ? $"<a href=\"{Safe(link.ToString())}\">{Safe(line.Text)}</a>" : Safe(line.Text)).Append("</li>");
                }

                page.Append("</ul>").Append(more is null ? "" : $"<p>{Safe(more)}</p>");
            }

            page.Append(section.Rest is { } rest ? $"<p>{Safe(rest)}</p>" : "");
        }

        closing.ForEach(c => page.Append("<p><small>").Append(Safe(c)).Append("</small></p>"));
        return page.Append("</main></body></html>").ToString();
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
