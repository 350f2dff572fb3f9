using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Shouldly;
using Xunit;

namespace TeamEurope.Api.Tests.Persistence;

/// <summary>The databases are alike by design.</summary>
public class ModelTests
{
    private const int MostKeyBytes = 900;
    private const int MostIndexBytes = 1_700;

    public static TheoryData<string> EachDatabase => Models.EachDatabase;

    [Theory]
    [MemberData(nameof(EachDatabase))]
    public void The_migrations_are_up_to_date_with_the_model(string database)
    {
        using var db = Models.Open(database);
        db.Database.HasPendingModelChanges().ShouldBeFalse($"Add a migration for {database}.");
    }

    [Theory]
    [InlineData("PostgreSql")]
    [InlineData("SqlServer")]
    public void The_migrations_of_every_database_lead_to_the_same_tables(string database)
    {
        using var db = Models.Open(database);
        using var sqlite = Models.Open("Sqlite");
        Models.Describe(Migrated(db)).ShouldBe(Models.Describe(Migrated(sqlite)));
    }

    [Theory]
    [InlineData("PostgreSql", "C")]
    [InlineData("SqlServer", "Latin1_General_100_BIN2")]
    public void All_text_is_compared_by_its_characters_numbers(string database, string collation)
    {
        using var db = Models.Open(database);
        var text = Columns(db.DesignModel()).Where(c => c.StoreType.Contains("char", StringComparison.Ordinal) || c.StoreType == "text").ToList();
        text.Count.ShouldBeGreaterThan(80);
        text.Where(c => c.Collation != collation).Select(c => $"{c.Table.Name}.{c.Name}").ShouldBeEmpty();
    }

    [Fact]
    public void Keys_and_indexes_fit_into_SQL_Server()
    {
        using var db = Models.Open("SqlServer");
        var tables = db.DesignModel().GetRelationalModel().Tables.ToList();
        tables.SelectMany(t => t.UniqueConstraints).Select(k => (k.Name, Bytes: k.Columns.Sum(BytesOf))).Where(k => k.Bytes > MostKeyBytes).ShouldBeEmpty();
        tables.SelectMany(t => t.Indexes).Select(i => (i.Name, Bytes: i.Columns.Sum(BytesOf))).Where(i => i.Bytes > MostIndexBytes).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(EachDatabase))]
    public void No_table_is_reached_by_two_cascades(string database)
    {
        using var db = Models.Open(database);
        var cascades = db.DesignModel().GetRelationalModel().Tables.SelectMany(t => t.ForeignKeyConstraints)
            .Where(f => f.OnDeleteAction == ReferentialAction.Cascade).ToLookup(f => f.PrincipalTable.Name, f => f.Table.Name);
        cascades.ShouldNotBeEmpty();
        foreach (var start in cascades)
        {
            var reached = new List<string>();
            var next = new Queue<string>(start);
            while (next.TryDequeue(out var table))
            {
                reached.ShouldNotContain(table, $"from {start.Key}");
                reached.Add(table);
                cascades[table].ToList().ForEach(next.Enqueue);
            }
        }
    }

    /// <summary>What the last migration says the model is.</summary>
    private static IModel Migrated(DbContext db) =>
        db.GetService<IModelRuntimeInitializer>().Initialize(db.GetService<IMigrationsAssembly>().ModelSnapshot!.Model, designTime: true);

    private static IEnumerable<IColumn> Columns(IModel model) => model.GetRelationalModel().Tables.SelectMany(t => t.Columns);

    /// <summary>What a value takes at most in a key: two bytes for each character.</summary>
    private static int BytesOf(IColumnBase column)
    {
        var mapping = column.PropertyMappings[0].TypeMapping;
        return mapping.StoreType switch
        {
            "uniqueidentifier" => 16,
            "bigint" => 8,
            "int" => 4,
            "date" => 3,
            "bit" => 1,
            var text when text.StartsWith("nvarchar(", StringComparison.Ordinal) => 2 * (mapping.Size ?? throw new InvalidOperationException($"{column.Name} is {text}, in a key.")),
            var other => throw new InvalidOperationException($"How many bytes a {other} takes ({column.Name}) is not known here.")
        };
    }
}
