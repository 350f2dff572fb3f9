using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Instances.Tests.Support;

/// <summary>A test that needs PostgreSQL, nginx, iproute2 and root. Without them it is skipped, loudly; in CI it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InstancesFactAttribute : FactAttribute
{
    public InstancesFactAttribute()
    {
        if (Missing() is { } missing && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = $"SEVERAL INSTANCES NOT TESTED: {missing}.";
        }
    }

    private static string? Missing() =>
        !OperatingSystem.IsLinux() ? "it is not Linux"
        : Environment.UserName != "root" ? "the tests do not run as root"
        : PostgreSqlCluster.Programs is null ? "PostgreSQL is not installed"
        : new[] { "nginx", "ip", "mount" }.FirstOrDefault(program => !IsOnPath(program)) is { } program ? $"{program} is not installed" : null;

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
