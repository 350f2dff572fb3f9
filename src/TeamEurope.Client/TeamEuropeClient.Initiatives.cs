using TeamEurope.Contracts;

namespace TeamEurope.Client;

/// <summary>Which initiatives to list; what is left out does not narrow.</summary>
public sealed record InitiativeFilter
{
    public string? Country { get; init; }
    public int? Ring { get; init; }
    public string? Owner { get; init; }
    public string? Stage { get; init; }
    public string? Goal { get; init; }
    public string? Instrument { get; init; }

    /// <summary>Words to look for.</summary>
    public string? Q { get; init; }
}

public sealed partial class TeamEuropeClient
{
    private const string Initiatives = "api/v1/initiatives";

    /// <summary>Registers an initiative of the caller's tenant.</summary>
    /// <param name="idempotencyKey">Makes a repeat answer as the first time.</param>
    public Task<Versioned<InitiativeView>> RegisterAsync(
        InitiativeBody body, string? idempotencyKey = null, CancellationToken cancellation = default) =>
        SendAsync(
            Request(HttpMethod.Post, Initiatives, body, idempotencyKey: idempotencyKey), VersionedAsync<InitiativeView>, cancellation);

    public Task<Versioned<InitiativeView>> GetInitiativeAsync(Guid id, CancellationToken cancellation = default) =>
        SendAsync(Request(HttpMethod.Get, $"{Initiatives}/{id}"), VersionedAsync<InitiativeView>, cancellation);

    public Task<Page<InitiativeSummary>> ListInitiativesAsync(
        InitiativeFilter? filter = null, string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        GetAsync<Page<InitiativeSummary>>(
            Query(
                Initiatives, ("country", filter?.Country), ("ring", filter?.Ring), ("owner", filter?.Owner), ("stage", filter?.Stage),
                ("goal", filter?.Goal), ("instrument", filter?.Instrument), ("q", filter?.Q), ("after", after), ("limit", limit)),
            cancellation);

    /// <summary>All initiatives, page after page.</summary>
    public IAsyncEnumerable<InitiativeSummary> AllInitiativesAsync(
        InitiativeFilter? filter = null, int? pageSize = null, CancellationToken cancellation = default) =>
        FollowAsync((after, ct) => ListInitiativesAsync(filter, after, pageSize, ct), cancellation);

    /// <summary>Replaces the content; what the body leaves out is emptied, except the stage and the start of negotiations.</summary>
    /// <param name="ifMatch">The ETag last read; null sends none, which the service refuses (428).</param>
    public Task<Versioned<InitiativeView>> ReplaceAsync(
        Guid id, InitiativeBody body, string? ifMatch, CancellationToken cancellation = default) =>
        SendAsync(Request(HttpMethod.Put, $"{Initiatives}/{id}", body, ifMatch), VersionedAsync<InitiativeView>, cancellation);

    public Task DeleteDraftAsync(Guid id, string? ifMatch, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Delete, $"{Initiatives}/{id}", null, cancellation, ifMatch);

    /// <summary>Changes the stage. A refusal names the <c>possible</c> stages (422) or the unread <c>alerts</c> (409).</summary>
    public Task<Versioned<InitiativeView>> ChangeStageAsync(Guid id, StageRequest change, CancellationToken cancellation = default) =>
        SendAsync(Request(HttpMethod.Post, $"{Initiatives}/{id}/stage", change), VersionedAsync<InitiativeView>, cancellation);

    /// <summary>What the body would raise; nothing is stored.</summary>
    public Task<PreviewView> PreviewAsync(InitiativeBody body, CancellationToken cancellation = default) =>
        PostAsync<PreviewView>($"{Initiatives}/preview", body, cancellation);

    /// <summary>The umbrella's owner confirms the part.</summary>
    /// <param name="part">The part, not the umbrella.</param>
    public Task ConfirmPartAsync(Guid part, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Post, $"{Initiatives}/{part}/part-of/confirm", null, cancellation);

    /// <summary>Either side undoes the tie.</summary>
    /// <param name="part">The part, not the umbrella.</param>
    public Task WithdrawPartAsync(Guid part, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Post, $"{Initiatives}/{part}/part-of/withdraw", null, cancellation);

    public Task<Page<PartView>> ListPartsAsync(
        Guid umbrella, string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        GetAsync<Page<PartView>>(Query($"{Initiatives}/{umbrella}/parts", ("after", after), ("limit", limit)), cancellation);

    /// <summary>A coordinator replies to a complementarity statement.</summary>
    public Task ReplyToStatementAsync(Guid id, ReplyRequest reply, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Post, $"{Initiatives}/{id}/complementarity/reply", reply, cancellation);

    /// <summary>A country's risk for the caller's tenant.</summary>
    public Task<RiskRatingView> GetRiskAsync(string country, CancellationToken cancellation = default) =>
        GetAsync<RiskRatingView>(RiskOf(country), cancellation);

    /// <summary>Rates a country for the caller's tenant; a null risk takes the common value again.</summary>
    public Task RateAsync(string country, RiskRatingRequest rating, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Put, RiskOf(country), rating, cancellation);

    private static string RiskOf(string country) => $"api/v1/partners/{Uri.EscapeDataString(country)}/risk";
}
