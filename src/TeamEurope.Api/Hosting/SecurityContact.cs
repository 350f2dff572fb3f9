using System.Globalization;

namespace TeamEurope.Api.Hosting;

/// <summary>Where to report a hole (RFC 9116), as the operator has configured it; without a contact there is no such address.</summary>
internal static class SecurityContact
{
    private const string Setting = "Security:Contact";
    private static readonly TimeSpan HoldsFor = TimeSpan.FromDays(90);

    public static void MapSecurityContact(this WebApplication app)
    {
        if (ContactOf(app.Configuration) is not { } contact)
        {
            return;
        }

        app.MapGet("/.well-known/security.txt", (TimeProvider clock) =>
        {
            var until = (clock.GetUtcNow().Date + HoldsFor).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            return Results.Text($"Contact: {contact}\nExpires: {until}\nPreferred-Languages: en, fr, de, nl\n");
        }).AllowAnonymous().ExcludeFromDescription();
    }

    private static string? ContactOf(IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } contact)
        {
            return null;
        }

        return Uri.TryCreate(contact, UriKind.Absolute, out var address) && address.Scheme is "mailto" or "https" or "tel" && !contact.Any(char.IsControl)
            ? contact
            : throw new StartRefusedException($"{Setting} is to be an address such as mailto:…, https://… or tel:….");
    }
}
