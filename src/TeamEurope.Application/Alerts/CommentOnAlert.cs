using System.Text.RegularExpressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Application.Notifications;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Notifications;

namespace TeamEurope.Application.Alerts;

/// <summary>Says something about an alert to everybody who reads it in full; <c>@NL/jansen</c> mentions somebody of its audience.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.Commented)]
public sealed record CommentOnAlert(Guid Id, CommentRequest Body) : ICommand<CommentView>, IReadsMirror, IReachesOthers;

/// <summary>What was said about an alert, oldest first.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListComments(Guid Id) : IQuery<Page<CommentView>>;

internal sealed partial class CommentOnAlertHandler(
    ITeamEuropeDb db, AlertFinder finder, AlertViews views, AlertNews news, NotificationWriter notifications, CurrentUser user, TimeProvider clock)
    : IRequestHandler<CommentOnAlert, Result<CommentView>>
{
    public async Task<Result<CommentView>> Handle(CommentOnAlert request, CancellationToken cancellationToken)
    {
        if (await finder.FindOwnAsync(request.Id, cancellationToken) is not { } alert)
        {
            return Refusal.NotFound;
        }

        if (alert.IsCollision)
        {
            return AlertActs.Undisclosed;
        }

        var errors = new FieldErrors();
        var text = errors.WantedText("$.text", request.Body.Text, AlertComment.TextMaxLength);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var readers = await news.RecipientsOfAsync(alert, cancellationToken);

        // Who is not among them the answer does not tell: a reader may be one that hides, or that only follows.
        var affected = await views.AffectedOwnersAsync(alert, cancellationToken);
        var tenants = readers.Where(r => r.Kind == RecipientKind.Coordinators).Select(r => r.Tenant)
            .Concat(alert.Audience.Select(a => a.Tenant).Where(t => AlertViews.IsShown(alert, t, affected, user.Caller.Tenant))).ToHashSet();
        var mentions = Mention().Matches(text).Select(m => m.Groups[1].Value).Distinct().Where(m => tenants.Contains(m.Split('/')[0])).ToArray();
        var comment = new AlertComment
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            AlertId = alert.Id,
            Tenant = user.Caller.Tenant,
            User = user.Caller.User,
            Text = text,
            Mentions = mentions,
            At = clock.GetUtcNow()
        };
        db.AlertComments.Add(comment);
        db.AlertMentions.AddRange(mentions.Select(m => m.Split('/')).Select(m => new AlertMention(comment.Id, alert.Id, m[0], m[1], comment.At)));
        alert.Discuss(comment.At);
        foreach (var reader in readers)
        {
            notifications.Add(reader, NotificationKind.Comment, alert.Id, alert.Level.ToString(), alert.Substance.Countries,
                $"{user.Caller.Signature} on {alert.Rule}{(mentions.Length > 0 ? $" (to {string.Join(", ", mentions)})" : "")}: {FieldErrors.Shown(text)}");
        }

        await notifications.SaveAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return ListCommentsHandler.ToView(comment);
    }

    [GeneratedRegex(@"@([A-Z-]{2,10}/[\p{L}\p{N}._-]{0,99}[\p{L}\p{N}_])")]
    private static partial Regex Mention();
}

internal sealed class ListCommentsHandler(ITeamEuropeDb db, AlertFinder finder) : IRequestHandler<ListComments, Result<Page<CommentView>>>
{
    public async Task<Result<Page<CommentView>>> Handle(ListComments request, CancellationToken cancellationToken)
    {
        if (!await (await finder.ReadableAsync(alsoVisible: false, cancellationToken)).AnyAsync(a => a.Id == request.Id, cancellationToken))
        {
            return Refusal.NotFound;
        }

        var comments = await db.AlertComments.AsNoTracking().Where(c => c.AlertId == request.Id).OrderBy(c => c.At).ThenBy(c => c.Id).ToListAsync(cancellationToken);
        return new Page<CommentView>(comments.Select(ToView).ToArray(), null);
    }

    public static CommentView ToView(AlertComment c) => new(c.Id, c.Tenant, c.User, c.Text, c.Mentions, c.At);
}
