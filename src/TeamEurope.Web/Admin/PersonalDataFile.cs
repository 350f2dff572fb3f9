using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TeamEurope.Contracts;

namespace TeamEurope.Web.Admin;

/// <summary>What is kept about a person, as a file to keep. Its name says the day, not the person.</summary>
public static class PersonalDataFile
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static IResult Of(PersonalDataView data) => TypedResults.File(
        JsonSerializer.SerializeToUtf8Bytes(data, Readable), MediaTypeNames.Application.Json,
        string.Create(CultureInfo.InvariantCulture, $"personal-data-{data.At.UtcDateTime:yyyy-MM-dd}.json"));
}
