using System.Globalization;
using TeamEurope.Benchmarks;
using TeamEurope.Testing;

// Side by side in one run: the service over loopback HTTP, beside the raw database and the raw framework on the same machine.
// Usage: dotnet run -c Release --project tests/TeamEurope.Benchmarks rules | writes | hot | clients | large | pages | capacity [number [size]]
// The size is that of the register before: for hot and clients the second number, for writes the first.
Console.WriteLine($"{Environment.ProcessorCount} cores, {Environment.OSVersion}, .NET {Environment.Version}, {DateTime.UtcNow:yyyy-MM-dd}");
var size = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0;
var number = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : (int?)null;
switch (args.FirstOrDefault())
{
    case "rules":
        foreach (var initiatives in number is { } one ? [one] : new[] { 1_000, 10_000, 100_000 })
        {
            await RuleSpeed.MeasureAsync(initiatives, withSql: initiatives >= 100_000);
        }

        break;
    case "writes":
        await WriteSpeed.MeasureAsync(number ?? 0);
        break;
    case "hot":
        await HotCountry.MeasureAsync(number ?? 100, seconds: 60, days: 36_500, size);
        break;
    case "clients":
        await ManyClients.MeasureAsync(number ?? 2_000, size);
        break;
    case "large":
        foreach (var initiatives in number is { } one ? [one] : new[] { 1_000, 10_000, 50_000 })
        {
            await LargeRegister.MeasureAsync(initiatives);
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
