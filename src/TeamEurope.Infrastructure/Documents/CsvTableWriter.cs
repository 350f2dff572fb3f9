using System.Globalization;
using CsvHelper;
using TeamEurope.Application.Common;

namespace TeamEurope.Infrastructure.Documents;

/// <summary>Tables as comma-separated values, in UTF-8 with its mark, so that spreadsheets read accents as they are.</summary>
internal sealed class CsvTableWriter : ITableWriter
{
    public string Format => "csv";

    public string ContentType => "text/csv; charset=utf-8";

    public byte[] Write(Table table)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, CsvWriterOptions.Default with { WriteByteOrderMark = true }, leaveOpen: true))
        {
            csv.WriteHeader([.. table.Columns]);
            foreach (var row in table.Rows)
            {
                csv.WriteRecord([.. row.Select(TextOf)]);
            }
        }

        return bytes.ToArray();
    }

    private static string TextOf(Cell cell) =>
        cell.Number?.ToString(CultureInfo.InvariantCulture) ?? cell.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? cell.Text ?? "";
}
