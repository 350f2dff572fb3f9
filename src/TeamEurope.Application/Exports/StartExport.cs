using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Initiatives;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Exports;

namespace TeamEurope.Application.Exports;

/// <summary>Writes the initiatives of a selection into a file, in the background: for more of them than a request can wait for.</summary>
/// <param name="Format">csv or xlsx; csv where left out.</param>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record StartExport(InitiativeSelection Selection, string? Format) : IQuery<ExportView>;

/// <summary>Keeps what is wanted; the worker is woken once it is committed.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.ExportStarted)]
public sealed record KeepExport(InitiativeSelection Selection, string? Format) : ICommand<ExportView>;

internal sealed class StartExportHandler(IMediator mediator, ExportSignal signal) : IRequestHandler<StartExport, Result<ExportView>>
{
    public async Task<Result<ExportView>> Handle(StartExport request, CancellationToken cancellationToken)
    {
        var kept = await mediator.Send(new KeepExport(request.Selection, request.Format), cancellationToken);
        signal.Wake();
        return kept;
    }
}

internal sealed class KeepExportHandler(
    ITeamEuropeDb db, InitiativeSelector selector, IEnumerable<ITableWriter> writers, CurrentUser user, TimeProvider clock)
    : IRequestHandler<KeepExport, Result<ExportView>>
{
    private const int MostRunning = 3;

    public async Task<Result<ExportView>> Handle(KeepExport request, CancellationToken cancellationToken)
    {
        var (caller, now, errors) = (user.Caller, clock.GetUtcNow(), new FieldErrors());
        var format = Words.Known(request.Format) ?? ExportInitiatives.UsualFormat;
        ReferenceFilters.Check(errors, "format", format, writers.Select(w => w.Format));
        var selected = selector.Select(errors, request.Selection);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        if (await db.Exports.CountAsync(e => e.Tenant == caller.Tenant && e.User == caller.User && e.Status == ExportStatus.Running, cancellationToken) >= MostRunning)
        {
            return new Refusal(RefusalKind.Conflict, "exports-running", Say.Of("Refused.ExportsRunning", MostRunning));
        }

        var export = new Export
        {
            Id = Guid.CreateVersion7(now), Tenant = caller.Tenant, User = caller.User, Role = caller.Role.ToString(), Format = format,
            Selection = JsonSerializer.Serialize(request.Selection), Total = await selected.CountAsync(cancellationToken), At = now
        };
        db.Exports.Add(export);
        await db.SaveChangesAsync(cancellationToken);
        return GetExportHandler.ToView(export);
    }
}
