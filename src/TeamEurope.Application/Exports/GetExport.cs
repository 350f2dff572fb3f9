using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Initiatives;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Exports;

namespace TeamEurope.Application.Exports;

/// <summary>How far an export of the caller's own has come.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record GetExport(Guid Id) : IQuery<ExportView>;

/// <summary>The finished file of an export of the caller's own.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.ExportDownloaded)]
public sealed record GetExportFile(Guid Id) : IQuery<ExportFile>;

internal sealed class GetExportHandler(ITeamEuropeDb db, CurrentUser user) : IRequestHandler<GetExport, Result<ExportView>>
{
    public async Task<Result<ExportView>> Handle(GetExport request, CancellationToken cancellationToken) =>
        await db.Exports.AsNoTracking().OwnedBy(user.Caller).SingleOrDefaultAsync(e => e.Id == request.Id, cancellationToken) is { } export
            ? ToView(export)
            : Refusal.NotFound;

    public static ExportView ToView(Export e) => new(e.Id, e.Status.ToString(), e.Processed, e.Total, e.At);
}

internal sealed class GetExportFileHandler(ITeamEuropeDb db, AuditTrail trail, CurrentUser user) : IRequestHandler<GetExportFile, Result<ExportFile>>
{
    public async Task<Result<ExportFile>> Handle(GetExportFile request, CancellationToken cancellationToken)
    {
        if (await db.Exports.AsNoTracking().OwnedBy(user.Caller).SingleOrDefaultAsync(e => e.Id == request.Id, cancellationToken) is not { } export)
        {
            return Refusal.NotFound;
        }

        if (export.Status != ExportStatus.Done)
        {
            return new Refusal(RefusalKind.Conflict, "export-not-done", Say.Of("Refused.ExportNotDone"));
        }

        var file = await db.ExportFiles.AsNoTracking().SingleAsync(f => f.ExportId == export.Id, cancellationToken);
        trail.Note(new AuditNote(AuditWords.ExportDownloaded, "export") { Subject = export.Id, Code = export.Format });
        return new ExportFile(file.Bytes, export.ContentType!, export.FileName!);
    }
}

internal static class ExportQueries
{
    public static IQueryable<Export> OwnedBy(this IQueryable<Export> exports, Caller caller)
    {
        var (tenant, user) = (caller.Tenant, caller.User);
        return exports.Where(e => e.Tenant == tenant && e.User == user);
    }
}
