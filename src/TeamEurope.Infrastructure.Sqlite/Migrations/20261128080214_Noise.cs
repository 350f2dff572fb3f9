using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TeamEurope.Infrastructure.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Noise : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Alerts_ChangedAt_Id",
                table: "Alerts");

            migrationBuilder.DropIndex(
                name: "IX_Alerts_Level_OpenedAt_Id",
                table: "Alerts");

            migrationBuilder.AddColumn<long>(
                name: "ArchivedAt",
                table: "Alerts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Grouping",
                table: "Alerts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AlertGroupings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Countries = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Families = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertGroupings", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_AlertId_At",
                table: "Notifications",
                columns: new[] { "AlertId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_ChangedAt_Id",
                table: "Alerts",
                columns: new[] { "ChangedAt", "Id" },
                filter: "\"ArchivedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_Groups",
                table: "Alerts",
                columns: new[] { "Grouping", "Level", "Status", "IsForCoordinators", "First", "Second", "IsFirstHidden", "IsSecondHidden", "ChangedAt", "Id" },
                filter: "\"ArchivedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_Level_OpenedAt_Id",
                table: "Alerts",
                columns: new[] { "Level", "OpenedAt", "Id" },
                filter: "\"ArchivedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AlertGroupings");

            migrationBuilder.DropIndex(
                name: "IX_Notifications_AlertId_At",
                table: "Notifications");

            migrationBuilder.DropIndex(
                name: "IX_Alerts_ChangedAt_Id",
                table: "Alerts");

            migrationBuilder.DropIndex(
                name: "IX_Alerts_Groups",
                table: "Alerts");

            migrationBuilder.DropIndex(
                name: "IX_Alerts_Level_OpenedAt_Id",
                table: "Alerts");

            migrationBuilder.DropColumn(
                name: "ArchivedAt",
                table: "Alerts");

            migrationBuilder.DropColumn(
                name: "Grouping",
                table: "Alerts");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_ChangedAt_Id",
                table: "Alerts",
                columns: new[] { "ChangedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_Level_OpenedAt_Id",
                table: "Alerts",
                columns: new[] { "Level", "OpenedAt", "Id" });
        }
    }
}
