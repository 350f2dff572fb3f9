using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Hardening;

/// <summary>The keys of sessions and forms: in the database, shared by all instances, and sealed there where a certificate is given.</summary>
public sealed partial class KeyTests : IDisposable
{
    private const string Password = "only-for-this-test";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("teameurope-keys-");

    [Fact]
    public async Task A_session_of_one_instance_is_one_of_the_other_and_the_keys_lie_open_where_no_certificate_is_given()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var a = await StartAsync(database);
        await using var b = await StartAsync(database);
        var session = await SessionAsync(a);
        (await DeskAsync(a, session), await DeskAsync(b, session)).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        (await KeysAsync(a)).ShouldAllBe(key => key.Contains("<value>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_certificate_the_keys_are_sealed_and_who_has_only_the_database_reads_no_session()
    {
        var (first, second) = (Certificate("first"), Certificate("second"));
        await using var database = await TestDatabase.CreateAsync();
        await using var a = await StartAsync(database, ("Certificate", first), ("Password", Password));
        await using var b = await StartAsync(database, ("Certificate", first), ("Password", Password));
        var session = await SessionAsync(a);
        (await DeskAsync(b, session)).ShouldBe(HttpStatusCode.OK);
        var keys = await KeysAsync(a);
        keys.ShouldNotBeEmpty();
        keys.ShouldAllBe(key => key.Contains("EncryptedData", StringComparison.Ordinal) && !key.Contains("<value>", StringComparison.Ordinal));

        await using var without = await StartAsync(database);
        (await DeskAsync(without, session)).ShouldBe(HttpStatusCode.Redirect, "to sign in");
        await using var renewed = await StartAsync(database, ("Certificate", second), ("Password", Password), ("FormerCertificate", first), ("FormerPassword", Password));
        (await DeskAsync(renewed, session)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_stops_the_start_and_is_not_quoted()
    {
        var file = Path.Combine(folder.FullName, "broken.pfx");
        await File.WriteAllTextAsync(file, "no certificate");
        await using var database = await TestDatabase.CreateAsync();
        foreach (var (path, password) in new[] { (file, Password), (Path.Combine(folder.FullName, "absent.pfx"), Password), (Certificate("good"), "wrong-password-here") })
        {
            var refused = await Should.ThrowAsync<Exception>(() => StartAsync(database, ("Certificate", path), ("Password", password)));
            refused.Message.ShouldContain("DataProtection:Certificate");
            refused.Message.ShouldNotContain(password);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static Task<TestApp> StartAsync(TestDatabase database, params (string Name, string Value)[] settings) =>
        TestApp.StartAsync(database: new KeptDatabase(database), settings: settings.ToDictionary(s => $"DataProtection:{s.Name}", s => s.Value));

    private string Certificate(string name)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var file = Path.Combine(folder.FullName, $"{name}.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, Password));
        return file;
    }

    private static async Task<List<string>> KeysAsync(TestApp app)
    {
        await using var scope = app.OpenJobScope();
        return await scope.ServiceProvider.GetRequiredService<TeamEuropeDb>().DataProtectionKeys.Select(k => k.Xml!).ToListAsync();
    }

    /// <summary>All cookies of somebody who signed in at the page.</summary>
    private static async Task<string> SessionAsync(TestApp app)
    {
        using var http = app.Server.CreateClient();
        using var page = await http.GetAsync(new Uri("/sign-in", UriKind.Relative));
        var forms = page.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in");
        request.Headers.Add("Cookie", forms);
        request.Content = new FormUrlEncodedContent([
            KeyValuePair.Create("tenant", "NL"), KeyValuePair.Create("role", "Desk"),
            KeyValuePair.Create("__RequestVerificationToken", Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value)
        ]);
        using var signedIn = await http.SendAsync(request);
        return string.Join("; ", [forms, .. signedIn.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0])]);
    }

    private static async Task<HttpStatusCode> DeskAsync(TestApp app, string cookies)
    {
        using var http = app.Server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/alerts");
        request.Headers.Add("Cookie", cookies);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)")]
    private static partial Regex Token();
}
