using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Jobs;

/// <summary>Digests to a real mail server: what is in them, whom they reach, and that they come once.</summary>
public sealed class DigestTests : IAsyncLifetime
{
    private const string Sent = "1 sent, 0 with nothing to say, 0 sent before, 0 failed";
    private SmtpServer smtp = null!;

    public async Task InitializeAsync() => smtp = await SmtpServer.StartedAsync();

    public async Task DisposeAsync() => await smtp.DisposeAsync();

    [Fact]
    public async Task A_reader_gets_the_day_in_the_own_language_as_text_and_as_a_page_once()
    {
        await using var app = await TestApp.StartAsync(settings: smtp.Settings);
        var (nl, it) = (await app.SignInAsync("NL", user: "jansen"), await app.SignInAsync("IT"));
        await WantAsync(app, "NL", "jansen", new MailSettingsRequest("jansen@nl.example", "fr", true, true));
        var one = await nl.RegisteredAsync(Bodies.Labour("MA", "Ours <b>") with { Handling = "NATIONAL" });
        await it.RegisterAsync(Bodies.Labour("MA", "Théirs"));
        await nl.EvaluatedAsync();
        var alert = await nl.AlertOfAsync(one.Id);
        await nl.AssignAsync(alert.Id, new AssignRequest("jansen", Bodies.Today.AddDays(2)));
        await it.CommentAsync(alert.Id, "@NL/jansen what do you think?");
        (await app.RunJobAsync("daily-digest")).Note.ShouldBe(Sent);

        var mail = smtp.Mails.ShouldHaveSingleItem();
        (mail.To, mail.Language, mail.Automatic).ShouldBe(("jansen@nl.example", "fr", "auto-generated"));
        mail.From.ShouldContain("no-reply@teameurope.example");
        mail.Subject.ShouldStartWith("[NATIONAL] TeamEurope – Récapitulatif du ");
        mail.Html.ShouldContain("<html lang=\"fr\">");
        mail.Html.ShouldContain("Ours &lt;b&gt;");
        mail.Html.ShouldNotContain("<b>");
        mail.Html.ShouldNotContain("<img");
        mail.Text.ShouldContain("Ours <b>");
        foreach (var body in new[] { mail.Text, mail.Html })
        {
            body.ShouldContain("Maroc – ");
            body.ShouldContain(mail.Html == body ? "Th&#233;irs" : "Théirs");
            body.ShouldContain($"https://teameurope.example/alerts/{alert.Id}");
            body.ShouldContain("Qui vous sont confiées".Replace("é", mail.Html == body ? "&#233;" : "é", StringComparison.Ordinal));
            body.ShouldContain("IT/demo-desk");
            body.ShouldNotContain("what do you think", Case.Insensitive);
        }

        (await app.RunJobAsync("daily-digest")).Note.ShouldBe("0 sent, 0 with nothing to say, 1 sent before, 0 failed");
        smtp.Mails.Count.ShouldBe(1, "run twice, sent once");
        await nl.CommentAsync(alert.Id, "I have answered");
        (await app.RunJobAsync("weekly-digest")).Note.ShouldBe(Sent);
        smtp.Mails.Count.ShouldBe(2);
        smtp.Mails[1].Subject.ShouldContain("Récapitulatif hebdomadaire du ");
        smtp.Mails[1].Text.ShouldNotContain("IT/demo-desk", Case.Sensitive, "the mention is answered");
    }

    [Fact]
    public async Task What_was_narrowed_before_sending_is_not_in_the_mail_and_a_blind_item_tells_nothing()
    {
        await using var app = await TestApp.StartAsync(settings: smtp.Settings);
        var (nl, it, es) = (await app.SignInAsync("NL", user: "jansen"), await app.SignInAsync("IT"), await app.SignInAsync("ES"));
        await WantAsync(app, "NL", "jansen", new MailSettingsRequest("jansen@nl.example", "en", true, false));
        await nl.RegisterAsync(Bodies.Labour("TN", "Ours in Tunisia"));
        var opened = await it.RegisterAsync(Bodies.Labour("TN", "Secret of Italy"));
        var hidden = await es.RegisteredAsync(Bodies.Labour("TN", "Secret of Spain", visibility: "Owner"));
        await nl.EvaluatedAsync();
        await it.ReplaceAsync(opened.Value.Id, Bodies.Labour("TN", "Secret of Italy", visibility: "Owner") with { Stage = null }, opened.ETag);
        await nl.EvaluatedAsync();
        (await app.RunJobAsync("daily-digest")).Note.ShouldBe(Sent);
        var mail = smtp.Mails.ShouldHaveSingleItem();
        foreach (var said in new[] { mail.Subject, mail.Text, mail.Html })
        {
            foreach (var secret in new[] { "Secret", "labour-competition", "Competition", hidden.Reference, opened.Value.Reference, "Italy", "Spain" })
            {
                said.ShouldNotContain(secret);
            }
        }

        mail.Text.ShouldContain("Ours in Tunisia; an undisclosed initiative");
        mail.Text.ShouldContain("Tunisia – Labour migration: ", Case.Sensitive, "the reader's own instrument and the country may be told");
    }

    [Fact]
    public async Task Many_alerts_are_counted_by_country_and_family_and_a_few_of_each_group_are_told()
    {
        await using var app = await TestApp.StartAsync(settings: smtp.Settings);
        var nl = await app.SignInAsync("NL", user: "jansen");
        await WantAsync(app, "NL", "jansen", new MailSettingsRequest("jansen@nl.example", "en", true, false));
        await nl.RegisterAsync(Bodies.Labour("MA", "Ours"));
        await nl.RegisterAsync(Bodies.Vessels("SN"));
        foreach (var tenant in new[] { "IT", "ES", "FR", "DE", "BE", "PT", "SE" })
        {
            await (await app.SignInAsync(tenant)).RegisterAsync(Bodies.Labour("MA", $"Of {tenant}"));
        }

        await nl.EvaluatedAsync();
        (await app.RunJobAsync("daily-digest")).Note.ShouldBe(Sent);
        var mail = smtp.Mails.ShouldHaveSingleItem();
        mail.Text.ReplaceLineEndings("\n").ShouldContain("\nMorocco – Labour migration: High 7, Opportunity 1\n* ");
        mail.Text.ShouldContain("Senegal – Border equipment and coastguards: ");
        foreach (var body in new[] { mail.Text, mail.Html })
        {
            body.Split("https://teameurope.example/alerts/").Length.ShouldBeLessThan(10, "five of the group at most");
            body.ShouldContain("and 3 more");
        }
    }

    [Fact]
    public async Task A_server_that_was_down_and_a_refused_reader_are_tried_again_with_back_off_and_nobody_gets_it_twice()
    {
        var clock = new FakeTimeProvider(JobActs.Noon);
        await using var app = await TestApp.StartAsync(clock: clock, settings: smtp.Settings);
        var (nl, it) = (await app.SignInAsync("NL", user: "jansen"), await app.SignInAsync("IT"));
        await WantAsync(app, "NL", "adams", new MailSettingsRequest("refused@nl.example", "en", true, false));
        await WantAsync(app, "NL", "jansen", new MailSettingsRequest("jansen@nl.example", "nl", true, false));
        await WantAsync(app, "NL", "zeeman", new MailSettingsRequest("zeeman@nl.example", "de", true, false));
        await WantAsync(app, "NL", "unwilling", new MailSettingsRequest("unwilling@nl.example", "de", false, true));
        await WantAsync(app, "NL", "blocked", new MailSettingsRequest("blocked@nl.example", "en", true, false));
        using (var lead = await app.RawAsync("NL", "Lead"))
        {
            await lead.SendAsync<PersonView>(HttpMethod.Post, "people/block", new { user = "blocked" });
        }

        await nl.RegisterAsync(Bodies.Labour("SN"));
        await it.RegisterAsync(Bodies.Labour("SN"));
        await nl.EvaluatedAsync();
        await smtp.StopAsync();
        var first = await app.RunJobAsync("daily-digest");
        (first.Outcome, first.Note, first.RetryAt).ShouldBe(("Failed", "0 sent, 0 with nothing to say, 0 sent before, 3 failed", first.EndedAt + TimeSpan.FromMinutes(1)));
        first.ErrorType.ShouldBe("SocketException");
        await smtp.StartAsync();

        async Task<JobRunView?> AfterAsync(TimeSpan wait, int attempt)
        {
            clock.Advance(wait - TimeSpan.FromSeconds(1));
            await app.LookAsync();
            (await app.RunsAsync("daily-digest")).ShouldNotContain(r => r.Attempt == attempt, "it is not time yet");
            clock.Advance(TimeSpan.FromSeconds(1));
            await app.LookAsync();
            return await app.EndOfAsync("daily-digest", r => r.Attempt == attempt);
        }

        var second = (await AfterAsync(TimeSpan.FromMinutes(1), 2)).ShouldNotBeNull();
        (second.Outcome, second.Note, second.ErrorType, second.Trigger, second.By).ShouldBe(
            ("Failed", "2 sent, 0 with nothing to say, 0 sent before, 1 failed", "SmtpCommandException", "Retry", "EC/moreau"));
        smtp.Mails.Select(m => (m.To, m.Language)).ShouldBe([("jansen@nl.example", "nl"), ("zeeman@nl.example", "de")]);
        foreach (var (minutes, attempt) in new[] { (5, 3), (15, 4), (60, 5) })
        {
            (await AfterAsync(TimeSpan.FromMinutes(minutes), attempt))!.Note.ShouldBe("0 sent, 0 with nothing to say, 2 sent before, 1 failed");
        }

        var last = (await app.RunsAsync("daily-digest"))[0];
        (last.Attempt, last.RetryAt).ShouldBe((5, null), "given up");
        using (var http = await app.RawAsync("EC", "Operator"))
        {
            (await http.ItemsAsync<JobView>("jobs")).Single(j => j.Name == "daily-digest").State.ShouldBe("Failed");
        }

        clock.Advance(TimeSpan.FromHours(3));
        await app.LookAsync();
        (await app.RunsAsync("daily-digest")).Count.ShouldBe(5);
        smtp.Mails.Count.ShouldBe(2);
        smtp.Mails.Select(m => m.MessageId).ShouldBeUnique();
    }

    [Fact]
    public async Task The_next_day_tells_only_what_is_new_and_nothing_is_sent_where_there_is_nothing_to_say()
    {
        var clock = new FakeTimeProvider(JobActs.Noon);
        await using var app = await TestApp.StartAsync(clock: clock, settings: smtp.Settings);
        var it = await app.SignInAsync("IT");
        await WantAsync(app, "NL", "jansen", new MailSettingsRequest("jansen@nl.example", "en", true, false));
        (await app.RunJobAsync("daily-digest")).Note.ShouldBe("0 sent, 1 with nothing to say, 0 sent before, 0 failed");
        clock.Advance(TimeSpan.FromDays(1));
        await (await app.SignInAsync("NL")).RegisterAsync(Bodies.Labour("ML", "Ours in Mali"));
        await (it = await app.SignInAsync("IT")).RegisterAsync(Bodies.Labour("ML", "Theirs in Mali"));
        await it.EvaluatedAsync();
        (await app.RunJobAsync("daily-digest")).Note.ShouldBe(Sent);
        clock.Advance(TimeSpan.FromDays(1));
        await (await app.SignInAsync("NL")).RegisterAsync(Bodies.Labour("NE", "Ours in Niger"));
        await (it = await app.SignInAsync("IT")).RegisterAsync(Bodies.Labour("NE", "Theirs in Niger"));
        await it.EvaluatedAsync();
        (await app.RunJobAsync("daily-digest")).Note.ShouldBe(Sent);
        smtp.Mails.Count.ShouldBe(2);
        smtp.Mails[0].Text.ShouldContain("Theirs in Mali");
        smtp.Mails[1].Text.ShouldContain("Theirs in Niger");
        smtp.Mails[1].Text.ShouldNotContain("Mali");
    }

    [Fact]
    public async Task Subscriptions_are_in_it_but_those_that_are_off()
    {
        await using var app = await TestApp.StartAsync(settings: smtp.Settings);
        var (nl, it, es) = (await app.SignInAsync("NL", user: "jansen"), await app.SignInAsync("IT"), await app.SignInAsync("ES"));
        await WantAsync(app, "NL", "jansen", new MailSettingsRequest("jansen@nl.example", "en", true, false));
        await nl.SubscribeAsync(new SubscriptionRequest("KE", null, null, null, null, "Daily"));
        await nl.SubscribeAsync(new SubscriptionRequest("GH", null, null, null, null, "Off"));
        foreach (var country in new[] { "KE", "GH", "RW" })
        {
            await it.RegisterAsync(Bodies.Labour(country, $"Italian in {country}"));
            await es.RegisterAsync(Bodies.Labour(country, $"Spanish in {country}"));
        }

        await nl.EvaluatedAsync();
        (await app.RunJobAsync("daily-digest")).Note.ShouldBe(Sent);
        var text = smtp.Mails.ShouldHaveSingleItem().Text;
        text.ShouldContain("Italian in KE");
        text.ShouldNotContain("in GH");
        text.ShouldNotContain("in RW");
    }

    [Fact]
    public async Task Without_a_mail_server_the_run_says_so_and_addresses_of_others_are_refused()
    {
        await using var app = await TestApp.StartAsync(settings: new Dictionary<string, string> { ["Mail:Domains:NL"] = "nl.example,buitenland.example" });
        var run = await app.RunJobAsync("daily-digest");
        (run.Outcome, run.Note).ShouldBe(("Done", "mail is not configured"));

        using var http = await app.RawAsync("NL", user: "jansen");
        (await http.AskAsync<MailSettingsView>("me/mail")).ShouldSatisfyAllConditions(
            m => (m.Address, m.Language, m.Daily, m.Weekly).ShouldBe((null, "en", false, false)), m => m.Domains.ShouldBe(["nl.example", "buitenland.example"]));
        foreach (var address in new[] { "jansen@it.example", "jansen@nl.example.evil", "jansen", "Jan <jan@nl.example>", "a@it.example,b@nl.example", "a b@nl.example", "jé@nl.example" })
        {
            var problem = await http.RefusedAsync(HttpMethod.Put, "me/mail", new MailSettingsRequest(address, "en", true, false), 400, "invalid");
            problem.GetProperty("errors").GetProperty("$.address")[0].GetString().ShouldNotBeNull().ShouldEndWith("possible: name@nl.example, name@buitenland.example.");
        }

        (await http.RefusedAsync(HttpMethod.Put, "me/mail", new MailSettingsRequest("jan@nl.example", "xx", true, false), 400, "invalid"))
            .GetProperty("errors").GetProperty("$.language")[0].GetString().ShouldNotBeNull().ShouldContain("de, en, fr, nl");
        await http.RefusedAsync(HttpMethod.Put, "me/mail", new MailSettingsRequest(null, "en", true, false), 400, "invalid");
        await http.SendAsync<MailSettingsView>(HttpMethod.Put, "me/mail", new MailSettingsRequest("Jan@Buitenland.example", "de", false, true));
        (await http.AskAsync<MailSettingsView>("me/mail")).ShouldSatisfyAllConditions(m => (m.Address, m.Language, m.Daily, m.Weekly).ShouldBe(("Jan@Buitenland.example", "de", false, true)));
        using var other = await app.RawAsync("NL", user: "devries");
        (await other.AskAsync<MailSettingsView>("me/mail")).Address.ShouldBeNull("it is the caller's own");
        await http.SendAsync<MailSettingsView>(HttpMethod.Put, "me/mail", new MailSettingsRequest("", "de", false, false));
        (await http.AskAsync<MailSettingsView>("me/mail")).Address.ShouldBeNull();
    }

    private static async Task WantAsync(TestApp app, string tenant, string user, MailSettingsRequest wanted)
    {
        using var http = await app.RawAsync(tenant, user: user);
        await http.SendAsync<MailSettingsView>(HttpMethod.Put, "me/mail", wanted);
    }
}
