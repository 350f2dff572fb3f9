using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Infrastructure.Sqlite;

/// <summary>For the migration tool only: it needs the model, not a database.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<TeamEuropeDb>
{
    public TeamEuropeDb CreateDbContext(string[] args)
    {
        using var provider = new SqliteProvider(new DatabaseSettings("Data Source=:memory:"));
        var options = new DbContextOptionsBuilder<TeamEuropeDb>();
        provider.Configure(options);
        return new TeamEuropeDb(options.Options);
    }
}
