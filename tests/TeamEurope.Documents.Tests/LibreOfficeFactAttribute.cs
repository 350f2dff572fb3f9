using System.Diagnostics;

namespace TeamEurope.Documents.Tests;

/// <summary>A test that lays documents out with the real LibreOffice; skipped, and loudly so, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LibreOfficeFactAttribute : FactAttribute
{
    private static readonly string? Missing = new[] { "soffice", "pdftotext" }.FirstOrDefault(p => !IsOnPath(p));

    public LibreOfficeFactAttribute()
    {
        if (Missing is not null)
        {
            Skip = $"PAGE NUMBERS NOT VERIFIED: '{Missing}' is not installed. "
                + "Install libreoffice-writer, fonts-liberation and poppler-utils to run this test.";
        }
    }

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}

/// <summary>LibreOffice as a referee of our pagination.</summary>
internal static class Office
{
    /// <summary>The text on every page of the document, as LibreOffice lays it out.</summary>
    public static async Task<string[]> PagesOf(byte[] docx)
    {
        var folder = Directory.CreateTempSubdirectory("briefing-");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "briefing.docx"), docx);
            // A profile of its own: two LibreOffices on one profile refuse each other.
            var profile = new Uri(Path.Combine(folder.FullName, "profile")).AbsoluteUri;
            await Run("soffice", folder.FullName, $"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "briefing.docx");
            await Run("pdftotext", folder.FullName, "-layout", "-enc", "UTF-8", "briefing.pdf", "briefing.txt");
            var text = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "briefing.txt"));
            // Every page ends with a form feed.
            return text.Split('\f')[..^1];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Run(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end in time.");
        }

        process.ExitCode.ShouldBe(0, $"{program} failed");
    }
}
