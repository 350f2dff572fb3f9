using TeamEurope.Api.Endpoints;
using TeamEurope.Api.Hosting;
using TeamEurope.Api.SignIn;
using TeamEurope.Api.Telemetry;
using TeamEurope.Application;
using TeamEurope.Infrastructure;
using TeamEurope.Infrastructure.Live;
using TeamEurope.Web;
using TeamEurope.Web.Hosting;

// The settings lie beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

if (CommandLine.IsCommand(args))
{
    return await CommandLine.RunAsync(builder, args);
}

builder.AddLogs();

// What the product is made of.
builder.Services.AddApplication();
builder.Services.AddInfrastructure(builder.Configuration);
builder.AddDatabase();
builder.AddSignIn();
builder.AddWeb();
builder.AddRateLimits();
builder.AddKeyProtection();
builder.Services.AddPages();
builder.AddHealth();
builder.AddDraining();
builder.AddTelemetry();

var app = builder.Build();
app.CheckSignIn();

// What a request passes through.
app.UseSpanRoutes();
app.UseTransportSecurity();
app.UsePageFrame();
app.UseProblems();
app.UsePlainAddresses();
app.UseKnownEncodings();
app.UseSignInLimits();
app.UseAuthentication();
app.UseCaller();
app.UseRateLimiter();
app.UseAuthorization();
app.UsePermissions();
app.UsePageForms();

// What it can reach.
var api = app.MapGroup("/api/v1").RequireAuthorization();
api.MapInitiatives();
api.MapImports();
api.MapExports();
api.MapAlerts();
api.MapNotifications();
api.MapSubscriptions();
api.MapMail();
api.MapViews();
api.MapPartners();
api.MapMeetings();
api.MapDesk();
api.MapAdministration();
app.MapLiveUpdates().ForContent();
app.MapHealth();
app.MapSecurityContact();
app.MapDevelopmentConveniences();
app.MapPages();

// Each takes a good part of the start, and neither needs the other.
await Task.WhenAll(Task.Run(app.RequirePermissions), app.PrepareDatabaseAsync());
await app.RunAsync();
return CommandLine.Done;

/// <summary>Public so that tests can start the product.</summary>
public partial class Program;
