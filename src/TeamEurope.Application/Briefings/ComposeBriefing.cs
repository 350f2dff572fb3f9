using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Meetings;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Application.Briefings;

/// <summary>Composes a meeting's briefing from the register: what every tenant of the audience may see, no more.</summary>
[Allow(Role.Secretariat, Role.Coordinator)]
public sealed record ComposeBriefing(Guid MeetingId, BriefingRequest Body) : IQuery<BriefingView>;

/// <summary>First everything accepted before must be evaluated; only then does the briefing take its transaction.</summary>
internal sealed class ComposeBriefingHandler(EvaluationProgress progress, IMediator mediator) : IRequestHandler<ComposeBriefing, Result<BriefingView>>
{
    public async Task<Result<BriefingView>> Handle(ComposeBriefing request, CancellationToken cancellationToken) =>
        await progress.WaitAsync(cancellationToken) is { } late
            ? late
            : await mediator.Send(new WriteBriefing(request.MeetingId, request.Body), cancellationToken);
}

/// <summary>The composing itself, once the warnings are up to date.</summary>
[Allow(Role.Secretariat, Role.Coordinator)]
[Audited(AuditWords.BriefingComposed)]
public sealed record WriteBriefing(Guid MeetingId, BriefingRequest Body) : ICommand<BriefingView>;

internal sealed class WriteBriefingHandler(
    ITeamEuropeDb db, BriefingComposer composer, BriefingFinder finder, ReferenceData reference, CurrentUser user, TimeProvider clock)
    : IRequestHandler<WriteBriefing, Result<BriefingView>>
{
    public async Task<Result<BriefingView>> Handle(WriteBriefing request, CancellationToken cancellationToken)
    {
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(m => m.Id == request.MeetingId, cancellationToken) is not { } meeting)
        {
            return Refusal.NotFound;
        }

        var errors = new FieldErrors();
        var language = Words.Known(request.Body.Language) ?? BriefingTexts.UsualLanguage;
        ReferenceFilters.Check(errors, "$.language", language, BriefingTexts.Languages);
        var audience = ReadAudience(errors, request.Body.Audience);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var readers = new BriefingReaders(audience, user.Caller.Tenant);
        var content = await composer.ComposeAsync(meeting, readers, language, cancellationToken);
        var now = clock.GetUtcNow();
        var briefing = new Briefing
        {
            Id = Guid.CreateVersion7(now),
            MeetingId = meeting.Id,
            Tenant = user.Caller.Tenant,
            Language = language,
            Audience = audience,
            Content = JsonSerializer.Serialize(content, JsonSerializerOptions.Web),
            By = user.Caller.Signature,
            ComposedAt = now
        };
        db.Briefings.Add(briefing);
        await db.SaveChangesAsync(cancellationToken);
        return await finder.ToViewAsync(briefing, cancellationToken);
    }

    private string[] ReadAudience(FieldErrors errors, IReadOnlyList<string?>? tenants)
    {
        var audience = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < (tenants?.Count ?? 0); i++)
        {
            var tenant = Words.Known(tenants![i]) ?? "";
            ReferenceFilters.Check(errors, $"$.audience[{i}]", tenant, reference.Tenants.Keys);
            audience.Add(tenant);
        }

        return [.. audience];
    }
}
