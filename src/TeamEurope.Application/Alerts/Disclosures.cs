using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Initiatives;
using TeamEurope.Application.Notifications;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Notifications;
using TeamEurope.Domain.Register;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Application.Alerts;

/// <summary>From a blind item: asks the hidden owner to disclose. By asking, the asker's tenant and reason become known to it.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.DisclosureAsked)]
public sealed record RequestDisclosure(Guid AlertId, DisclosureRequest Body) : ICommand<DisclosureView>, IReachesOthers;

/// <summary>The requests that the caller's tenant made, or that ask it to disclose.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListDisclosures : IQuery<Page<DisclosureView>>;

/// <summary>The hidden owner accepts, which lets the asker's tenant see the initiative, or declines.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
[Audited(AuditWords.Disclosed, AuditWords.DisclosureDeclined)]
public sealed record ReplyToDisclosure(Guid Id, DisclosureReplyRequest Body) : ICommand<DisclosureView>, IReachesOthers;

/// <summary>The asker asks no more.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.DisclosureWithdrawn)]
public sealed record WithdrawDisclosure(Guid Id) : ICommand<DisclosureView>, IReachesOthers;

internal sealed class RequestDisclosureHandler(
    ITeamEuropeDb db, AlertFinder finder, DisclosureViews views, NotificationWriter notifications, LimitSettings limits, CurrentUser user, TimeProvider clock)
    : IRequestHandler<RequestDisclosure, Result<DisclosureView>>
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public async Task<Result<DisclosureView>> Handle(RequestDisclosure request, CancellationToken cancellationToken)
    {
        if (await finder.FindOwnAsync(request.AlertId, cancellationToken) is not { } alert)
        {
            return Refusal.NotFound;
        }

        if (!alert.IsCollision || alert.IsFirstHidden == alert.IsSecondHidden)
        {
            return new Refusal(RefusalKind.Impossible, "nothing-to-disclose",
                alert.IsCollision ? Say.Of("Alert.DisclosureNoSide") : Say.Of("Alert.DisclosureNothing"));
        }

        var errors = new FieldErrors();
        var reason = errors.WantedText("$.reason", request.Body.Reason, Disclosure.ReasonMaxLength);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var hiddenId = (alert.IsFirstHidden ? alert.First : alert.Second)!.Value;
        var hidden = await db.Initiatives.SingleAsync(i => i.Id == hiddenId, cancellationToken);
        var (asker, now) = (user.Caller.Tenant, clock.GetUtcNow());
        if (await db.Disclosures.AnyAsync(d => d.AlertId == alert.Id && d.Asker == asker && d.Status == DisclosureStatus.Asked, cancellationToken))
        {
            return new Refusal(RefusalKind.Conflict, "disclosure-asked", Say.Of("Alert.DisclosureAsked"));
        }

        if (await TooManyAsync(asker, now, cancellationToken) is { } tooMany)
        {
            return tooMany;
        }

        var disclosure = new Disclosure
        {
            Id = Guid.CreateVersion7(now),
            AlertId = alert.Id,
            InitiativeId = hiddenId,
            HiddenOwner = hidden.Owner,
            Asker = asker,
            AskedBy = user.Caller.Signature,
            Reason = reason,
            At = now
        };
        db.Disclosures.Add(disclosure);
        notifications.Add(new Recipient(RecipientKind.Tenant, hidden.Owner), NotificationKind.Disclosure, null, null, [],
            $"{asker} asks you to disclose {hidden.Reference}: {FieldErrors.Shown(reason)}");
        notifications.Add(new Recipient(RecipientKind.Tenant, asker), NotificationKind.Disclosure, alert.Id, null, [],
            $"{user.Caller.Signature} asked for an undisclosed initiative to be disclosed to you: {FieldErrors.Shown(reason)}");
        await notifications.SaveAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return (await views.OfAsync([disclosure], cancellationToken)).Single();
    }

    /// <summary>Counted in the database, one request of a tenant after the other: several instances, or several at once, do not make it more.</summary>
    private async Task<Refusal?> TooManyAsync(string asker, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (limits.DisclosuresPerDay <= 0)
        {
            return null;
        }

        await db.DrawAsync($"disclosures-{asker}", 0, cancellationToken);
        var latest = await db.Disclosures.AsNoTracking().Where(d => d.Asker == asker && d.At > now - Day)
            .OrderByDescending(d => d.At).Take(limits.DisclosuresPerDay).Select(d => d.At).ToListAsync(cancellationToken);
        if (latest.Count < limits.DisclosuresPerDay)
        {
            return null;
        }

        var wait = latest[^1] + Day - now;
        return new Refusal(RefusalKind.TooMany, "too-many-disclosure-requests",
            Say.Of("Refused.DisclosuresPerDay", limits.DisclosuresPerDay, Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes))))
        {
            RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
        };
    }
}

internal sealed class ListDisclosuresHandler(ITeamEuropeDb db, DisclosureViews views, CurrentUser user)
    : IRequestHandler<ListDisclosures, Result<Page<DisclosureView>>>
{
    public async Task<Result<Page<DisclosureView>>> Handle(ListDisclosures request, CancellationToken cancellationToken)
    {
        var tenant = user.Caller.Tenant;
        var own = await db.Disclosures.AsNoTracking().Where(d => d.Asker == tenant || d.HiddenOwner == tenant)
            .OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Take(Paging.MostItems).ToListAsync(cancellationToken);
        return new Page<DisclosureView>(await views.OfAsync(own, cancellationToken), null);
    }
}

internal sealed class ReplyToDisclosureHandler(
    ITeamEuropeDb db, InitiativeStore store, DisclosureViews views, NotificationWriter notifications, ReferenceData reference,
    CurrentUser user, TimeProvider clock)
    : IRequestHandler<ReplyToDisclosure, Result<DisclosureView>>
{
    public async Task<Result<DisclosureView>> Handle(ReplyToDisclosure request, CancellationToken cancellationToken)
    {
        var tenant = user.Caller.Tenant;
        if (await db.Disclosures.SingleOrDefaultAsync(d => d.Id == request.Id && d.HiddenOwner == tenant, cancellationToken) is not { } disclosure
            || await store.FindVisibleAsync(disclosure.InitiativeId, cancellationToken) is not { } initiative)
        {
            return Refusal.NotFound;
        }

        var errors = new FieldErrors();
        var reason = errors.Text("$.reason", request.Body.Reason, Disclosure.ReasonMaxLength);
        if (request.Body.Accept is null)
        {
            errors.Add("$.accept", Say.Of("Field.WantedYesOrNo"));
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var accept = request.Body.Accept!.Value;
        if (disclosure.Reply(accept, reason, user.Caller.Signature, clock.GetUtcNow()).Refusal is { } refusal)
        {
            return refusal;
        }

        if (accept)
        {
            initiative.DiscloseTo(disclosure.Asker, code => reference.Instruments[code].Goal, clock.GetUtcNow());
            store.Record(initiative, RegisterEventKind.Disclosed);
        }

        notifications.Add(new Recipient(RecipientKind.Tenant, disclosure.Asker), NotificationKind.Disclosure,
            accept ? null : disclosure.AlertId, null, [],
            accept ? $"Disclosed to you: {initiative.Reference} of {initiative.Owner}" : "Your request for disclosure was declined.");
        notifications.Add(new Recipient(RecipientKind.Tenant, tenant), NotificationKind.Disclosure, null, null, [],
            $"{user.Caller.Signature} {(accept ? "disclosed" : "declined to disclose")} {initiative.Reference} to {disclosure.Asker}");
        await notifications.SaveAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return (await views.OfAsync([disclosure], cancellationToken)).Single();
    }
}

internal sealed class WithdrawDisclosureHandler(
    ITeamEuropeDb db, DisclosureViews views, NotificationWriter notifications, CurrentUser user, TimeProvider clock)
    : IRequestHandler<WithdrawDisclosure, Result<DisclosureView>>
{
    public async Task<Result<DisclosureView>> Handle(WithdrawDisclosure request, CancellationToken cancellationToken)
    {
        var (tenant, signature) = (user.Caller.Tenant, user.Caller.Signature);
        if (await db.Disclosures.SingleOrDefaultAsync(d => d.Id == request.Id && d.Asker == tenant, cancellationToken) is not { } disclosure)
        {
            return Refusal.NotFound;
        }

        if (disclosure.Withdraw(signature, clock.GetUtcNow()).Refusal is { } refusal)
        {
            return refusal;
        }

        // The trail tells of which alert it was.
        await db.Alerts.SingleAsync(a => a.Id == disclosure.AlertId, cancellationToken);
        var reference = await db.Initiatives.Where(i => i.Id == disclosure.InitiativeId).Select(i => i.Reference).SingleOrDefaultAsync(cancellationToken);
        notifications.Add(new Recipient(RecipientKind.Tenant, disclosure.HiddenOwner), NotificationKind.Disclosure, null, null, [],
            $"{tenant} no longer asks you to disclose {reference}");
        notifications.Add(new Recipient(RecipientKind.Tenant, tenant), NotificationKind.Disclosure, disclosure.AlertId, null, [],
            $"{signature} withdrew the request for disclosure");
        await notifications.SaveAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return (await views.OfAsync([disclosure], cancellationToken)).Single();
    }
}

/// <summary>A request for disclosure, as either side may see it: the asker learns of the initiative only once it is disclosed.</summary>
public sealed class DisclosureViews(ITeamEuropeDb db, CurrentUser user)
{
    public async Task<List<DisclosureView>> OfAsync(IReadOnlyCollection<Disclosure> disclosures, CancellationToken cancellationToken)
    {
        var ids = disclosures.Where(d => d.HiddenOwner == user.Caller.Tenant || d.Status == DisclosureStatus.Accepted).Select(d => d.InitiativeId).ToList();
        var visible = await db.Initiatives.AsNoTracking().VisibleTo(user.Caller.Tenant).Where(i => ids.Contains(i.Id))
            .ToDictionaryAsync(
                i => i.Id,
                i => new AlertInitiativeView { Id = i.Id, Reference = i.Reference, ExternalId = i.ExternalId, Owner = i.Owner, Title = i.Title },
                cancellationToken);
        return disclosures.Select(d => new DisclosureView(
            d.Id,
            d.Asker == user.Caller.Tenant ? d.AlertId : null,
            d.AskedBy, d.Reason, d.Status.ToString(),
            visible.GetValueOrDefault(d.InitiativeId), d.ReplyReason, d.At)).ToList();
    }
}
