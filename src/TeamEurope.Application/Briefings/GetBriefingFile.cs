using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Domain;

namespace TeamEurope.Application.Briefings;

/// <summary>A briefing as a file. Frozen, it is the file that was kept; before, it is made for the occasion.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.BriefingDownloaded)]
public sealed record GetBriefingFile(Guid Id, string? Format) : IQuery<BriefingFileView>;

/// <summary>A file to send.</summary>
public sealed record BriefingFileView(byte[] Bytes, string ContentType, string FileName);

internal sealed class GetBriefingFileHandler(ITeamEuropeDb db, BriefingFinder finder, BriefingPrinter printer, AuditTrail trail)
    : IRequestHandler<GetBriefingFile, Result<BriefingFileView>>
{
    private const string Pdf = "pdf";

    public async Task<Result<BriefingFileView>> Handle(GetBriefingFile request, CancellationToken cancellationToken)
    {
        if (await finder.FindAsync(request.Id, cancellationToken) is not { } briefing)
        {
            return Refusal.NotFound;
        }

        if (request.Format is not { } format || !printer.Formats.Contains(format))
        {
            var possible = string.Join(", ", printer.Formats);
            return request.Format == Pdf
                ? new Refusal(RefusalKind.NotImplemented, "pdf-unavailable", Say.Of("Meeting.NoPdf", possible))
                : Refusal.Invalid("format", Say.Of("Field.Possible", $"{possible}, {Pdf}"));
        }

        var content = await finder.ReadAsync(briefing, cancellationToken);
        var bytes = briefing.IsFrozen
            ? await db.BriefingFiles.AsNoTracking().Where(f => f.BriefingId == briefing.Id && f.Format == format).Select(f => f.Bytes).SingleAsync(cancellationToken)
            : printer.Print(briefing, content, format);
        trail.Note(new AuditNote(AuditWords.BriefingDownloaded, "briefing")
        {
            Subject = briefing.Id, Code = content.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            After = AuditStories.Fields(("format", format), ("edition", briefing.Edition))
        });
        var name = string.Create(CultureInfo.InvariantCulture, $"mocadem-{content.Date:yyyy-MM-dd}-{briefing.Language}.{format}");
        return new BriefingFileView(bytes, printer.ContentTypeOf(format), name);
    }
}
