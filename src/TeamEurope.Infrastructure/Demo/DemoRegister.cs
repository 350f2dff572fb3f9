using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TeamEurope.Application.Common;
using TeamEurope.Application.Initiatives;
using TeamEurope.Contracts;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Infrastructure.Reference;

namespace TeamEurope.Infrastructure.Demo;

/// <summary>The report's own register and a few fictional initiatives, plainly marked: what an empty Development register is filled with.</summary>
public static class DemoRegister
{
    private static readonly string[] Files = ["Demo/report-register", "Demo/fictional-register"];

    /// <summary>The rows in their order: owner and body.</summary>
    public static IEnumerable<(string Owner, InitiativeBody Body)> Rows() =>
        from file in Files
        from row in JsonNode.Parse(EmbeddedFiles.Read(file))!.AsArray()
        select (row!["owner"]!.GetValue<string>(), row.Deserialize<InitiativeBody>(JsonSerializerOptions.Web)!);

    public static async Task FillIfEmptyAsync(IServiceProvider services)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        await using (var scope = scopes.OpenJobScope())
        {
            if (await scope.ServiceProvider.GetRequiredService<ITeamEuropeDb>().RegisterEvents.AnyAsync(e => e.InitiativeId != null))
            {
                return;
            }
        }

        await using var filling = scopes.OpenJobScope();
        var work = filling.ServiceProvider.GetRequiredService<IUnitOfWork>();
        var log = filling.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(DemoRegister));
        var count = await work.InTransactionAsync(() => FillAsync(filling.ServiceProvider), static _ => true, CancellationToken.None);
        log.LogInformation("The empty register was filled with the demo register: {Count} initiatives", count);
    }

    /// <summary>All or nothing, through the same use case as everybody's.</summary>
    private static async Task<int> FillAsync(IServiceProvider scope)
    {
        var db = scope.GetRequiredService<ITeamEuropeDb>();
        var count = 0;
        foreach (var (owner, body) in Rows())
        {
            var user = scope.GetRequiredService<CurrentUser>();
            user.SignIn(new Caller(owner, "demo-register", Role.Lead));
            var registrar = ActivatorUtilities.CreateInstance<InitiativeRegistrar>(scope, ActivatorUtilities.CreateInstance<InitiativeStore>(scope, user), user);
            var state = await registrar.CheckAsync(body, CancellationToken.None);
            await registrar.RegisterAsync(state.Value, baselineOf: null, CancellationToken.None);
            await db.SaveChangesAsync(CancellationToken.None);
            count++;
        }

        return count;
    }
}
