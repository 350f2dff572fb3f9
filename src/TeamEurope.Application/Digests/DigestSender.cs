using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TeamEurope.Application.Common;
using TeamEurope.Application.Jobs;
using TeamEurope.Application.Mail;
using TeamEurope.Domain.Jobs;
using TeamEurope.Domain.Mail;

namespace TeamEurope.Application.Digests;

/// <summary>
/// Sends the digests of one period: the row first, then the mail, then that it was sent. Each is composed in its reader's name at the
/// moment of sending, so that it says what the reader may see then. Where one fails the others go on, and the next attempt takes it up.
/// </summary>
public sealed class DigestSender(
    IServiceScopeFactory scopes, ITeamEuropeDb db, IUnitOfWork work, IMailer mailer, MailRules rules, DigestWriter writer, TimeProvider clock,
    ILogger<DigestSender> log)
{
    private sealed record Reader(MailSettings Settings, Role Role);

    public async Task<JobResult> SendAsync(DigestKind kind, JobRun run, CancellationToken cancellationToken)
    {
        if (!mailer.IsConfigured)
        {
            return new JobResult("mail is not configured");
        }

        var (counts, failed, error) = (new Dictionary<DigestState, int>(), 0, (string?)null);
        var day = DateOnly.FromDateTime(run.ScheduledFor.UtcDateTime);
        foreach (var reader in await ReadersAsync(kind, cancellationToken))
        {
            try
            {
                var state = await SendAsync(reader, kind, day, cancellationToken);
                counts[state] = counts.GetValueOrDefault(state) + 1;
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                // Neither the address nor the mail: they are nobody's business in a log.
                log.LogError("A digest could not be sent: {Error}", e.GetType().Name);
                (failed, error) = (failed + 1, e.GetType().Name);
            }
        }

        return new JobResult(
            $"{counts.GetValueOrDefault(DigestState.Sent)} sent, {counts.GetValueOrDefault(DigestState.Nothing)} with nothing to say, "
            + $"{counts.GetValueOrDefault(DigestState.Waiting)} sent before, {failed} failed", error);
    }

    /// <summary>Who wants it, is not blocked, reads content, and still has an address that mail may go to.</summary>
    private async Task<List<Reader>> ReadersAsync(DigestKind kind, CancellationToken cancellationToken)
    {
        var wanting = await db.MailSettings.AsNoTracking().Where(m => kind == DigestKind.Daily ? m.Daily : m.Weekly)
            .Join(db.People.Where(p => !p.IsBlocked), m => new { m.Tenant, m.User }, p => new { p.Tenant, p.User }, (m, p) => new { Settings = m, p.Role })
            .OrderBy(r => r.Settings.Tenant).ThenBy(r => r.Settings.User).ToListAsync(cancellationToken);
        return wanting.Select(r => new Reader(r.Settings, Enum.Parse<Role>(r.Role)))
            .Where(r => Roles.Content.Contains(r.Role) && rules.Allows(r.Settings.Tenant, r.Settings.Address)).ToList();
    }

    /// <summary>Answers <c>Waiting</c> where there was nothing left to do.</summary>
    private async Task<DigestState> SendAsync(Reader reader, DigestKind kind, DateOnly day, CancellationToken cancellationToken)
    {
        var digest = await RowAsync(reader.Settings, kind, day, cancellationToken);
        if (digest.State != DigestState.Waiting)
        {
            return DigestState.Waiting;
        }

        var (now, since) = (clock.GetUtcNow(), await ToldUntilAsync(reader.Settings, kind, cancellationToken));
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().SignIn(new Caller(reader.Settings.Tenant, reader.Settings.User, reader.Role));
        var content = (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ComposeDigest(since), cancellationToken)).Value;
        if (!content.IsEmpty)
        {
            await mailer.SendAsync(writer.Write(content, kind, day, reader.Settings, digest.Id), cancellationToken);
        }

        var state = content.IsEmpty ? DigestState.Nothing : DigestState.Sent;
        await work.InTransactionAsync(async () =>
        {
            (await db.Digests.SingleAsync(d => d.Id == digest.Id, CancellationToken.None)).Settle(state, now);
            return await db.SaveChangesAsync(CancellationToken.None);
        }, static _ => true, CancellationToken.None);
        return state;
    }

    private Task<Digest> RowAsync(MailSettings reader, DigestKind kind, DateOnly day, CancellationToken cancellationToken)
    {
        var period = kind == DigestKind.Daily
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day)}-W{ISOWeek.GetWeekOfYear(day):00}");
        return work.InTransactionAsync(async () =>
        {
            var known = await db.Digests.AsNoTracking().SingleOrDefaultAsync(
                d => d.Tenant == reader.Tenant && d.User == reader.User && d.Kind == kind && d.Period == period, cancellationToken);
            if (known is not null)
            {
                return known;
            }

            var now = clock.GetUtcNow();
            var digest = new Digest { Id = Guid.CreateVersion7(now), Tenant = reader.Tenant, User = reader.User, Kind = kind, Period = period, CreatedAt = now };
            db.Digests.Add(digest);
            await db.SaveChangesAsync(cancellationToken);
            return digest;
        }, static _ => true, cancellationToken);
    }

    private async Task<DateTimeOffset> ToldUntilAsync(MailSettings reader, DigestKind kind, CancellationToken cancellationToken)
    {
        var told = await db.Digests.AsNoTracking()
            .Where(d => d.Tenant == reader.Tenant && d.User == reader.User && d.Kind == kind && d.TellsUntil != null)
            .OrderByDescending(d => d.TellsUntil).Select(d => d.TellsUntil).FirstOrDefaultAsync(cancellationToken);
        return told ?? clock.GetUtcNow().AddDays(kind == DigestKind.Daily ? -1 : -7);
    }
}
