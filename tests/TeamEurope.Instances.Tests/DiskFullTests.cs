using System.Diagnostics;
using Shouldly;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Instances.Tests.Support;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Instances.Tests;

public class DiskFullTests
{
    [InstancesFact]
    public async Task A_full_disk_refuses_writes_by_name_loses_nothing_and_writes_again_once_there_is_room()
    {
        var disk = Directory.CreateTempSubdirectory("teameurope-disk-").FullName;
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk);
        try
        {
            await using var service = await ServiceProcess.StartAsync(new SqliteFile(Path.Combine(disk, "full.db")));
            var nl = await service.SignInAsync("NL");
            var acknowledged = new List<Guid> { (await nl.RegisterAsync(Plain("before"))).Value.Id };
            var ballast = Path.Combine(disk, "ballast");
            await FillAsync(ballast);

            TeamEuropeProblemException? refusal = null;
            for (var i = 0; i < 2_000 && refusal is null; i++)
            {
                try
                {
                    acknowledged.Add((await nl.RegisterAsync(Plain($"while it fills {i}"))).Value.Id);
                }
                catch (TeamEuropeProblemException e)
                {
                    refusal = e;
                }
            }

            refusal.ShouldNotBeNull();
            (refusal.Status, refusal.Type).ShouldBe((System.Net.HttpStatusCode.ServiceUnavailable, "urn:teameurope:problem:database-full"));
            await AllThereAsync(nl, acknowledged);

            File.Delete(ballast);
            acknowledged.Add((await nl.RegisterAsync(Plain("after"))).Value.Id);
            await nl.WaitUntilEvaluatedAsync(TimeSpan.FromSeconds(30), alsoNotified: true);
            await AllThereAsync(nl, acknowledged);
        }
        finally
        {
            await RunAsync("umount", "-l", disk);
            Directory.Delete(disk);
        }
    }

    private static InitiativeBody Plain(string title) => new() { Title = title, Summary = new string('x', 2_000), Partners = ["JP"], Stage = "Exploratory", Visibility = "TeamEurope" };

    private static async Task AllThereAsync(TeamEuropeClient client, List<Guid> acknowledged)
    {
        var there = new HashSet<Guid>();
        await foreach (var item in client.AllInitiativesAsync(new InitiativeFilter { Owner = "NL" }, pageSize: 200))
        {
            there.Add(item.Id);
        }

        there.Order().ShouldBe(acknowledged.Order());
    }

    /// <summary>Leaves little room.</summary>
    private static async Task FillAsync(string path)
    {
        var free = new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace;
        await using var file = File.Create(path);
        await file.WriteAsync(new byte[Math.Max(0, free - 1_500_000)]);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, program);
    }
}
