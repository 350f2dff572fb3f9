using System.Globalization;
using TeamEurope.Benchmarks;

// One run, side by side: the service over loopback HTTP, beside the raw database and the raw framework on the same machine.
// Usage: dotnet run -c Release --project tests/TeamEurope.Benchmarks [initiatives | capacity]
if (args is ["capacity"])
{
    Console.WriteLine($"{Environment.ProcessorCount} cores, {Environment.OSVersion}, .NET {Environment.Version}, {DateTime.UtcNow:yyyy-MM-dd}");
    await Capacity.MeasureAsync();
    return;
}

if (args is ["writes", var kind, var w, var count])
{
    await WriteSpeed.MeasureAsync(kind, int.Parse(w, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture));
    return;
}

if (args is ["rules", ..])
{
    foreach (var n in args.Skip(1).Select(int.Parse)) RuleSpeed.Measure(n);
    return;
}

var size = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5_000;
Console.WriteLine($"{Environment.ProcessorCount} cores, {Environment.OSVersion}, .NET {Environment.Version}, {DateTime.UtcNow:yyyy-MM-dd}");

await using var service = await ServiceUnderTest.StartAsync();
await RegistrationRate.MeasureAsync(service);
await TimeToPush.MeasureAsync(service);
await PreviewTime.MeasureAsync(service, size);
await PageTimes.MeasureAsync(service);
