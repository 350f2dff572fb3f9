using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TeamEurope.Infrastructure.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Pages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AlertAudiences_Tenant",
                table: "AlertAudiences");

            migrationBuilder.AddColumn<string>(
                name: "Delivery",
                table: "Subscriptions",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Live");

            migrationBuilder.AddColumn<bool>(
                name: "IsQuiet",
                table: "Notifications",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "RepliedAt",
                table: "Disclosures",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RepliedBy",
                table: "Disclosures",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FrozenBy",
                table: "Briefings",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AssigneeTenant",
                table: "Alerts",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AlertMentions",
                columns: table => new
                {
                    CommentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    User = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    AlertId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertMentions", x => new { x.CommentId, x.Tenant, x.User });
                });

            migrationBuilder.CreateTable(
                name: "People",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    User = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    FirstSeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsBlocked = table.Column<bool>(type: "INTEGER", nullable: false),
                    BlockedBy = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    BlockedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_People", x => new { x.Tenant, x.User });
                });

            migrationBuilder.CreateTable(
                name: "PersonEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    User = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SavedViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tenant = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    User = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Page = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Query = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedViews", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_RegisterEvents_At",
                table: "RegisterEvents",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Initiatives_Visibility_Stage_Owner_Id",
                table: "Initiatives",
                columns: new[] { "Visibility", "Stage", "Owner", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Imports_Tenant_At",
                table: "Imports",
                columns: new[] { "Tenant", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_Assignee",
                table: "Alerts",
                column: "Assignee");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_Level_OpenedAt_Id",
                table: "Alerts",
                columns: new[] { "Level", "OpenedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AlertEvents_Tenant_At",
                table: "AlertEvents",
                columns: new[] { "Tenant", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AlertComments_Tenant_At",
                table: "AlertComments",
                columns: new[] { "Tenant", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AlertAudiences_Tenant_AlertId",
                table: "AlertAudiences",
                columns: new[] { "Tenant", "AlertId" });

            migrationBuilder.CreateIndex(
                name: "IX_AlertMentions_Tenant_User_At",
                table: "AlertMentions",
                columns: new[] { "Tenant", "User", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonEvents_Tenant_At",
                table: "PersonEvents",
                columns: new[] { "Tenant", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_SavedViews_Tenant_User_Page_Name",
                table: "SavedViews",
                columns: new[] { "Tenant", "User", "Page", "Name" },
                unique: true);

            PagesBackfill.Fill(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AlertMentions");

            migrationBuilder.DropTable(
                name: "People");

            migrationBuilder.DropTable(
                name: "PersonEvents");

            migrationBuilder.DropTable(
                name: "SavedViews");

            migrationBuilder.DropIndex(
                name: "IX_RegisterEvents_At",
                table: "RegisterEvents");

            migrationBuilder.DropIndex(
                name: "IX_Initiatives_Visibility_Stage_Owner_Id",
                table: "Initiatives");

            migrationBuilder.DropIndex(
                name: "IX_Imports_Tenant_At",
                table: "Imports");

            migrationBuilder.DropIndex(
                name: "IX_Alerts_Assignee",
                table: "Alerts");

            migrationBuilder.DropIndex(
                name: "IX_Alerts_Level_OpenedAt_Id",
                table: "Alerts");

            migrationBuilder.DropIndex(
                name: "IX_AlertEvents_Tenant_At",
                table: "AlertEvents");

            migrationBuilder.DropIndex(
                name: "IX_AlertComments_Tenant_At",
                table: "AlertComments");

            migrationBuilder.DropIndex(
                name: "IX_AlertAudiences_Tenant_AlertId",
                table: "AlertAudiences");

            migrationBuilder.DropColumn(
                name: "Delivery",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "IsQuiet",
                table: "Notifications");

            migrationBuilder.DropColumn(
                name: "RepliedAt",
                table: "Disclosures");

            migrationBuilder.DropColumn(
                name: "RepliedBy",
                table: "Disclosures");

            migrationBuilder.DropColumn(
                name: "FrozenBy",
                table: "Briefings");

            migrationBuilder.DropColumn(
                name: "AssigneeTenant",
                table: "Alerts");

            migrationBuilder.CreateIndex(
                name: "IX_AlertAudiences_Tenant",
                table: "AlertAudiences",
                column: "Tenant");
        }
    }
}
