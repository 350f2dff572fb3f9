using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Infrastructure.PostgreSql;
using TeamEurope.Infrastructure.Sqlite;
using TeamEurope.Infrastructure.SqlServer;
using Xunit;

namespace TeamEurope.Api.Tests.Persistence;

/// <summary>The model of each database, looked at without one.</summary>
internal static class Models
{
    public static readonly string[] Databases = ["Sqlite", "PostgreSql", "SqlServer"];

    public static TheoryData<string> EachDatabase => [.. Databases];

    public static TeamEuropeDb Open(string database)
    {
        var options = new DbContextOptionsBuilder<TeamEuropeDb>();
        IDatabaseProvider provider = database switch
        {
            "Sqlite" => new SqliteProvider(new DatabaseSettings("Data Source=nowhere.db")),
            "PostgreSql" => new PostgreSqlProvider(new DatabaseSettings("Host=nowhere.invalid")),
            "SqlServer" => new SqlServerProvider(new DatabaseSettings("Server=nowhere.invalid")),
            _ => throw new ArgumentOutOfRangeException(nameof(database), database, null)
        };
        provider.Configure(options);
        return new TeamEuropeDb(options.Options);
    }

    /// <summary>With all that migrations are made from.</summary>
    public static IModel DesignModel(this TeamEuropeDb db) => db.GetService<IDesignTimeModel>().Model;

    /// <summary>Tables, columns, keys and indexes in words; what may differ between databases (types, collations) is left out.</summary>
    public static IEnumerable<string> Describe(IModel model) => model.GetRelationalModel().Tables.SelectMany(table =>
        table.Columns.Select(c => $"{table.Name}.{c.Name} {(c.IsNullable ? "null" : "not null")} max {c.PropertyMappings[0].Property.GetMaxLength()}")
            .Concat(table.Indexes.Select(i => $"{table.Name} {(i.IsUnique ? "unique" : "index")} {i.Name} ({string.Join(", ", i.Columns.Select(c => c.Name))})"))
            .Concat(table.UniqueConstraints.Select(k => $"{table.Name} key {k.Name} ({string.Join(", ", k.Columns.Select(c => c.Name))})"))
            .Concat(table.ForeignKeyConstraints.Select(f =>
                $"{table.Name} refers {f.Name} ({string.Join(", ", f.Columns.Select(c => c.Name))}) to {f.PrincipalTable.Name}, on delete {f.OnDeleteAction}")))
        .Order(StringComparer.Ordinal);
}
