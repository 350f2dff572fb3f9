using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using TeamEurope.Application.Common;
using Cell = TeamEurope.Application.Common.Cell;
using Table = TeamEurope.Application.Common.Table;

namespace TeamEurope.Infrastructure.Documents;

/// <summary>Tables as Excel files: one sheet, its first row the columns, the handling mark on every printed page.</summary>
internal sealed class XlsxTableWriter : ITableWriter
{
    private const uint PlainStyle = 0;
    private const uint HeadStyle = 1;
    private const uint DayStyle = 2;
    private const uint DayFormat = 14;
    private const int MostSheetName = 31;
    private static readonly DateOnly FirstDay = new(1899, 12, 30);

    public string Format => "xlsx";

    public string ContentType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public byte[] Write(Table table)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var sheet = book.AddNewPart<WorksheetPart>();
            WriteSheet(sheet, table);
            book.Workbook = new Workbook(new Sheets(new Sheet
            {
                Id = book.GetIdOfPart(sheet), SheetId = 1, Name = table.Name[..Math.Min(table.Name.Length, MostSheetName)]
            }));
        }

        return bytes.ToArray();
    }

    /// <summary>Row by row, so that a long table needs no tree of it in memory.</summary>
    private static void WriteSheet(WorksheetPart part, Table table)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, table.Columns.Select(Cell.Of), HeadStyle);
        foreach (var row in table.Rows)
        {
            WriteRow(writer, row, PlainStyle);
        }

        writer.WriteEndElement();
        writer.WriteElement(new HeaderFooter(new OddHeader($"&C{table.Handling}"), new OddFooter("&C&P / &N")));
        writer.WriteEndElement();
    }

    private static void WriteRow(OpenXmlWriter writer, IEnumerable<Cell> cells, uint style)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells)
        {
            writer.WriteElement(ToElement(cell, style));
        }

        writer.WriteEndElement();
    }

    private static DocumentFormat.OpenXml.Spreadsheet.Cell ToElement(Cell cell, uint style) => cell switch
    {
        { Number: { } number } => new() { StyleIndex = style, CellValue = new CellValue(number) },
        { Day: { } day } when day >= FirstDay => new() { StyleIndex = DayStyle, CellValue = new CellValue(day.DayNumber - FirstDay.DayNumber) },
        { Day: { } day } => Text(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), style),
        { Text: { } text } => Text(text, style),
        _ => new()
    };

    private static DocumentFormat.OpenXml.Spreadsheet.Cell Text(string text, uint style) => new()
    {
        StyleIndex = style, DataType = CellValues.InlineString,
        InlineString = new InlineString(new Text(Writable(text)) { Space = SpaceProcessingModeValues.Preserve })
    };

    /// <summary>Without the characters that XML cannot hold.</summary>
    private static string Writable(string text)
    {
        var writable = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                writable.Append(text[i]);
            }
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                writable.Append(text[i]).Append(text[++i]);
            }
        }

        return writable.ToString();
    }

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = DayFormat, ApplyNumberFormat = true }));
}
