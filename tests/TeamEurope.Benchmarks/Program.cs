using System.Globalization;
using TeamEurope.Benchmarks;
using TeamEurope.Testing;

// Side by side in one run: the service over loopback HTTP, beside the raw database and the raw framework on the same machine.
// Usage: dotnet run -c Release --project tests/TeamEurope.Benchmarks rules | writes | hot | clients | large | pages | capacity [number]
Console.WriteLine($"{Environment.ProcessorCount} cores, {Environment.OSVersion}, .NET {Environment.Version}, {DateTime.UtcNow:yyyy-MM-dd}");
var number = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : (int?)null;
switch (args.FirstOrDefault())
{
    case "rules":
        foreach (var size in number is { } one ? [one] : new[] { 1_000, 10_000, 100_000 })
        {
            await RuleSpeed.MeasureAsync(size, withSql: size >= 100_000);
        }

        break;
    case "writes":
        await WriteSpeed.MeasureAsync();
        break;
    case "hot":
        await HotCountry.MeasureAsync(number ?? 100, seconds: 60, days: 36_500);
        break;
    case "clients":
        await ManyClients.MeasureAsync(number ?? 2_000);
        break;
    case "large":
        foreach (var size in number is { } one ? [one] : new[] { 1_000, 10_000, 50_000 })
        {
            await LargeRegister.MeasureAsync(size);
        }

        break;
    case "pages":
        await using (var file = new DurableFile())
        {
            await using var service = await ServiceProcess.StartAsync(file);
            await PageTimes.MeasureAsync(service, number ?? 6_000);
        }

        break;
    case "capacity":
        await Capacity.MeasureAsync();
        break;
    default:
        Console.WriteLine("rules, writes, hot, clients, large, pages or capacity; most take a number.");
        break;
}
