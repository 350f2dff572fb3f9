using TeamEurope.Contracts;

namespace TeamEurope.Client;

/// <summary>An import under way, and where it is reported on.</summary>
public sealed record StartedImport(Guid Id, Uri Location);

public sealed partial class TeamEuropeClient
{
    private const string Imports = "api/v1/imports";

    /// <summary>Starts an import of these rows.</summary>
    /// <param name="dryRun">Stores nothing.</param>
    /// <param name="baseline">The first filling of a register: its alerts are raised quietly.</param>
    public Task<StartedImport> StartImportAsync(
        IEnumerable<InitiativeBody> rows, bool dryRun = false, bool baseline = false, CancellationToken cancellation = default) =>
        SendImportAsync(rows.ToArray(), dryRun, baseline, cancellation);

    /// <summary>Starts an import of a file; its content type says of which kind it is.</summary>
    /// <inheritdoc cref="StartImportAsync(IEnumerable{InitiativeBody}, bool, bool, CancellationToken)"/>
    public Task<StartedImport> StartImportAsync(
        HttpContent file, bool dryRun = false, bool baseline = false, CancellationToken cancellation = default) =>
        SendImportAsync(file, dryRun, baseline, cancellation);

    public Task<ImportView> GetImportAsync(Guid id, CancellationToken cancellation = default) =>
        GetAsync<ImportView>($"{Imports}/{id}", cancellation);

    /// <summary>Waits until the import is done or has failed.</summary>
    /// <exception cref="TimeoutException">It took longer than <paramref name="timeout"/>.</exception>
    public Task<ImportView> WaitForImportAsync(Guid id, TimeSpan timeout, CancellationToken cancellation = default) =>
        PollAsync(ct => GetImportAsync(id, ct), i => i.Status != "Running", timeout, cancellation);

    private Task<StartedImport> SendImportAsync(object content, bool dryRun, bool baseline, CancellationToken cancellation)
    {
        var path = Query(Imports, ("dryRun", dryRun ? "true" : null), ("baseline", baseline ? "true" : null));
        return SendAsync(
            Request(HttpMethod.Post, path, content),
            (response, _) =>
            {
                var location = response.Headers.Location ?? throw new InvalidDataException("The answer has no Location.");
                return Task.FromResult(new StartedImport(Guid.Parse(location.OriginalString.Split('/')[^1]), location));
            },
            cancellation);
    }
}
