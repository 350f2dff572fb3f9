using Shouldly;
using TeamEurope.Client;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Evaluation;

/// <summary>The product killed in the middle of its work: what it acknowledged is there, and nothing is told twice or not at all.</summary>
public sealed class CrashTests
{
    private const int Writes = 200;
    private const int Writers = 4;
    private const int KillAfter = 90;

    [Theory]
    [InlineData(31)]
    public async Task After_a_kill_amid_writes_everything_acknowledged_is_there_once_and_everything_is_told_once(int seed)
    {
        var today = await Storm.TodayAsync();
        var storm = new Storm(seed, today, Writes);
        await using var database = await TestDatabase.CreateAsync();
        await using (var first = await ServiceProcess.StartAsync(database))
        {
            var clients = new Dictionary<string, TeamEuropeClient>();
            foreach (var owner in Storm.Owners)
            {
                clients[owner] = await first.SignInAsync(owner);
            }

            // By the writer itself: whoever waited for it might be called when all is written.
            await storm.WriteUntilFailureAsync(clients, Writers, KillAfter, first.Kill);
        }

        storm.Acknowledged.ShouldBeInRange(KillAfter, Writes - 1);
        await using var second = await ServiceProcess.StartAsync(database);
        var twins = new Twins((tenant, role) => second.SignInAsync(tenant, role), today);

        // What was acknowledged is there; what was not may be; nothing else is.
        await storm.CheckAsync(twins, "after the restart");

        // Repeated with their keys they exist once: those acknowledged as they were answered, the others as they came through or now.
        await storm.RepeatAsync(twins, Writers);
        await storm.CheckAsync(twins, "after the repetition");
    }
}
