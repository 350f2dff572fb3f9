using Shouldly;
using TeamEurope.Api.Tests.Evaluation;
using TeamEurope.Instances.Tests.Support;
using TeamEurope.Testing;
using Xunit;
using Xunit.Abstractions;

namespace TeamEurope.Instances.Tests;

/// <summary>
/// The version before and this one on one database. It needs the version before, built: <c>infra/rolling-upgrade</c> builds it out of the
/// history, names it in <c>TEAMEUROPE_PREVIOUS</c> and runs this.
/// </summary>
public class RollingUpgradeTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(4);

    [InstancesFact]
    public async Task Instances_are_replaced_one_after_the_other_while_people_write()
    {
        var previous = Environment.GetEnvironmentVariable("TEAMEUROPE_PREVIOUS");
        File.Exists(previous).ShouldBeTrue("TEAMEUROPE_PREVIOUS is to be the version before's TeamEurope.Api.dll.");
        var old = new ServiceHost(Program: previous);
        await using var server = await PostgreSqlCluster.StartAsync(isDurable: true);
        var database = await PostgreSqlTestDatabase.CreateEmptyAsync(server);
        (await ServiceProcess.RunAsync(old, database, "migrate")).ExitCode.ShouldBe(0);
        var drain = new Dictionary<string, string> { ["Shutdown__DrainSeconds"] = "2" };
        await using var oldA = await ServiceProcess.StartAsync(database, environment: drain, host: old);
        await using var oldB = await ServiceProcess.StartAsync(database, environment: drain, host: old);
        await using var balancer = await Nginx.StartAsync(oldA.Address, oldB.Address);
        ServiceProcess? newA = null, newB = null;

        var today = await Storm.TodayAsync();
        var storm = new Storm(66, today, 400);
        await using var listener = new Listener(await balancer.SignInAsync("NL"));
        await listener.Connected;
        await storm.WriteThroughAsync(await balancer.WritersAsync(), 4, TimeSpan.FromMilliseconds(150), async () =>
        {
            await storm.MoreAsync(15);
            var (exitCode, said) = await ServiceProcess.RunAsync(database, "migrate");
            (exitCode, said).ShouldBe((0, said));
            output.WriteLine(said);
            await Task.Delay(Together / 2);
            newB = await ReplaceAsync(oldB, database);
            await Task.Delay(Together);
            newA = await ReplaceAsync(oldA, database);
            await Task.Delay(Together / 2);
        });
        output.WriteLine($"{storm.Acknowledged} writes acknowledged; answers in between: {string.Join(", ", storm.Failures)}");
        storm.Acknowledged.ShouldBeGreaterThan(30);
        var twins = new Twins((tenant, role) => balancer.SignInAsync(tenant, role), today);
        await storm.CheckAsync(twins, "after the upgrade", readers: 4, "NL", "IT");
        (await ServiceProcess.RunAsync(database, "verify-audit")).ExitCode.ShouldBe(0);
        (await ServiceProcess.RunAsync(database, "recompute")).ExitCode.ShouldBe(0);
        await newA!.DisposeAsync();
        await newB!.DisposeAsync();
    }

    /// <summary>Asked to stop it drains and ends; this version takes its place.</summary>
    private static async Task<ServiceProcess> ReplaceAsync(ServiceProcess old, TestDatabase database)
    {
        old.Terminate();
        (await old.ExitAsync()).ShouldBe(0);
        return await ServiceProcess.StartAsync(database, host: new ServiceHost(Port: old.Address.Port));
    }
}
