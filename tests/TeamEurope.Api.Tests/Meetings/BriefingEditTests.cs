using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Meetings;

public class BriefingEditTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Introduction = "The presidency's introduction.";

    [Fact]
    public async Task The_composer_s_words_stand_in_the_briefing_and_are_printed_at_their_place()
    {
        var (gsc, briefing) = await ComposedAsync("GM", "nl");
        var edited = await gsc.EditBriefingAsync(briefing.Id, new(briefing.Version, $" {Introduction} ", [new("GM", "Ask Banjul first.")], null));
        edited.Version.ShouldNotBe(briefing.Version);
        edited.Content.Notes.ShouldBe([new BriefingNote("GM", "Ask Banjul first.")]);
        var printed = await PrintedAsync(gsc, briefing.Id);
        InOrder(printed, "Overzicht", Introduction, "## Gambia", "Ring 3", "Ask Banjul first.", "Het register bevat hierover niets").ShouldBeTrue(printed);
        using var json = JsonDocument.Parse(await gsc.GetBriefingFileAsync(briefing.Id, "json"));
        json.RootElement.GetProperty("introduction").GetString().ShouldBe(Introduction);
        var emptied = await gsc.EditBriefingAsync(briefing.Id, new(edited.Version, " ", [new("GM", " ")], []));
        (emptied.Content.Introduction, emptied.Content.Notes.Count, emptied.Version).ShouldBe((null, 0, briefing.Version));
    }

    [Fact]
    public async Task Two_editors_do_not_overwrite_each_other()
    {
        var (gsc, briefing) = await ComposedAsync("LR");
        var mine = new BriefingEdit(briefing.Version, "Mine", null, null);
        await gsc.EditBriefingAsync(briefing.Id, mine);
        await gsc.EditBriefingAsync(briefing.Id, mine with { Introduction = "Yours" }).RefusedAsync(412, "changed-meanwhile");
        await gsc.RecomposeBriefingAsync(briefing.Id, briefing.Version).RefusedAsync(412, "changed-meanwhile");
        (await gsc.EditBriefingAsync(briefing.Id, mine with { Version = null }).RefusedAsync(400, "invalid")).Errors.Keys.ShouldBe(["$.version"]);
        (await gsc.GetBriefingAsync(briefing.Id)).Content.Introduction.ShouldBe("Mine");
    }

    [Fact]
    public async Task At_once_two_edits_of_the_same_version_leave_one_of_them()
    {
        var (gsc, briefing) = await ComposedAsync("GW");
        var edits = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            try
            {
                return (await gsc.EditBriefingAsync(briefing.Id, new(briefing.Version, $"Edit {i}", null, null))).Content.Introduction;
            }
            catch (TeamEuropeProblemException problem) when ((int)problem.Status == 412)
            {
                return null;
            }
        }));
        edits.OfType<string>().ShouldHaveSingleItem().ShouldBe((await gsc.GetBriefingAsync(briefing.Id)).Content.Introduction);
    }

    [Fact]
    public async Task Only_the_tenant_that_composed_it_changes_a_briefing()
    {
        var (gsc, briefing) = await ComposedAsync("SL", audience: ["NL", "EC"]);
        var ec = await fixture.App.SignInAsync("EC", "Coordinator");
        var edit = new BriefingEdit(briefing.Version, "Not mine", null, null);
        await ec.EditBriefingAsync(briefing.Id, edit).RefusedAsync(403, "not-your-briefing");
        await ec.RecomposeBriefingAsync(briefing.Id, briefing.Version).RefusedAsync(403, "not-your-briefing");
        await (await fixture.App.SignInAsync("NL")).EditBriefingAsync(briefing.Id, edit).RefusedAsync(403, "role-may-not");
        var outside = await fixture.App.SignInAsync("EEAS", "Coordinator");
        await outside.EditBriefingAsync(briefing.Id, edit).RefusedAsync(404, "not-found");
        await outside.RecomposeBriefingAsync(briefing.Id, briefing.Version).RefusedAsync(404, "not-found");
        (await gsc.GetBriefingAsync(briefing.Id)).Version.ShouldBe(briefing.Version);
    }

    [Fact]
    public async Task What_is_wrong_with_an_edit_is_said_at_its_place()
    {
        var (gsc, briefing) = await ComposedAsync("CV");
        var problem = await gsc.EditBriefingAsync(briefing.Id, new(
            briefing.Version, new string('x', 10_001), [new("TN", "Elsewhere"), new("CV", new string('y', 5_001)), new("CV", "a"), new("CV", "b"), null],
            ["warnings", "IT-2020-0001", null])).RefusedAsync(400, "invalid");
        problem.Errors.Keys.Order(StringComparer.Ordinal).ShouldBe(
            ["$.introduction", "$.leftOut[1]", "$.leftOut[2]", "$.notes[0].country", "$.notes[1].text", "$.notes[2].country", "$.notes[3].country", "$.notes[4].country"]);
    }

    [Fact]
    public async Task What_is_left_out_is_in_no_file_and_shown_to_its_composer_alone()
    {
        var nl = await fixture.App.SignInAsync("NL");
        var (keep, drop) = (await nl.RegisteredAsync(Bodies.Labour("TG", "KEPT")), await nl.RegisteredAsync(Bodies.Labour("TG", "DROPPED") with
        {
            Measures = [new MeasureBody { Instrument = "seasonal-labour", Direction = "Offer", AmountEur = 777 }]
        }));
        await (await fixture.App.SignInAsync("IT")).RegisteredAsync(Bodies.Labour("TG", "OTHER"));
        var (gsc, briefing) = await ComposedAsync("TG");
        var alerts = briefing.Content.Countries.Single().OpenAlerts;
        var alert = alerts.First(a => a.References.Contains(keep.Reference));
        alerts.ShouldContain(a => a.References.Contains(drop.Reference));
        await gsc.EditBriefingAsync(briefing.Id, new(briefing.Version, null, null, [drop.Reference, alert.Key, "changes"]));

        foreach (var format in new[] { "md", "json" })
        {
            var printed = await PrintedAsync(gsc, briefing.Id, format);
            printed.ShouldContain("KEPT");
            printed.ShouldNotContain("DROPPED");
            printed.ShouldNotContain(drop.Reference);
            printed.ShouldNotContain("777");
        }

        (await PrintedAsync(gsc, briefing.Id)).ShouldSatisfyAllConditions(
            md => md.ShouldContain("Its composer has left parts out of this text."),
            md => md.ShouldNotContain("Upcoming changes"),
            md => md.ShouldNotContain("Changes ahead"));
        var mine = await gsc.GetBriefingAsync(briefing.Id);
        (mine.Content.LeftOut.Count, mine.Content.Countries.Single().Initiatives.Count).ShouldBe((3, 3));
        var theirs = (await nl.GetBriefingAsync(briefing.Id)).Content;
        theirs.Countries.Single().Initiatives.Select(i => i.Title).ShouldBe(["OTHER", "KEPT"], ignoreOrder: true);
        theirs.Countries.Single().OpenAlerts.ShouldNotContain(a => a.Key == alert.Key || a.References.Contains(drop.Reference));
        (theirs.Abridged, string.Join(' ', theirs.LeftOut)).ShouldBe((true, "changes"));
    }

    [Fact]
    public async Task An_edit_shows_its_audience_no_more_of_the_register()
    {
        var it = await fixture.App.SignInAsync("IT");
        var hidden = await it.RegisteredAsync(Bodies.Labour("BJ", "HIDDENTITLE", "Owner"));
        await (await fixture.App.SignInAsync("NL")).RegisteredAsync(Bodies.Labour("BJ", "Visible"));
        var (gsc, briefing) = await ComposedAsync("BJ");
        (await gsc.EditBriefingAsync(briefing.Id, new(briefing.Version, null, null, [hidden.Reference])).RefusedAsync(400, "invalid"))
            .Errors.Keys.ShouldBe(["$.leftOut[0]"], "the same as for one that does not exist");
        using var raw = await fixture.App.RawAsync("GSC", "Secretariat");
        var body = $$"""{ "version": "{{briefing.Version}}", "introduction": "x", "audience": ["IT"], "content": { "countries": [] }, "frozen": true, "tenant": "IT" }""";
        (await raw.SendJsonAsync(HttpMethod.Put, $"api/v1/briefings/{briefing.Id}", body)).EnsureSuccessStatusCode();
        var edited = await gsc.GetBriefingAsync(briefing.Id);
        (edited.Frozen, edited.Audience.Count, edited.Content.Countries.Single().Initiatives.Single().Title).ShouldBe((false, 0, "Visible"));
        var anew = await gsc.RecomposeBriefingAsync(briefing.Id, edited.Version);
        JsonSerializer.Serialize(anew).ShouldNotContain("HIDDENTITLE");
        JsonSerializer.Serialize(anew).ShouldNotContain(hidden.Reference);
    }

    [Fact]
    public async Task Composed_anew_it_reads_the_register_and_the_agenda_and_keeps_its_words()
    {
        var nl = await fixture.App.SignInAsync("NL");
        await nl.RegisteredAsync(Bodies.Plain("Early", "MW"));
        var (gsc, briefing) = await ComposedAsync("MW");
        var edited = await gsc.EditBriefingAsync(briefing.Id, new(briefing.Version, Introduction, [new("MW", "A note")], ["matrix"]));
        await nl.RegisteredAsync(Bodies.Plain("Late", "MW"));
        await gsc.ChangeMeetingAsync(briefing.MeetingId, new("Renamed", new(2030, 6, 6), [new("MW"), new("ZM")]));
        (await gsc.GetBriefingAsync(briefing.Id)).Title.ShouldBe("Briefing MW", "a meeting's change leaves its briefings alone");

        var anew = await gsc.RecomposeBriefingAsync(briefing.Id, edited.Version);
        anew.Content.Countries.Select(c => c.Country).ShouldBe(["MW", "ZM"]);
        anew.Content.Countries[0].Initiatives.Select(i => i.Title).ShouldBe(["Early", "Late"]);
        (anew.Title, anew.Content.Introduction, anew.Content.Notes.Single().Text, anew.Content.LeftOut.Single(), anew.Content.Abridged)
            .ShouldBe(("Renamed", Introduction, "A note", "matrix", true));
        anew.ComposedAt.ShouldBeGreaterThan(briefing.ComposedAt);

        // A country that leaves the agenda takes its note along, and brings it back.
        await gsc.ChangeMeetingAsync(briefing.MeetingId, new("Renamed", new(2030, 6, 6), [new("ZM")]));
        var without = await gsc.RecomposeBriefingAsync(briefing.Id, anew.Version);
        (await PrintedAsync(gsc, briefing.Id, "json")).ShouldNotContain("A note");
        await gsc.ChangeMeetingAsync(briefing.MeetingId, new("Renamed", new(2030, 6, 6), [new("MW")]));
        (await gsc.RecomposeBriefingAsync(briefing.Id, without.Version)).Content.Notes.Single().Text.ShouldBe("A note");
        (await PrintedAsync(gsc, briefing.Id)).ShouldContain("A note");
    }

    [Fact]
    public async Task Frozen_it_never_changes_whatever_is_tried()
    {
        var nl = await fixture.App.SignInAsync("NL");
        await nl.RegisteredAsync(Bodies.Plain("Before", "SZ"));
        var (gsc, briefing) = await ComposedAsync("SZ", "fr");
        var edited = await gsc.EditBriefingAsync(briefing.Id, new(briefing.Version, "Éléments à noter: œuvre, naïveté", null, ["surprises"]));
        await gsc.FreezeBriefingAsync(briefing.Id);
        var frozen = await gsc.GetBriefingAsync(briefing.Id);
        var files = await FilesAsync();
        files.ShouldBe(frozen.Hashes.OrderBy(h => h.Key).Select(h => h.Value));
        Encoding.UTF8.GetString(await gsc.GetBriefingFileAsync(briefing.Id, "md")).ShouldContain("Éléments à noter: œuvre, naïveté");

        await nl.RegisteredAsync(Bodies.Plain("After", "SZ"));
        foreach (var version in new[] { edited.Version, "another", null })
        {
            await gsc.EditBriefingAsync(briefing.Id, new(version, "Changed", null, null)).RefusedAsync(409, "briefing-frozen");
            await gsc.RecomposeBriefingAsync(briefing.Id, version!).RefusedAsync(409, "briefing-frozen");
        }

        await gsc.ChangeMeetingAsync(briefing.MeetingId, new("Changed", new(2030, 7, 7), [new("ZA")]));
        await gsc.FreezeBriefingAsync(briefing.Id);
        (await FilesAsync()).ShouldBe(files);
        JsonSerializer.Serialize(await gsc.GetBriefingAsync(briefing.Id)).ShouldBe(JsonSerializer.Serialize(frozen));

        async Task<List<string>> FilesAsync()
        {
            var hashes = new List<string>();
            foreach (var format in new[] { "docx", "json", "md" })
            {
                hashes.Add(Convert.ToHexStringLower(SHA256.HashData(await gsc.GetBriefingFileAsync(briefing.Id, format))));
            }

            return hashes;
        }
    }

    [Fact]
    public async Task What_is_hidden_since_it_was_composed_its_audience_reads_no_more_and_it_is_not_frozen_before_it_is_composed_anew()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var theirs = await it.RegisterAsync(Bodies.Plain("HIDDENSINCE", "LS"));
        var (gsc, briefing) = await ComposedAsync("LS");
        (await PrintedAsync(nl, briefing.Id)).ShouldContain("HIDDENSINCE");
        await it.ReplaceAsync(theirs.Value.Id, Bodies.Plain("HIDDENSINCE", "LS") with { Stage = null, Visibility = "Owner" }, theirs.ETag);

        await nl.GetBriefingAsync(briefing.Id).RefusedAsync(404, "not-found");
        await nl.GetBriefingFileAsync(briefing.Id, "md").RefusedAsync(404, "not-found");
        await gsc.FreezeBriefingAsync(briefing.Id).RefusedAsync(409, "shows-hidden");
        var own = await gsc.GetBriefingAsync(briefing.Id);
        own.Frozen.ShouldBeFalse();
        own.Content.Countries.SelectMany(c => c.Initiatives).ShouldBeEmpty("its composer may see it no more either");
        (await PrintedAsync(gsc, briefing.Id)).ShouldNotContain("HIDDENSINCE");

        await gsc.RecomposeBriefingAsync(briefing.Id, briefing.Version);
        (await PrintedAsync(nl, briefing.Id)).ShouldNotContain("HIDDENSINCE");
        await gsc.FreezeBriefingAsync(briefing.Id);
        (await nl.GetBriefingAsync(briefing.Id)).Frozen.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_narrowed_to_its_readers_stays_and_what_was_frozen_before_it_was_hidden_stays_too()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var theirs = await it.RegisterAsync(Bodies.Plain("NARROWED", "BW"));
        var (gsc, briefing) = await ComposedAsync("BW", audience: ["NL"]);
        var narrowed = Bodies.Plain("NARROWED", "BW") with { Stage = null, Visibility = "Named", NamedTenants = ["NL", "GSC"] };
        var named = await it.ReplaceAsync(theirs.Value.Id, narrowed, theirs.ETag);
        (await PrintedAsync(nl, briefing.Id)).ShouldContain("NARROWED");
        await gsc.FreezeBriefingAsync(briefing.Id);
        await it.ReplaceAsync(theirs.Value.Id, narrowed with { Visibility = "Owner", NamedTenants = [] }, named.ETag);
        (await PrintedAsync(nl, briefing.Id)).ShouldContain("NARROWED", Case.Sensitive, "a frozen briefing never changes");
        await gsc.FreezeBriefingAsync(briefing.Id);
    }

    [Theory]
    [InlineData("en", "MOCADEM briefing", "Kosovo*", "positions on status")]
    [InlineData("fr", "Note d'information MOCADEM", "Kosovo*", "est sans préjudice des positions sur le statut")]
    [InlineData("de", "MOCADEM-Informationsvermerk", "Kosovo*", "berührt nicht die Standpunkte zum Status")]
    [InlineData("nl", "MOCADEM-informatienota", "Kosovo*", "laat de standpunten over de status")]
    public async Task A_briefing_speaks_its_language(string language, string title, string country, string footnote)
    {
        var (gsc, briefing) = await ComposedAsync("XK", language);
        var printed = (await PrintedAsync(gsc, briefing.Id)).Replace("\\", "");
        foreach (var words in new[] { title, country, footnote, "LIMITE" })
        {
            printed.ShouldContain(words);
        }
    }

    [Fact]
    public async Task Another_language_is_refused_with_those_there_are()
    {
        var gsc = await fixture.App.SignInAsync("GSC", "Secretariat");
        var meeting = await gsc.PlanMeetingAsync(new("Bulgarian", new(2030, 1, 1), [new("TN")]));
        (await gsc.ComposeBriefingAsync(meeting.Id, new("bg", null)).RefusedAsync(400, "invalid")).Errors["$.language"].Single().ShouldContain("de, en, fr, nl");
    }

    private async Task<(TeamEuropeClient Gsc, BriefingView Briefing)> ComposedAsync(string country, string language = "en", string[]? audience = null)
    {
        var gsc = await fixture.App.SignInAsync("GSC", "Secretariat");
        var meeting = await gsc.PlanMeetingAsync(new($"Briefing {country}", new(2030, 1, 1), [new(country)]));
        return (gsc, await gsc.GetBriefingAsync(await gsc.ComposeBriefingAsync(meeting.Id, new(language, audience))));
    }

    private static async Task<string> PrintedAsync(TeamEuropeClient client, Guid briefing, string format = "md") =>
        Encoding.UTF8.GetString(await client.GetBriefingFileAsync(briefing, format));

    private static bool InOrder(string text, params string[] words)
    {
        var at = 0;
        return words.All(w => (at = text.IndexOf(w, at, StringComparison.Ordinal)) >= 0);
    }
}
