using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Shouldly;
using Xunit;

namespace TeamEurope.Api.Tests.Persistence;

/// <summary>While an upgrade rolls, instances of the version before work on the tables of the version after: migrations only add.</summary>
public class ExpandTests
{
    /// <summary>Steps that take something away, allowed by name: why it hurts nobody who still runs the version before.</summary>
    private static readonly Dictionary<string, string> Contractions = [];

    public static TheoryData<string> EachDatabase => Models.EachDatabase;

    [Theory]
    [MemberData(nameof(EachDatabase))]
    public void Migrations_after_the_first_only_add(string database)
    {
        using var db = Models.Open(database);
        var assembly = db.GetService<IMigrationsAssembly>();
        foreach (var (name, type) in assembly.Migrations.Skip(1))
        {
            Narrowings(assembly.CreateMigration(type, db.Database.ProviderName!).UpOperations)
                .Where(step => !Contractions.ContainsKey($"{database} {name}: {step}")).ShouldBeEmpty($"{database} {name}");
        }
    }

    [Fact]
    public void A_step_that_takes_away_is_seen()
    {
        MigrationOperation[] steps =
        [
            new DropTableOperation { Name = "T" },
            new DropColumnOperation { Table = "T", Name = "C" },
            new RenameColumnOperation { Table = "T", Name = "C", NewName = "D" },
            new RenameTableOperation { Name = "T", NewName = "U" },
            new AddColumnOperation { Table = "T", Name = "C", ClrType = typeof(string) },
            new CreateIndexOperation { Table = "T", Name = "I", Columns = ["C"], IsUnique = true },
            new AlterColumnOperation { Table = "T", Name = "C", ClrType = typeof(string), MaxLength = 5, OldColumn = new AddColumnOperation { ClrType = typeof(string), MaxLength = 6 } },
            new AlterColumnOperation { Table = "T", Name = "C", ClrType = typeof(string), OldColumn = new AddColumnOperation { ClrType = typeof(string), IsNullable = true } },
            new AddForeignKeyOperation { Table = "T", Name = "F", Columns = ["C"], PrincipalTable = "U" }
        ];
        foreach (var step in steps)
        {
            Narrowings([step]).ShouldHaveSingleItem(step.GetType().Name);
        }

        Narrowings([
            new CreateTableOperation { Name = "T" }, new CreateIndexOperation { Table = "T", Name = "I", Columns = ["C"], IsUnique = true },
            new AddColumnOperation { Table = "U", Name = "C", ClrType = typeof(string), IsNullable = true },
            new AddColumnOperation { Table = "U", Name = "C", ClrType = typeof(int), DefaultValue = 0 },
            new AlterColumnOperation { Table = "U", Name = "C", ClrType = typeof(string), MaxLength = 7, OldColumn = new AddColumnOperation { ClrType = typeof(string), MaxLength = 6 } }
        ]).ShouldBeEmpty();
    }

    private static IEnumerable<string> Narrowings(IReadOnlyList<MigrationOperation> steps)
    {
        var created = steps.OfType<CreateTableOperation>().Select(t => t.Name).ToHashSet();
        return steps.Where(s => TableOf(s) is not { } table || !created.Contains(table)).Where(Narrows).Select(s => $"{s.GetType().Name} {TableOf(s)}.{NameOf(s)}");
    }

    private static bool Narrows(MigrationOperation step) => step switch
    {
        CreateTableOperation or InsertDataOperation or UpdateDataOperation or SqlOperation => false,
        // An index that goes is one that no answer depends on, unless it kept doubles out; then what is written meanwhile breaks the version before.
        DropIndexOperation => false,
        CreateIndexOperation index => index.IsUnique,
        AddColumnOperation column => !column.IsNullable && column.DefaultValue is null && column.DefaultValueSql is null && column.ComputedColumnSql is null,
        AlterColumnOperation column => column.ClrType != column.OldColumn.ClrType || column.ColumnType != column.OldColumn.ColumnType
            || (!column.IsNullable && column.OldColumn.IsNullable)
            || Length(column.MaxLength) < Length(column.OldColumn.MaxLength),
        _ => true
    };

    private static int Length(int? length) => length is null or < 0 ? int.MaxValue : length.Value;

    private static string? TableOf(MigrationOperation step) => Read(step, "Table");

    private static string? NameOf(MigrationOperation step) => Read(step, "Name");

    private static string? Read(MigrationOperation step, string property) =>
        step.GetType().GetProperty(property, BindingFlags.Public | BindingFlags.Instance)?.GetValue(step) as string;
}
