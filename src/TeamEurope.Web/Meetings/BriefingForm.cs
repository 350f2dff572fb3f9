using Microsoft.AspNetCore.Http;
using TeamEurope.Contracts;

namespace TeamEurope.Web.Meetings;

/// <summary>What the form of a briefing sends, or gets back: the composer's words, and what is left out.</summary>
/// <param name="Version">The version that was read.</param>
public sealed record BriefingForm(string? Version, string? Introduction, IReadOnlyList<BriefingNote> Notes, IReadOnlySet<string> LeftOut)
{
    public static BriefingForm Of(BriefingView briefing) =>
        new(briefing.Version, briefing.Content.Introduction, briefing.Content.Notes, briefing.Content.LeftOut.ToHashSet());

    public static BriefingForm Of(IFormCollection fields) => new(
        fields["version"],
        fields["introduction"],
        [.. fields["noteCountry"].Zip(fields["note"], (country, text) => new BriefingNote(country ?? "", text ?? ""))],
        fields["leftOut"].OfType<string>().ToHashSet());

    /// <summary>In the order of the form, so that what is wrong is said at its place.</summary>
    public BriefingEdit ToEdit() => new(Version, Introduction, [.. Notes.Select(n => new BriefingNoteBody(n.Country, n.Text))], [.. LeftOut]);

    public string? NoteOn(string country) => Notes.FirstOrDefault(n => n.Country == country)?.Text;
}
