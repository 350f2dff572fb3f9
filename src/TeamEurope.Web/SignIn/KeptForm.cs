using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace TeamEurope.Web.SignIn;

/// <summary>A form that came in after its session had ended: kept through the sign-in, so that nothing typed is lost.</summary>
/// <param name="Action">The path it was sent to.</param>
public sealed record KeptForm(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields);

/// <summary>
/// Seals kept forms into the sign-in page itself: nothing of somebody who is not signed in is stored here, and nobody but this
/// service can read or write what is sealed. A seal holds for an hour. The form keeps the token against forgery that it came with:
/// one that another site made up, or that another person or tenant goes on with, is refused when it is sent.
/// </summary>
public sealed class KeptForms(IDataProtectionProvider protection, TimeProvider clock)
{
    private const long MostBytes = 1024 * 1024;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private readonly IDataProtector protector = protection.CreateProtector("TeamEurope.KeptForm");

    /// <summary>Null where the request carries no form that can be kept: none at all, a large one, one with files.</summary>
    public async Task<string?> SealAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || !(request.ContentLength <= MostBytes))
        {
            return null;
        }

        var form = await request.ReadFormAsync();
        if (form.Files.Count > 0)
        {
            return null;
        }

        var fields = form.SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? ""))).ToArray();
        var kept = new Sealed(request.Path + request.QueryString, fields, clock.GetUtcNow() + Lifetime);
        return WebEncoders.Base64UrlEncode(protector.Protect(Pack(kept)));
    }

    /// <summary>Null where the seal is not ours or too old.</summary>
    public KeptForm? Open(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            var kept = Unpack(protector.Unprotect(WebEncoders.Base64UrlDecode(text)));
            return kept.Until > clock.GetUtcNow() ? new KeptForm(kept.Action, kept.Fields) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Most of a form are names and empty fields: packed it is a fraction.</summary>
    private static byte[] Pack(Sealed kept)
    {
        using var packed = new MemoryStream();
        using (var packer = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(packer, kept);
        }

        return packed.ToArray();
    }

    private static Sealed Unpack(byte[] bytes)
    {
        using var packer = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<Sealed>(packer)!;
    }

    private sealed record Sealed(string Action, KeyValuePair<string, string>[] Fields, DateTimeOffset Until);
}
