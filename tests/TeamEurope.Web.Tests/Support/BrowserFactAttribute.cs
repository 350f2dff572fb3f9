namespace TeamEurope.Web.Tests.Support;

/// <summary>A test in a real Chromium; skipped, and loudly so, where it is not installed. In CI it fails there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.WhySkipped;
}

/// <summary>As <see cref="BrowserFactAttribute"/>, for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.WhySkipped;
}

/// <summary>The system's browser.</summary>
internal static class Chromium
{
    /// <summary>Null where it is not installed.</summary>
    public static readonly string? Path = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Append("/usr/bin")
        .Select(folder => System.IO.Path.Combine(folder, "chromium"))
        .FirstOrDefault(File.Exists);

    /// <summary>It talks to nobody but us.</summary>
    public static readonly string[] Arguments =
    [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"
    ];

    public static string? WhySkipped => Path is not null || Environment.GetEnvironmentVariable("CI") == "true"
        ? null
        : "PAGES NOT VERIFIED IN A BROWSER: 'chromium' is not installed. Install the package chromium to run this test.";
}
