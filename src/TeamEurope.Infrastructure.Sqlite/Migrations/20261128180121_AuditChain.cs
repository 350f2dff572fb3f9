using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TeamEurope.Infrastructure.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AuditChain : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    From = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    On = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Subject = table.Column<Guid>(type: "TEXT", nullable: true),
                    First = table.Column<Guid>(type: "TEXT", nullable: true),
                    Second = table.Column<Guid>(type: "TEXT", nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Whom = table.Column<Guid>(type: "TEXT", nullable: true),
                    Cause = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Before = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    After = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    Previous = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => new { x.Tenant, x.Sequence });
                });

            migrationBuilder.CreateTable(
                name: "AuditHeads",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    BeganAt = table.Column<long>(type: "INTEGER", nullable: false),
                    PrunedTo = table.Column<long>(type: "INTEGER", nullable: false),
                    PrunedHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditHeads", x => x.Tenant);
                });

            migrationBuilder.CreateTable(
                name: "AuditPersons",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditPersons", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Tenant_At",
                table: "AuditEntries",
                columns: new[] { "Tenant", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditPersons_Tenant_Name",
                table: "AuditPersons",
                columns: new[] { "Tenant", "Name" },
                unique: true);

            // The file has one login: what other databases keep from the application by its rights, a trigger keeps from it here. Entries
            // that the chain's head says are pruned may go.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AuditEntriesStand" BEFORE UPDATE ON "AuditEntries"
                BEGIN SELECT RAISE(ABORT, 'An audit entry stands as it was written.'); END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AuditEntriesStay" BEFORE DELETE ON "AuditEntries"
                WHEN NOT EXISTS (SELECT 1 FROM "AuditHeads" WHERE "Tenant" = OLD."Tenant" AND "PrunedTo" >= OLD."Sequence")
                BEGIN SELECT RAISE(ABORT, 'An audit entry goes only once it is pruned.'); END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "AuditHeads");

            migrationBuilder.DropTable(
                name: "AuditPersons");
        }
    }
}
