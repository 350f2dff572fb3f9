using Shouldly;
using TeamEurope.Api.Tests.Evaluation;
using TeamEurope.Instances.Tests.Support;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Instances.Tests;

public class RestoreTests
{
    [InstancesFact]
    public async Task A_dump_taken_while_people_write_is_restored_whole_and_the_product_starts_on_it()
    {
        await using var cluster = await Cluster.StartAsync();
        var storm = new Storm(65, await Storm.TodayAsync(), 60);
        PostgreSqlTestDatabase? copy = null;
        var acknowledgedBefore = 0;
        await storm.WriteThroughAsync(await cluster.WritersAsync(), 2, TimeSpan.FromMilliseconds(50), async () =>
        {
            await storm.MoreAsync(10);
            acknowledgedBefore = storm.Acknowledged;
            copy = await cluster.Database.DumpAndRestoreAsync();
        });
        acknowledgedBefore.ShouldBeGreaterThan(0);
        (await ServiceProcess.RunAsync(copy!, "verify-audit")).ShouldBe((0, "All is well: versions, outbox, references, alerts and audit chains fit together.\n"));
        (await ServiceProcess.RunAsync(copy!, "recompute")).ExitCode.ShouldBe(0);
        await using var restored = await ServiceProcess.StartAsync(copy!);
        var count = 0;
        foreach (var owner in Storm.Owners)
        {
            await foreach (var item in (await restored.SignInAsync(owner)).AllInitiativesAsync(new() { Owner = owner }, pageSize: 200))
            {
                count += item.Owner == owner ? 1 : 0;
            }
        }

        count.ShouldBeInRange(acknowledgedBefore, storm.Acknowledged);
    }
}
