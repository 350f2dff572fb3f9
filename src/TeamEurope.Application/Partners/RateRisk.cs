using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Partners;
using TeamEurope.Domain.Register;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Partners;

/// <summary>The caller's tenant rates a country's migrant-rights risk for itself, with a reason; null takes the common value again.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
public sealed record RateRisk(string Country, RiskRatingRequest Body) : IQuery<RiskRatingView>;

/// <summary>The rating itself.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
[Audited(AuditWords.RiskRated)]
public sealed record KeepRating(string Country, RiskRatingRequest Body) : ICommand<RiskRatingView>;

/// <summary>The risk of a country as it counts for the caller's tenant.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record GetRisk(string Country) : IQuery<RiskRatingView>;

/// <summary>Answers once the rating is evaluated: from then on the risk gate goes by it. A late evaluation does not undo it.</summary>
internal sealed class RateRiskHandler(IMediator mediator, EvaluationProgress progress) : IRequestHandler<RateRisk, Result<RiskRatingView>>
{
    public async Task<Result<RiskRatingView>> Handle(RateRisk request, CancellationToken cancellationToken)
    {
        var kept = await mediator.Send(new KeepRating(request.Country, request.Body), cancellationToken);
        if (!kept.IsRefused)
        {
            await progress.WaitAsync(cancellationToken);
        }

        return kept;
    }
}

internal sealed class KeepRatingHandler(ITeamEuropeDb db, ReferenceData reference, CurrentUser user, TimeProvider clock)
    : IRequestHandler<KeepRating, Result<RiskRatingView>>
{
    public async Task<Result<RiskRatingView>> Handle(KeepRating request, CancellationToken cancellationToken)
    {
        if (!reference.IsCountry(request.Country))
        {
            return Refusal.NotFound;
        }

        var errors = new FieldErrors();
        var risk = ReadRisk(errors, request.Body.Risk);
        var reason = errors.WantedText("$.reason", request.Body.Reason, RiskRating.ReasonMaxLength);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var (tenant, now) = (user.Caller.Tenant, clock.GetUtcNow());
        var rating = new RiskRating
        {
            Id = Guid.CreateVersion7(now),
            Tenant = tenant,
            Country = request.Country,
            Risk = risk,
            Reason = reason,
            By = user.Caller.Signature,
            At = now,
            Sequence = 1 + await db.RiskRatings.CountAsync(r => r.Tenant == tenant && r.Country == request.Country, cancellationToken)
        };
        db.RiskRatings.Add(rating);
        db.RegisterEvents.Add(new RegisterEvent
        {
            Kind = RegisterEventKind.RiskRated, Tenant = tenant, Country = request.Country, By = user.Caller.Signature, At = now
        });
        await db.SaveChangesAsync(cancellationToken);
        return GetRiskHandler.ToView(request.Country, rating, reference);
    }

    /// <summary>low, medium or high, as the reference data writes them.</summary>
    private static Risk? ReadRisk(FieldErrors errors, string? text)
    {
        if (Words.Known(text) is not { } known)
        {
            return null;
        }

        if (known is "low" or "medium" or "high")
        {
            return Enum.Parse<Risk>(known, ignoreCase: true);
        }

        errors.Add("$.risk", Say.Of("Refused.RiskNotKnown", FieldErrors.Shown(known)));
        return null;
    }
}

internal sealed class GetRiskHandler(ITeamEuropeDb db, ReferenceData reference, CurrentUser user) : IRequestHandler<GetRisk, Result<RiskRatingView>>
{
    public async Task<Result<RiskRatingView>> Handle(GetRisk request, CancellationToken cancellationToken)
    {
        if (!reference.IsCountry(request.Country))
        {
            return Refusal.NotFound;
        }

        var latest = await db.RiskRatings.AsNoTracking().Where(r => r.Tenant == user.Caller.Tenant && r.Country == request.Country)
            .OrderByDescending(r => r.Sequence).FirstOrDefaultAsync(cancellationToken);
        return ToView(request.Country, latest, reference);
    }

    public static RiskRatingView ToView(string country, RiskRating? own, ReferenceData reference)
    {
        var common = reference.CommonRiskOf(country);
        return new RiskRatingView(country, Word(own?.Risk ?? common), own?.Risk is not null, own?.Reason, own?.At, Word(common));
    }

    public static string Word(Risk risk) => risk switch { Risk.Low => "low", Risk.Medium => "medium", Risk.High => "high" };
}
