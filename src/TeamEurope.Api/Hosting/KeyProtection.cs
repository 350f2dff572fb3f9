using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;

namespace TeamEurope.Api.Hosting;

/// <summary>
/// The keys that sessions and forms are sealed with lie in the database. With a certificate they lie there encrypted; without one
/// whoever can read the database can make a session for anybody.
/// </summary>
internal static class KeyProtection
{
    private const string Section = "DataProtection";
    private const string Certificate = "Certificate";
    private const string Password = "Password";
    private const string Former = "FormerCertificate";
    private const string FormerPassword = "FormerPassword";

    public static void AddKeyProtection(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection(Section);
        if (Load(settings, Certificate, Password) is not { } certificate)
        {
            return;
        }

        var protection = builder.Services.AddDataProtection().ProtectKeysWithCertificate(certificate);
        if (Load(settings, Former, FormerPassword) is { } former)
        {
            // What it sealed is still read, until no such key is left.
            protection.UnprotectKeysWithAnyCertificate(certificate, former);
        }
    }

    private static X509Certificate2? Load(IConfigurationSection settings, string path, string password)
    {
        if (settings[path] is not { Length: > 0 } file)
        {
            return null;
        }

        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, settings[password]);
            return certificate.HasPrivateKey ? certificate : throw new StartRefusedException($"{Section}:{path} has no private key: the keys could not be read again.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{Section}:{path} cannot be read as a PKCS#12 file with the password in {Section}:{password} ({e.GetType().Name}).");
        }
    }
}
