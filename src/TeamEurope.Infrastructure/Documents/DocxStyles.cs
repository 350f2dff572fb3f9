using System.Globalization;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TeamEurope.Infrastructure.Documents;

/// <summary>The style sheet and the bullet definition of a briefing: one style for every <see cref="Look"/>.</summary>
internal static class DocxStyles
{
    public const string TableStyle = "BriefingTable";
    public const string HyperlinkStyle = "Hyperlink";
    private const string Font = "Arial";

    // Word knows its built-in styles by these names, whatever language it speaks itself.
    private static readonly Dictionary<string, string> BuiltInNames = new()
    {
        ["Heading1"] = "heading 1",
        ["Heading2"] = "heading 2",
        ["Heading3"] = "heading 3",
        ["TOC1"] = "toc 1",
        ["TOC2"] = "toc 2",
        ["TOC3"] = "toc 3",
        ["TOCHeading"] = "TOC Heading",
        ["BodyText"] = "Body Text",
        ["ListBullet"] = "List Bullet",
        ["ListContinue"] = "List Continue",
        ["Caption"] = "caption",
        ["Footer"] = "footer"
    };

    public static Styles Make(string language)
    {
        var styles = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(
                    new RunFonts { Ascii = Font, HighAnsi = Font, EastAsia = Font, ComplexScript = Font },
                    new FontSize { Val = "20" },
                    new FontSizeComplexScript { Val = "20" },
                    new Languages { Val = language })),
                new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(
                    new SpacingBetweenLines { Before = "0", After = "0", Line = "270", LineRule = LineSpacingRuleValues.Exact }))),
            new Style(new StyleName { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true },
            new Style(new StyleName { Val = "Default Paragraph Font" }, new UIPriority { Val = 1 }, new SemiHidden())
            {
                Type = StyleValues.Character,
                StyleId = "DefaultParagraphFont",
                Default = true
            },
            // A link in the contents looks like its text; Word would otherwise make all of them blue and underlined.
            new Style(new StyleName { Val = "Hyperlink" }, new BasedOn { Val = "DefaultParagraphFont" }) { Type = StyleValues.Character, StyleId = HyperlinkStyle },
            TableNormal(),
            BriefingTable());
        foreach (var look in Look.All)
        {
            styles.Append(Of(look));
        }

        return styles;
    }

    public static Numbering Bullets() => new(
        new AbstractNum(
            new MultiLevelType { Val = MultiLevelValues.SingleLevel },
            new Level(
                new StartNumberingValue { Val = 1 },
                new NumberingFormat { Val = NumberFormatValues.Bullet },
                new ParagraphStyleIdInLevel { Val = Look.Bullet.Style },
                new LevelText { Val = "•" },
                new LevelJustification { Val = LevelJustificationValues.Left },
                new PreviousParagraphProperties(Indent(Look.Bullet)),
                new NumberingSymbolRunProperties(
                    new RunFonts { Ascii = Font, HighAnsi = Font },
                    new Color { Val = Look.DarkBlue }))
            { LevelIndex = 0 })
        { AbstractNumberId = 0 },
        new NumberingInstance(new AbstractNumId { Val = 0 }) { NumberID = 1 });

    private static Style Of(Look look)
    {
        var level = look.Style.StartsWith("Heading", StringComparison.Ordinal) ? look.Style[^1] - '1' : -1;
        var style = new Style(
            new StyleName { Val = BuiltInNames.GetValueOrDefault(look.Style, look.Style) },
            new BasedOn { Val = "Normal" });
        if (level >= 0)
        {
            style.Append(new NextParagraphStyle { Val = Look.Body.Style });
        }

        style.Append(new PrimaryStyle(), ParagraphProperties(look, level), RunProperties(look));
        (style.Type, style.StyleId) = (StyleValues.Paragraph, look.Style);
        return style;
    }

    // The order of the children is the schema's.
    private static StyleParagraphProperties ParagraphProperties(Look look, int level)
    {
        var properties = new StyleParagraphProperties();
        if (look.KeepsWithNext)
        {
            properties.Append(new KeepNext(), new KeepLines());
        }

        // We decide where a page ends; an engine that moved single lines would move what follows, too.
        properties.Append(new WidowControl { Val = false });
        if (look == Look.Bullet)
        {
            properties.Append(new NumberingProperties(new NumberingId { Val = 1 }));
        }

        if (look == Look.Note)
        {
            properties.Append(new ParagraphBorders(new LeftBorder { Val = BorderValues.Single, Size = 12, Space = 5, Color = Look.Hairline }));
        }

        if (look == Look.Subtitle)
        {
            properties.Append(new ParagraphBorders(new TopBorder { Val = BorderValues.Single, Size = 12, Space = 8, Color = Look.DarkBlue }));
        }

        if (look.Style.StartsWith("TOC", StringComparison.Ordinal) && look != Look.ContentsTitle)
        {
            properties.Append(new Tabs(new TabStop { Val = TabStopValues.Right, Leader = TabStopLeaderCharValues.Dot, Position = Page.TextWidth }));
        }
        else if (look == Look.Running)
        {
            properties.Append(new Tabs(new TabStop { Val = TabStopValues.Right, Position = Page.TextWidth }));
        }

        properties.Append(new SpacingBetweenLines
        {
            Before = Text(look.Before),
            After = Text(look.After),
            Line = Text(look.Line),
            LineRule = LineSpacingRuleValues.Exact
        });
        if (look.Indent > 0)
        {
            properties.Append(Indent(look));
        }

        if (look == Look.Mark)
        {
            properties.Append(new Justification { Val = JustificationValues.Center });
        }

        if (level >= 0)
        {
            properties.Append(new OutlineLevel { Val = level });
        }

        return properties;
    }

    private static StyleRunProperties RunProperties(Look look)
    {
        var properties = new StyleRunProperties();
        if (look.Bold)
        {
            properties.Append(new Bold(), new BoldComplexScript());
        }

        properties.Append(
            new Color { Val = look.Colour },
            new FontSize { Val = Text(look.HalfPoints) },
            new FontSizeComplexScript { Val = Text(look.HalfPoints) });
        return properties;
    }

    private static Indentation Indent(Look look) => look == Look.Bullet
        ? new() { Left = Text(look.Indent), Hanging = Text(look.Indent - 80) }
        : new() { Left = Text(look.Indent) };

    private static Style TableNormal() => new(
        new StyleName { Val = "Normal Table" },
        new UIPriority { Val = 99 },
        new SemiHidden(),
        new StyleTableProperties(new TableCellMarginDefault(
            new TopMargin { Width = "0", Type = TableWidthUnitValues.Dxa },
            new TableCellLeftMargin { Width = TableGrid.SidePadding, Type = TableWidthValues.Dxa },
            new BottomMargin { Width = "0", Type = TableWidthUnitValues.Dxa },
            new TableCellRightMargin { Width = TableGrid.SidePadding, Type = TableWidthValues.Dxa })))
    {
        Type = StyleValues.Table,
        StyleId = "TableNormal",
        Default = true
    };

    private static Style BriefingTable() => new(
        new StyleName { Val = "Briefing Table" },
        new BasedOn { Val = "TableNormal" },
        new StyleTableProperties(
            new TableBorders(
                new TopBorder { Val = BorderValues.Single, Size = 6, Space = 0, Color = Look.DarkBlue },
                new BottomBorder { Val = BorderValues.Single, Size = 6, Space = 0, Color = Look.DarkBlue },
                new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4, Space = 0, Color = Look.Hairline }),
            new TableCellMarginDefault(
                new TopMargin { Width = Text(TableGrid.TopPadding), Type = TableWidthUnitValues.Dxa },
                new TableCellLeftMargin { Width = TableGrid.SidePadding, Type = TableWidthValues.Dxa },
                new BottomMargin { Width = Text(TableGrid.BottomPadding), Type = TableWidthUnitValues.Dxa },
                new TableCellRightMargin { Width = TableGrid.SidePadding, Type = TableWidthValues.Dxa })))
    {
        Type = StyleValues.Table,
        StyleId = TableStyle
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
