using TeamEurope.Testing;

namespace TeamEurope.Benchmarks;

/// <summary>Fills a register before something is measured in it.</summary>
internal static class Filling
{
    private const int AtOnce = 2_500;

    /// <summary>So many initiatives by all owners, imported as a first filling. Everything is evaluated when it returns.</summary>
    public static async Task FillAsync(ServiceProcess service, int size)
    {
        var random = new Random(11);

        // Numbers that no measurement gives to what it writes.
        var number = 10_000_000;
        foreach (var owner in Register.Owners)
        {
            var client = await service.SignInAsync(owner);
            foreach (var rows in Enumerable.Range(0, size / Register.Owners.Length).Select(_ => Register.Sparse(random, number++)).Chunk(AtOnce))
            {
                var import = await client.StartImportAsync(rows, baseline: true);
                await client.WaitForImportAsync(import.Id, TimeSpan.FromMinutes(30));
            }
        }

        await (await service.SignInAsync("NL")).WaitUntilEvaluatedAsync(TimeSpan.FromMinutes(30));
    }
}
