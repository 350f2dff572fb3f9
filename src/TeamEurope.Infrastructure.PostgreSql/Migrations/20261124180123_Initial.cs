using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace TeamEurope.Infrastructure.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AlertComments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AlertId = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    User = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "character varying(10000)", maxLength: 10000, nullable: false, collation: "C"),
                    Mentions = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertComments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AlertEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AlertId = table.Column<Guid>(type: "uuid", nullable: false),
                    What = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    Level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    Score = table.Column<int>(type: "integer", nullable: true),
                    CausedBy = table.Column<long>(type: "bigint", nullable: true),
                    Tenant = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    By = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    Note = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: true, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AlertMentions",
                columns: table => new
                {
                    CommentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    User = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    AlertId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertMentions", x => new { x.CommentId, x.Tenant, x.User });
                });

            migrationBuilder.CreateTable(
                name: "Alerts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Rule = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    First = table.Column<Guid>(type: "uuid", nullable: true),
                    Second = table.Column<Guid>(type: "uuid", nullable: true),
                    IsFirstHidden = table.Column<bool>(type: "boolean", nullable: false),
                    IsSecondHidden = table.Column<bool>(type: "boolean", nullable: false),
                    Strategy = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    IsForCoordinators = table.Column<bool>(type: "boolean", nullable: false),
                    Goals = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Resolution = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    Level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Substance = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    IsBaseline = table.Column<bool>(type: "boolean", nullable: false),
                    Assignee = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    AssigneeTenant = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Alerts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BriefingFiles",
                columns: table => new
                {
                    BriefingId = table.Column<Guid>(type: "uuid", nullable: false),
                    Format = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    Hash = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BriefingFiles", x => new { x.BriefingId, x.Format });
                });

            migrationBuilder.CreateTable(
                name: "Briefings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MeetingId = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Language = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Audience = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    Content = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    By = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    ComposedAt = table.Column<long>(type: "bigint", nullable: false),
                    FrozenAt = table.Column<long>(type: "bigint", nullable: true),
                    FrozenBy = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    Edition = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Briefings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CoordinatorTenants",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CoordinatorTenants", x => x.Tenant);
                });

            migrationBuilder.CreateTable(
                name: "Counters",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Value = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Counters", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FriendlyName = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    Xml = table.Column<string>(type: "text", maxLength: -1, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Disclosures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AlertId = table.Column<Guid>(type: "uuid", nullable: false),
                    InitiativeId = table.Column<Guid>(type: "uuid", nullable: false),
                    HiddenOwner = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Asker = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    AskedBy = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    ReplyReason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    RepliedBy = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    RepliedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Disclosures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EvaluationStates",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: false),
                    Fingerprint = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Evaluation = table.Column<long>(type: "bigint", nullable: false),
                    RulesVersion = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EvaluationStates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IdempotentAnswers",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    BodyHash = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    InitiativeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Answer = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdempotentAnswers", x => new { x.Tenant, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "ImportFiles",
                columns: table => new
                {
                    ImportId = table.Column<Guid>(type: "uuid", nullable: false),
                    Rows = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportFiles", x => x.ImportId);
                });

            migrationBuilder.CreateTable(
                name: "Imports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    User = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    IsDryRun = table.Column<bool>(type: "boolean", nullable: false),
                    IsBaseline = table.Column<bool>(type: "boolean", nullable: false),
                    Total = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Processed = table.Column<int>(type: "integer", nullable: false),
                    Created = table.Column<int>(type: "integer", nullable: false),
                    Updated = table.Column<int>(type: "integer", nullable: false),
                    Unchanged = table.Column<int>(type: "integer", nullable: false),
                    Rejected = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Imports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InitiativeRevisions",
                columns: table => new
                {
                    InitiativeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Owner = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Reference = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    By = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InitiativeRevisions", x => new { x.InitiativeId, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "Initiatives",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Owner = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Reference = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    ExternalId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    Title = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    SearchText = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    Stage = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    StageLeft = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    Visibility = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    NegotiatingSince = table.Column<DateOnly>(type: "date", nullable: true),
                    PartOfOwner = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    PartOfExternalId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    PartOfReference = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    Content = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    RegisteredAt = table.Column<long>(type: "bigint", nullable: false),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Initiatives", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Meetings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Agenda = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    By = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Meetings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Notifications",
                columns: table => new
                {
                    Cursor = table.Column<long>(type: "bigint", nullable: false),
                    RecipientKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Tenant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    User = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    AlertId = table.Column<Guid>(type: "uuid", nullable: true),
                    Level = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    Countries = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    IsQuiet = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notifications", x => x.Cursor);
                });

            migrationBuilder.CreateTable(
                name: "People",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    User = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    FirstSeenAt = table.Column<long>(type: "bigint", nullable: false),
                    LastSeenAt = table.Column<long>(type: "bigint", nullable: false),
                    IsBlocked = table.Column<bool>(type: "boolean", nullable: false),
                    BlockedBy = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    BlockedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_People", x => new { x.Tenant, x.User });
                });

            migrationBuilder.CreateTable(
                name: "PersonEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    User = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    What = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    By = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReadMarks",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    User = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Cursor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReadMarks", x => new { x.Tenant, x.User });
                });

            migrationBuilder.CreateTable(
                name: "RegisterEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    InitiativeId = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: true),
                    Tenant = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    Country = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    BaselineOf = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    By = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    IsEvaluated = table.Column<bool>(type: "boolean", nullable: false),
                    Evaluation = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisterEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RiskRatings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Country = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Risk = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    Reason = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: false, collation: "C"),
                    By = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Sequence = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RiskRatings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SavedViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    User = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Page = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    Query = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedViews", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Subscriptions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    User = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Country = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    Ring = table.Column<int>(type: "integer", nullable: true),
                    Goal = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    Rule = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    Level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    Delivery = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, defaultValue: "Live", collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Subscriptions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TenantSettings",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    DefaultVisibility = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TenantSettings", x => x.Tenant);
                });

            migrationBuilder.CreateTable(
                name: "AlertAcknowledgements",
                columns: table => new
                {
                    AlertId = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    By = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertAcknowledgements", x => new { x.AlertId, x.Tenant });
                    table.ForeignKey(
                        name: "FK_AlertAcknowledgements_Alerts_AlertId",
                        column: x => x.AlertId,
                        principalTable: "Alerts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AlertAudiences",
                columns: table => new
                {
                    AlertId = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertAudiences", x => new { x.AlertId, x.Tenant });
                    table.ForeignKey(
                        name: "FK_AlertAudiences_Alerts_AlertId",
                        column: x => x.AlertId,
                        principalTable: "Alerts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AlertCountries",
                columns: table => new
                {
                    AlertId = table.Column<Guid>(type: "uuid", nullable: false),
                    Country = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertCountries", x => new { x.AlertId, x.Country });
                    table.ForeignKey(
                        name: "FK_AlertCountries_Alerts_AlertId",
                        column: x => x.AlertId,
                        principalTable: "Alerts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "InitiativeInstruments",
                columns: table => new
                {
                    InitiativeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Instrument = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Goal = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InitiativeInstruments", x => new { x.InitiativeId, x.Instrument });
                    table.ForeignKey(
                        name: "FK_InitiativeInstruments_Initiatives_InitiativeId",
                        column: x => x.InitiativeId,
                        principalTable: "Initiatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "InitiativePartners",
                columns: table => new
                {
                    InitiativeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InitiativePartners", x => new { x.InitiativeId, x.Code });
                    table.ForeignKey(
                        name: "FK_InitiativePartners_Initiatives_InitiativeId",
                        column: x => x.InitiativeId,
                        principalTable: "Initiatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "InitiativeTenants",
                columns: table => new
                {
                    InitiativeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    IsParticipant = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InitiativeTenants", x => new { x.InitiativeId, x.Tenant, x.IsParticipant });
                    table.ForeignKey(
                        name: "FK_InitiativeTenants_Initiatives_InitiativeId",
                        column: x => x.InitiativeId,
                        principalTable: "Initiatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StageChanges",
                columns: table => new
                {
                    InitiativeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    From = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    To = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    EffectiveOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    UnreadWarnings = table.Column<int>(type: "integer", nullable: false),
                    By = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StageChanges", x => new { x.InitiativeId, x.Position });
                    table.ForeignKey(
                        name: "FK_StageChanges_Initiatives_InitiativeId",
                        column: x => x.InitiativeId,
                        principalTable: "Initiatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AlertAudiences_Tenant_AlertId",
                table: "AlertAudiences",
                columns: new[] { "Tenant", "AlertId" });

            migrationBuilder.CreateIndex(
                name: "IX_AlertComments_AlertId",
                table: "AlertComments",
                column: "AlertId");

            migrationBuilder.CreateIndex(
                name: "IX_AlertComments_Tenant_At",
                table: "AlertComments",
                columns: new[] { "Tenant", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AlertCountries_Country",
                table: "AlertCountries",
                column: "Country");

            migrationBuilder.CreateIndex(
                name: "IX_AlertEvents_AlertId",
                table: "AlertEvents",
                column: "AlertId");

            migrationBuilder.CreateIndex(
                name: "IX_AlertEvents_Tenant_At",
                table: "AlertEvents",
                columns: new[] { "Tenant", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AlertMentions_Tenant_User_At",
                table: "AlertMentions",
                columns: new[] { "Tenant", "User", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_Assignee",
                table: "Alerts",
                column: "Assignee");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_ChangedAt_Id",
                table: "Alerts",
                columns: new[] { "ChangedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_First_Second",
                table: "Alerts",
                columns: new[] { "First", "Second" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_Key",
                table: "Alerts",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_Level_OpenedAt_Id",
                table: "Alerts",
                columns: new[] { "Level", "OpenedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_Second",
                table: "Alerts",
                column: "Second");

            migrationBuilder.CreateIndex(
                name: "IX_Briefings_MeetingId",
                table: "Briefings",
                column: "MeetingId");

            migrationBuilder.CreateIndex(
                name: "IX_Disclosures_Asker",
                table: "Disclosures",
                column: "Asker");

            migrationBuilder.CreateIndex(
                name: "IX_Disclosures_HiddenOwner",
                table: "Disclosures",
                column: "HiddenOwner");

            migrationBuilder.CreateIndex(
                name: "IX_Imports_Status",
                table: "Imports",
                column: "Status");

            migrationBuilder.CreateIndex(
                name: "IX_Imports_Tenant_At",
                table: "Imports",
                columns: new[] { "Tenant", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_InitiativeInstruments_Instrument",
                table: "InitiativeInstruments",
                column: "Instrument");

            migrationBuilder.CreateIndex(
                name: "IX_InitiativePartners_Code",
                table: "InitiativePartners",
                column: "Code");

            migrationBuilder.CreateIndex(
                name: "IX_Initiatives_ChangedAt_Id",
                table: "Initiatives",
                columns: new[] { "ChangedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Initiatives_Owner_ExternalId",
                table: "Initiatives",
                columns: new[] { "Owner", "ExternalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Initiatives_PartOfOwner_PartOfExternalId",
                table: "Initiatives",
                columns: new[] { "PartOfOwner", "PartOfExternalId" });

            migrationBuilder.CreateIndex(
                name: "IX_Initiatives_PartOfReference",
                table: "Initiatives",
                column: "PartOfReference");

            migrationBuilder.CreateIndex(
                name: "IX_Initiatives_Reference",
                table: "Initiatives",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Initiatives_Visibility_Stage_Owner_Id",
                table: "Initiatives",
                columns: new[] { "Visibility", "Stage", "Owner", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Meetings_Date",
                table: "Meetings",
                column: "Date");

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_Tenant_Cursor",
                table: "Notifications",
                columns: new[] { "Tenant", "Cursor" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonEvents_Tenant_At",
                table: "PersonEvents",
                columns: new[] { "Tenant", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_RegisterEvents_At",
                table: "RegisterEvents",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_RegisterEvents_Evaluation",
                table: "RegisterEvents",
                column: "Evaluation");

            migrationBuilder.CreateIndex(
                name: "IX_RegisterEvents_IsEvaluated_Id",
                table: "RegisterEvents",
                columns: new[] { "IsEvaluated", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RiskRatings_Tenant_Country_Sequence",
                table: "RiskRatings",
                columns: new[] { "Tenant", "Country", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SavedViews_Tenant_User_Page_Name",
                table: "SavedViews",
                columns: new[] { "Tenant", "User", "Page", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_Tenant_User",
                table: "Subscriptions",
                columns: new[] { "Tenant", "User" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AlertAcknowledgements");

            migrationBuilder.DropTable(
                name: "AlertAudiences");

            migrationBuilder.DropTable(
                name: "AlertComments");

            migrationBuilder.DropTable(
                name: "AlertCountries");

            migrationBuilder.DropTable(
                name: "AlertEvents");

            migrationBuilder.DropTable(
                name: "AlertMentions");

            migrationBuilder.DropTable(
                name: "BriefingFiles");

            migrationBuilder.DropTable(
                name: "Briefings");

            migrationBuilder.DropTable(
                name: "CoordinatorTenants");

            migrationBuilder.DropTable(
                name: "Counters");

            migrationBuilder.DropTable(
                name: "DataProtectionKeys");

            migrationBuilder.DropTable(
                name: "Disclosures");

            migrationBuilder.DropTable(
                name: "EvaluationStates");

            migrationBuilder.DropTable(
                name: "IdempotentAnswers");

            migrationBuilder.DropTable(
                name: "ImportFiles");

            migrationBuilder.DropTable(
                name: "Imports");

            migrationBuilder.DropTable(
                name: "InitiativeInstruments");

            migrationBuilder.DropTable(
                name: "InitiativePartners");

            migrationBuilder.DropTable(
                name: "InitiativeRevisions");

            migrationBuilder.DropTable(
                name: "InitiativeTenants");

            migrationBuilder.DropTable(
                name: "Meetings");

            migrationBuilder.DropTable(
                name: "Notifications");

            migrationBuilder.DropTable(
                name: "People");

            migrationBuilder.DropTable(
                name: "PersonEvents");

            migrationBuilder.DropTable(
                name: "ReadMarks");

            migrationBuilder.DropTable(
                name: "RegisterEvents");

            migrationBuilder.DropTable(
                name: "RiskRatings");

            migrationBuilder.DropTable(
                name: "SavedViews");

            migrationBuilder.DropTable(
                name: "StageChanges");

            migrationBuilder.DropTable(
                name: "Subscriptions");

            migrationBuilder.DropTable(
                name: "TenantSettings");

            migrationBuilder.DropTable(
                name: "Alerts");

            migrationBuilder.DropTable(
                name: "Initiatives");
        }
    }
}
