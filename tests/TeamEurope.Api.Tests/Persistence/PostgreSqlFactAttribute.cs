using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Persistence;

/// <summary>A test with a real PostgreSQL of its own; skipped, and loudly so, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute()
    {
        if (PostgreSqlCluster.Programs is null)
        {
            Skip = "NOT VERIFIED ON POSTGRESQL: it is not installed. Install the package postgresql to run this test.";
        }
    }
}
