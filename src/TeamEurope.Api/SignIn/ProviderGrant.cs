using System.Net;
using System.Text.Json;

namespace TeamEurope.Api.SignIn;

/// <summary>What the provider's token endpoint gave.</summary>
internal sealed record ProviderGrant(string? IdToken, string? RefreshToken)
{
    public static ProviderGrant Of(JsonDocument answer) => new(Text(answer, "id_token"), Text(answer, "refresh_token"));

    public static string? Text(JsonDocument answer, string name) =>
        answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

/// <summary>What the provider says when it is asked whether a session may go on.</summary>
/// <param name="Grant">Null where it gave nothing.</param>
/// <param name="IsWithdrawn">Whether that was its decision: false where it could not be asked.</param>
internal sealed record RenewalAnswer(ProviderGrant? Grant, bool IsWithdrawn);

/// <summary>Asks the provider's token endpoint with the refresh token of a session.</summary>
internal sealed partial class ProviderRenewal(ProviderSettings settings, ProviderTokens tokens, [FromKeyedServices(typeof(ProviderTokens))] HttpClient http, ILogger<ProviderRenewal> log)
{
    /// <summary>Errors by which the provider speaks of us and not of the person.</summary>
    private static readonly string[] OurOwnErrors = ["invalid_client", "unauthorized_client", "invalid_request", "temporarily_unavailable", "server_error", "slow_down"];

    public async Task<RenewalAnswer> AskAsync(string refreshToken, CancellationToken cancellationToken)
    {
        try
        {
            var found = await tokens.Configuration.GetConfigurationAsync(cancellationToken);
            // Without naming scopes: all that were granted, which may be less than was asked for.
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken,
                ["client_id"] = settings.ClientId, ["client_secret"] = settings.ClientSecret
            });
            using var answer = await http.PostAsync(new Uri(found.TokenEndpoint), form, cancellationToken);
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
            if (answer.IsSuccessStatusCode)
            {
                return new RenewalAnswer(ProviderGrant.Of(body), IsWithdrawn: false);
            }

            var error = ProviderGrant.Text(body, "error");
            var isWithdrawn = answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized && error is not null && !OurOwnErrors.Contains(error);
            if (!isWithdrawn)
            {
                LogUnusable(log, (int)answer.StatusCode);
            }

            return new RenewalAnswer(null, isWithdrawn);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or InvalidOperationException or TaskCanceledException)
        {
            LogAway(log, e);
            return new RenewalAnswer(null, IsWithdrawn: false);
        }
    }

    [LoggerMessage(LogLevel.Error, "The identity provider answered {Status} to the renewal of a session, for a reason that is not the person's: look at the client's id and secret")]
    private static partial void LogUnusable(ILogger log, int status);

    [LoggerMessage(LogLevel.Warning, "The identity provider could not be asked about a session")]
    private static partial void LogAway(ILogger log, Exception cause);
}

/// <summary>An answer that says nothing but that the provider is not well is no answer.</summary>
internal sealed class ProviderAnswers() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.StatusCode < HttpStatusCode.InternalServerError)
        {
            return answer;
        }

        answer.Dispose();
        throw new HttpRequestException(HttpRequestError.Unknown, "The identity provider is not well.", statusCode: answer.StatusCode);
    }
}
