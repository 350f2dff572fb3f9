using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Support;

/// <summary>A test that needs a PostgreSQL server of its own. Without one it is skipped, loudly; in CI it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute()
    {
        if (PostgreSqlCluster.Programs is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = "NOT VERIFIED ON POSTGRESQL: it is not installed. Install the package postgresql to run this test.";
        }
    }
}
