using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.Briefings;

/// <summary>Reads the meeting and the register anew for a briefing, which keeps its composer's words and what is left out.</summary>
[Allow(Role.Secretariat, Role.Coordinator)]
public sealed record RecomposeBriefing(Guid Id, RecomposeRequest Body) : IQuery<BriefingView>;

/// <summary>First everything accepted before must be evaluated; only then does the briefing take its transaction.</summary>
internal sealed class RecomposeBriefingHandler(EvaluationProgress progress, IMediator mediator)
    : IRequestHandler<RecomposeBriefing, Result<BriefingView>>
{
    public async Task<Result<BriefingView>> Handle(RecomposeBriefing request, CancellationToken cancellationToken) =>
        await progress.WaitAsync(cancellationToken) is { } late
            ? late
            : await mediator.Send(new RewriteBriefing(request.Id, request.Body), cancellationToken);
}

/// <summary>The composing itself, once the warnings are up to date.</summary>
[Allow(Role.Secretariat, Role.Coordinator)]
[Audited(AuditWords.BriefingRecomposed)]
public sealed record RewriteBriefing(Guid Id, RecomposeRequest Body) : ICommand<BriefingView>;

internal sealed class RewriteBriefingHandler(
    ITeamEuropeDb db, BriefingFinder finder, BriefingComposer composer, CurrentUser user, TimeProvider clock)
    : IRequestHandler<RewriteBriefing, Result<BriefingView>>
{
    public async Task<Result<BriefingView>> Handle(RewriteBriefing request, CancellationToken cancellationToken)
    {
        var found = await finder.FindToChangeAsync(request.Id, request.Body.Version, cancellationToken);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var (briefing, old) = (found.Value, found.Value.ReadContent());
        var meeting = await db.Meetings.AsNoTracking().SingleAsync(m => m.Id == briefing.MeetingId, cancellationToken);
        var readers = new BriefingReaders(briefing.Audience, briefing.Tenant);
        var content = (await composer.ComposeAsync(meeting, readers, briefing.Language, cancellationToken)) with
        {
            Introduction = old.Introduction,
            Notes = old.Notes,
            LeftOut = old.LeftOut,
            Abridged = old.Abridged
        };
        briefing.Recompose(JsonSerializer.Serialize(content, JsonSerializerOptions.Web), user.Caller.Signature, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return await finder.ToViewAsync(briefing, cancellationToken);
    }
}
