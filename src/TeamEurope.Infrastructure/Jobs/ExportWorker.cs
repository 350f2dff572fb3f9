using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TeamEurope.Application.Common;
using TeamEurope.Application.Exports;
using TeamEurope.Application.Jobs;
using TeamEurope.Domain.Exports;
using TeamEurope.Infrastructure.Hosting;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Infrastructure.Jobs;

/// <summary>Goes on with the oldest running export, in its asker's name.</summary>
internal sealed class ExportWorker(IServiceScopeFactory scopes, ExportSignal signal, JobBoard board, IDatabaseProvider provider, ILogger<ExportWorker> log)
    : Worker(Job.Export, board, scopes, signal, provider, log)
{
    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<ITeamEuropeDb>();
        var export = await db.Exports.AsNoTracking()
            .Where(e => e.Status == ExportStatus.Running).OrderBy(e => e.At).FirstOrDefaultAsync(cancellationToken);
        if (export is null)
        {
            return false;
        }

        services.GetRequiredService<CurrentUser>().SignIn(new Caller(export.Tenant, export.User, Enum.Parse<Role>(export.Role)));
        var taken = await services.GetRequiredService<IMediator>().Send(new TakeExportPage(export.Id), cancellationToken);
        if (taken.Refusal is { } refusal)
        {
            Log.LogError("Export {Export} cannot go on: {Refusal}", export.Id, refusal.Code);
            await services.GetRequiredService<IUnitOfWork>().InTransactionAsync(async () =>
            {
                (await db.Exports.SingleAsync(e => e.Id == export.Id, cancellationToken)).Fail();
                return await db.SaveChangesAsync(cancellationToken);
            }, static _ => true, cancellationToken);
        }

        return true;
    }
}
