using Shouldly;
using TeamEurope.Contracts;
using TeamEurope.Oracle;

namespace TeamEurope.Api.Tests.Evaluation.Histories;

/// <summary>How much of a history was carried out.</summary>
internal sealed record Counts
{
    public int Steps { get; set; }
    public int Accepted { get; set; }
    public int Refused { get; set; }
    public int Crashes { get; set; }
    public int News { get; set; }
    public int Alerts { get; set; }
}

/// <summary>Carries a history out against the service and against the model, and holds the one against the other.</summary>
internal sealed class History : IAsyncDisposable
{
    private static readonly Reader[] Owners =
        [.. new[] { "NL", "IT", "ES", "DE", "DK", "IE", "EC", "FRONTEX" }.Select(tenant => new Reader(tenant, "Desk", null)), new("EC", "Coordinator", null), new("EEAS", "Coordinator", null)];

    private readonly World world;
    private readonly NewsModel news;
    private readonly List<Reader> readers;
    private readonly List<List<ToldNews>> told = [];

    /// <summary>Somebody who asks, and the cursor that it has read up to.</summary>
    private sealed record Reader(string Tenant, string Role, string? User)
    {
        public long Cursor { get; set; }

        public bool Hears(ToldNews news) => news.Tenant == Tenant
            && (news.Recipient == "Tenant" || (news.Recipient == "Coordinators" && Role == "Coordinator") || (news.Recipient == "User" && news.User == (User ?? $"demo-{Role.ToLowerInvariant()}")));
    }

    /// <summary>What there was before changes at once, and who hears of which alert in each state that they can pass through.</summary>
    private sealed record Start(NewsModel Model, OracleRegister Register, Lazy<List<Dictionary<string, List<ToldNews>>>> Between);

    private History(World world)
    {
        this.world = world;
        news = new NewsModel(world.Watchers);
        Deeds = new Deeds(world, news);
        readers = [.. Owners.Select(o => o with { }), .. world.Watchers.Select(w => new Reader(w.Tenant, w.Role, w.User))];
    }

    public Deeds Deeds { get; }

    public Counts Counts { get; } = new();

    public OracleRegister Register => world.Register;

    public IEnumerable<ToldAlert> Alerts => news.Known.Values;

    public DateOnly Today => world.Today;

    public static async Task<History> BeginAsync() => new(await World.BeginAsync());

    public ValueTask DisposeAsync() => world.DisposeAsync();

    public async Task DoAsync(Step step)
    {
        Counts.Steps++;
        world.Wait();
        switch (step)
        {
            case Pass pass:
                world.Pass(pass.Days);
                await EvaluatedAsync();
                break;
            case Restart restart:
                world.ChangeRules(restart.NoticeExpectedFrom, restart.OtherReference);
                await world.RestartAsync(restart.Days);
                await EvaluatedAsync();
                break;
            case Crash crash:
                await DoAsync(crash);
                break;
            case AtOnce block:
                await DoAsync(block);
                break;
            default:
                if (await Deeds.PrepareAsync(step, Counts.Steps) is { } deed)
                {
                    await SendAsync(deed);
                }

                break;
        }
    }

    /// <summary>What is stored is what a full computation gives, for every reader; and everybody was told what the history says, in order, each once.</summary>
    public async Task CheckAsync()
    {
        await CheckListsAsync();
        (await world.ComparedAsync()).ShouldBeEmpty("the service's own comparison");
        var stored = await world.StoredAlertsAsync();
        Oracle.Difference(
            news.Known.Values.Where(a => a.Life != Life.Cleared).Select(a => $"{a.Key} {a.Life}"),
            stored.Where(a => a.Life != Life.Cleared).Select(a => $"{a.Key} {a.Life}")).ShouldBeNull("lives of alerts");
        var keys = stored.ToDictionary(a => a.Id, a => a.Key);
        foreach (var reader in readers)
        {
            CheckNews(reader, await ReadAsync(reader, keys));
        }

        Counts.News += told.Sum(batch => batch.Count);
        told.Clear();
    }

    private async Task EvaluatedAsync()
    {
        await world.ComeToRestAsync();
        told.Add(news.Evaluate(Register, world.Today));
    }

    private async Task SendAsync(Deed deed)
    {
        if (await SentAsync(deed))
        {
            await ConcludeAsync(deed, world.Today);
        }
    }

    private async Task<bool> SentAsync(Deed deed)
    {
        var accepted = await deed.TrySendAsync();
        await world.ComeToRestAsync();
        Counts.Refused += accepted ? 0 : 1;
        return accepted;
    }

    private async Task ConcludeAsync(Deed deed, DateOnly day)
    {
        Counts.Accepted++;
        told.AddRange(await deed.Conclude(day));
    }

    private async Task DoAsync(Crash crash)
    {
        if (await Deeds.PrepareAsync(crash.Step, Counts.Steps) is not { } deed)
        {
            return;
        }

        var (day, (before, _)) = (world.Today, await world.CountWritesAsync());
        world.Crasher.Arm(crash.At, crash.Stays);
        var going = SentAsync(deed);
        await Task.WhenAny(going, world.Crasher.Happened);
        world.Crasher.Disarm();
        if (!world.Crasher.Happened.IsCompleted)
        {
            if (await going)
            {
                await ConcludeAsync(deed, day);
            }

            return;
        }

        Counts.Crashes++;
        var (writes, waiting) = (0, 0);
        if (crash.Stays)
        {
            await Task.WhenAny(going);
            _ = going.Exception;
            await world.ComeToRestAsync();
            (writes, waiting) = await world.CountWritesAsync();
        }
        else
        {
            _ = going.ContinueWith(t => t.Exception, TaskScheduler.Default);
            (writes, waiting) = await world.CountWritesAsync();
        }

        var isThere = deed.IsThere is { } look ? await look() : writes > before;
        if (!crash.Stays)
        {
            await world.RestartAsync(crash.Days);
            await world.ComeToRestAsync();
        }

        await AdoptAsync(deed, day, isThere, evaluatedTogether: day == world.Today || (waiting > 0 && !deed.IsQuiet));
    }

    /// <summary>What was not acknowledged is there or is not; sent again with its key it is there once.</summary>
    private async Task AdoptAsync(Deed deed, DateOnly day, bool isThere, bool evaluatedTogether)
    {
        if (!isThere)
        {
            told.Add(news.Evaluate(Register, world.Today));
            await SendAsync(deed);
            return;
        }

        if (deed.IsRepeatable)
        {
            (await SentAsync(deed)).ShouldBeTrue();
        }

        await ConcludeAsync(deed, evaluatedTogether ? world.Today : day);
        if (!evaluatedTogether)
        {
            told.Add(news.Evaluate(Register, world.Today));
        }
    }

    private async Task DoAsync(AtOnce block)
    {
        await CheckAsync();
        var deeds = new List<Deed>();
        foreach (var step in block.Steps)
        {
            if (await Deeds.PrepareAsync(step, Counts.Steps) is { } deed)
            {
                deeds.Add(deed);
            }
        }

        var (before, register) = (news.Copy(Register), Register.Copy());
        var accepted = await Task.WhenAll(deeds.Select(deed => Task.Run(deed.TrySendAsync)));
        await world.ComeToRestAsync();
        var applied = deeds.Zip(accepted).Where(d => d.Second).Select(d => d.First.Apply!).ToList();
        (Counts.Accepted, Counts.Refused) = (Counts.Accepted + applied.Count, Counts.Refused + deeds.Count - applied.Count);
        applied.ForEach(apply => apply(Register));

        var stored = await world.StoredAlertsAsync();
        news.Adopt(Register, world.Today, stored.ToDictionary(a => a.Key, a => a.Life));
        var keys = stored.ToDictionary(a => a.Id, a => a.Key);
        var start = new Start(before, register, new(() => [.. StatesBetween(before, register, applied)]));
        foreach (var reader in readers)
        {
            CheckSequences(reader, await ReadAsync(reader, keys), start);
        }

        await CheckAsync();
    }

    private List<ToldNews> RecipientsOf(ToldAlert alert) => news.RecipientsOf(alert, Register);

    private async Task CheckListsAsync()
    {
        var alerts = Register.Evaluate(world.Today);
        alerts.ForEach(a => a.IsResolved = news.Known[ToldAlert.KeyOf(a)].Life == Life.Resolved);
        foreach (var owner in Owners)
        {
            var found = new List<AlertView>();
            await foreach (var alert in (await world.As(owner.Tenant, owner.Role)).AllAlertsAsync(pageSize: 200))
            {
                found.Add(alert);
            }

            var standing = found.Where(a => a.Status != "Cleared" && (a.Rule != ToldAlert.Blind || a.Status != "Resolved")).ToList();
            var expected = Register.ViewsFor(alerts, owner.Tenant, owner.Role);
            Oracle.Difference(expected.Select(v => Oracle.Describe(v)), standing.Select(Oracle.Describe)).ShouldBeNull($"the list of {owner.Tenant} as {owner.Role}");
            Counts.Alerts += standing.Count;
        }
    }

    /// <summary>All that has come since, in the order of the cursors.</summary>
    private async Task<List<(ToldNews News, string Text)>> ReadAsync(Reader reader, Dictionary<Guid, string> keys)
    {
        var client = await world.As(reader.Tenant, reader.Role, reader.User);
        var all = new List<(ToldNews, string)>();
        for (Page<NotificationView>? page = null; page is null || page.Next is not null;)
        {
            page = await client.ListNotificationsAsync(reader.Cursor, 200);
            foreach (var item in page.Items)
            {
                item.Cursor.ShouldBeGreaterThan(reader.Cursor);
                reader.Cursor = item.Cursor;
                var countries = string.Join(',', item.Countries.Order(StringComparer.Ordinal));
                all.Add((new ToldNews("", reader.Tenant, null, item.Quiet, item.Kind, item.AlertId is { } id ? keys[id] : null, item.Level, countries), item.Text));
            }
        }

        foreach (var (item, text) in all.Where(n => n.Item1.Alert is not null && n.Item1.Kind != "Disclosure"))
        {
            ToldAlert.HiddenOf(item.Alert!).Select(Register.ById).ShouldAllBe(hidden => !text.Contains(hidden.Reference!) && !text.Contains(hidden.Body["title"]!.GetValue<string>()), text);
        }

        return all;
    }

    /// <summary>Evaluation after evaluation: of one and the same the order means nothing.</summary>
    private void CheckNews(Reader reader, List<(ToldNews News, string Text)> actual)
    {
        var at = 0;
        foreach (var batch in told)
        {
            var expected = batch.Where(reader.Hears).Select(Describe).ToList();
            Oracle.Difference(expected, actual.Skip(at).Take(expected.Count).Select(n => Describe(n.News)))
                .ShouldBeNull($"the news of {reader}, evaluation {told.IndexOf(batch) + 1} of {told.Count} since the last check; all that came:\n{string.Join('\n', actual.Skip(at).Select(n => "  " + n.Text))}");
            at += expected.Count;
        }

        actual.Skip(at).Select(n => $"{Describe(n.News)}: {n.Text}").ShouldBeEmpty($"the news of {reader}: more than the history says");
    }

    private static string Describe(ToldNews news) => $"{news.Kind} {news.Alert} {news.Level} {news.Countries}{(news.IsQuiet ? " quiet" : "")}";

    /// <summary>
    /// Of changes in an order that nobody knows: an alert opens, rises and is cleared for its reader as that can happen, ending where it
    /// stands. It opens once more for whoever is a newcomer to it in one of the states between.
    /// </summary>
    private void CheckSequences(Reader reader, List<(ToldNews News, string Text)> actual, Start start)
    {
        foreach (var alert in news.Known.Values.Where(a => RecipientsOf(a).Exists(reader.Hears)))
        {
            var known = start.Model.Known.GetValueOrDefault(alert.Key);
            var stood = known?.Life == Life.Stands;
            var (stands, resolved) = (stood && start.Model.RecipientsOf(known!, start.Register).Exists(reader.Hears), known?.Life == Life.Resolved);
            var kinds = actual.Where(n => n.News.Alert == alert.Key).Select(n => n.News.Kind).ToList();
            foreach (var kind in kinds)
            {
                var isPossible = kind switch
                {
                    NewsModel.Opened => !stands || IsNewcomerToOne(reader, alert.Key, start.Between.Value),
                    NewsModel.Raised => stands || resolved,

                    // Also for who comes to read an alert with the very change that clears it.
                    NewsModel.Cleared => stands || resolved || stood,
                    _ => stands
                };
                isPossible.ShouldBeTrue($"the news of {reader} of {alert.Key}: {string.Join(", ", kinds)}");
                (stands, resolved) = (kind is NewsModel.Opened || (kind is NewsModel.Raised && stands), kind is NewsModel.Resolved || (kind is NewsModel.Raised && resolved));
                stood &= kind is not NewsModel.Cleared;
            }

            stands.ShouldBe(alert.Life == Life.Stands, $"the news of {reader} of {alert.Key}, which is {alert.Life}: {string.Join(", ", kinds)}");
        }
    }

    /// <summary>Who hears of which alert in each state that these changes can pass through, whichever comes first.</summary>
    private IEnumerable<Dictionary<string, List<ToldNews>>> StatesBetween(NewsModel before, OracleRegister register, List<Action<OracleRegister>> changes)
    {
        for (var chosen = 0; chosen < 1 << changes.Count; chosen++)
        {
            var (model, state) = (before.Copy(register), register.Copy());
            changes.Where((_, i) => (chosen & (1 << i)) != 0).ToList().ForEach(change => change(state));
            model.Evaluate(state, world.Today);
            yield return model.Known.Values.ToDictionary(a => a.Key, a => model.RecipientsOf(a, state));
        }
    }

    /// <summary>Whether the reader hears of the alert in one of these states and not, or not in that way, in another; as one of a tenant all of whom are told it hears in every way.</summary>
    private static bool IsNewcomerToOne(Reader reader, string alert, List<Dictionary<string, List<ToldNews>>> states)
    {
        var ways = states.ConvertAll(s => s.GetValueOrDefault(alert, []).Where(reader.Hears).Select(r => r.Recipient).ToHashSet());
        return ways.Exists(one => !one.Contains("Tenant") && ways.Exists(other => !other.IsSubsetOf(one)));
    }
}
