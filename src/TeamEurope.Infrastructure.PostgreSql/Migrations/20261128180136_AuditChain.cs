using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TeamEurope.Infrastructure.PostgreSql.Migrations
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
                    Tenant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    From = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    What = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    On = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Subject = table.Column<Guid>(type: "uuid", nullable: true),
                    First = table.Column<Guid>(type: "uuid", nullable: true),
                    Second = table.Column<Guid>(type: "uuid", nullable: true),
                    Code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    Whom = table.Column<Guid>(type: "uuid", nullable: true),
                    Cause = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    Before = table.Column<string>(type: "text", maxLength: -1, nullable: true, collation: "C"),
                    After = table.Column<string>(type: "text", maxLength: -1, nullable: true, collation: "C"),
                    Previous = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => new { x.Tenant, x.Sequence });
                });

            migrationBuilder.CreateTable(
                name: "AuditHeads",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    BeganAt = table.Column<long>(type: "bigint", nullable: false),
                    PrunedTo = table.Column<long>(type: "bigint", nullable: false),
                    PrunedHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditHeads", x => x.Tenant);
                });

            migrationBuilder.CreateTable(
                name: "AuditPersons",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C")
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
