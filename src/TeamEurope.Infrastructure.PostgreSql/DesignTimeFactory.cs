using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Infrastructure.PostgreSql;

/// <summary>For the migration tool only: it needs the model, not a database.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<TeamEuropeDb>
{
    public TeamEuropeDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<TeamEuropeDb>();
        new PostgreSqlProvider(new DatabaseSettings("Host=localhost")).Configure(options);
        return new TeamEuropeDb(options.Options);
    }
}
