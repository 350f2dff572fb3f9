using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TeamEurope.Infrastructure.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Hearing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Alerts_Groups",
                table: "Alerts");

            migrationBuilder.AddColumn<bool>(
                name: "CoordinatorsToo",
                table: "Notifications",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_Groups",
                table: "Alerts",
                columns: new[] { "Grouping", "Level", "Status", "IsForCoordinators", "First", "Second", "IsFirstHidden", "IsSecondHidden", "ChangedAt", "Id", "ArchivedAt" },
                filter: "\"ArchivedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Alerts_Groups",
                table: "Alerts");

            migrationBuilder.DropColumn(
                name: "CoordinatorsToo",
                table: "Notifications");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_Groups",
                table: "Alerts",
                columns: new[] { "Grouping", "Level", "Status", "IsForCoordinators", "First", "Second", "IsFirstHidden", "IsSecondHidden", "ChangedAt", "Id" },
                filter: "\"ArchivedAt\" IS NULL");
        }
    }
}
