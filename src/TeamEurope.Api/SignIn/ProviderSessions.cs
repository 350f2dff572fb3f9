using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Domain.People;
using TeamEurope.Infrastructure.Live;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Web.SignIn;

namespace TeamEurope.Api.SignIn;

/// <summary>
/// The sessions that the provider began. They stand in the database, for all instances; every few minutes whoever comes first asks the
/// provider again, and takes over what role the person has now. A session that the provider withdraws, or that it could not be asked
/// about for too long, is over: its pages lead to the sign-in, its live connections are hung up.
/// </summary>
/// <param name="times">How long a session lives, and how often the provider is asked.</param>
internal sealed class ProviderSessions(
    IServiceScopeFactory scopes, IDataProtectionProvider protection, ProviderSettings settings, ProviderTokens tokens, ProviderRenewal renewal,
    Admission admission, LiveConnections connections, SignInLog log, SessionTimesOf times, TimeProvider clock) : IProviderSessions
{
    /// <summary>So many renewals may fail because the provider is away.</summary>
    private const int MissedRenewals = 3;

    /// <summary>For as long nobody else asks, while one does. If that one is gone, the next asks then.</summary>
    private static readonly TimeSpan AskingTakes = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly IDataProtector protector = protection.CreateProtector("TeamEurope.Session");

    private sealed record SealedTokens(string Subject, string IdToken, string? RefreshToken);

    public static ClaimsPrincipal PrincipalOf(Caller caller, Guid session)
    {
        var principal = SessionClaims.PrincipalOf(caller);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(LiveConnections.SessionClaim, session.ToString()));
        return principal;
    }

    /// <param name="from">From where somebody signs in, as the audit chain has it.</param>
    public async Task<Guid> BeginAsync(Caller caller, string from, string subject, ProviderGrant grant, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var session = new PersonSession
        {
            Id = Guid.CreateVersion7(now), Tenant = caller.Tenant, User = caller.User, Role = caller.Role.ToString(),
            Tokens = Seal(new SealedTokens(subject, grant.IdToken!, grant.RefreshToken)), RenewedAt = now, RenewAt = now + times.Renew, EndsAt = now + times.Longest
        };
        await using var scope = scopes.OpenJobScope();
        var (db, trail) = (scope.ServiceProvider.GetRequiredService<ITeamEuropeDb>(), scope.ServiceProvider.GetRequiredService<AuditTrail>());
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().InTransactionAsync(async () =>
        {
            db.Sessions.Add(session);
            trail.Note(new AuditNote(AuditWords.SignedIn, "session") { Subject = session.Id }, new AuditActor(caller.Tenant, caller.User, from));
            return await db.SaveChangesAsync(cancellationToken);
        }, static _ => true, cancellationToken);
        return session.Id;
    }

    public async Task<ClaimsPrincipal?> FindAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(principal.FindFirstValue(LiveConnections.SessionClaim), out var id))
        {
            return principal;
        }

        return await FindAsync(id, cancellationToken) is { } caller ? PrincipalOf(caller, id) : null;
    }

    /// <summary>Who it is now; null where it is over.</summary>
    public async Task<Caller?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var session = await ReadAsync(id, cancellationToken);
        if (session is null)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        if (now >= session.EndsAt)
        {
            await EndAsync(id, cancellationToken);
            return null;
        }

        if (now < session.RenewAt || !await TakeAsync(session, now, cancellationToken))
        {
            return now - session.RenewedAt < MissedRenewals * times.Renew ? CallerOf(session) : await WaitAsync(session, cancellationToken);
        }

        // Whoever asks goes on asking when the browser has gone: the provider may have given new tokens for the old ones.
        return await RenewAsync(session, CancellationToken.None);
    }

    /// <summary>Somebody asks about a session that rested for long: what comes of it, decides.</summary>
    private async Task<Caller?> WaitAsync(PersonSession session, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < AskingTakes; waited += Glance)
        {
            await Task.Delay(Glance, cancellationToken);
            if (await ReadAsync(session.Id, cancellationToken) is not { } now)
            {
                return null;
            }

            if (now.RenewedAt > session.RenewedAt)
            {
                return CallerOf(now);
            }
        }

        return null;
    }

    /// <summary>Ends it here; where the browser goes to end it at the provider too, if that can be.</summary>
    public async Task<string?> SignOutAsync(ClaimsPrincipal principal, string backTo, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(principal.FindFirstValue(LiveConnections.SessionClaim), out var id) || await ReadAsync(id, cancellationToken) is not { } session)
        {
            return null;
        }

        await EndAsync(id, cancellationToken);
        return await EndAddressAsync(Open(session.Tokens)?.IdToken, backTo, cancellationToken);
    }

    /// <summary>Forgets the sessions whose end has come.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return WriteAsync(db => db.Sessions.Where(s => s.EndsAt < now).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }

    private async Task<string?> EndAddressAsync(string? idToken, string backTo, CancellationToken cancellationToken)
    {
        try
        {
            var found = await tokens.Configuration.GetConfigurationAsync(cancellationToken);
            return string.IsNullOrEmpty(found.EndSessionEndpoint) ? null : QueryHelpers.AddQueryString(found.EndSessionEndpoint, new Dictionary<string, string?>
            {
                ["client_id"] = settings.ClientId, ["id_token_hint"] = idToken, ["post_logout_redirect_uri"] = backTo
            }.Where(p => p.Value is not null));
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>One of all instances asks.</summary>
    private async Task<bool> TakeAsync(PersonSession session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (id, seen, until) = (session.Id, session.RenewAt, now + AskingTakes);
        return await WriteAsync(db => db.Sessions.Where(s => s.Id == id && s.RenewAt == seen)
            .ExecuteUpdateAsync(u => u.SetProperty(s => s.RenewAt, until), cancellationToken), cancellationToken) == 1;
    }

    private async Task<Caller?> RenewAsync(PersonSession session, CancellationToken cancellationToken)
    {
        var old = Open(session.Tokens);
        var answer = old?.RefreshToken is { } refresh ? await renewal.AskAsync(refresh, cancellationToken) : new RenewalAnswer(null, IsWithdrawn: old is null);
        if (answer.IsWithdrawn)
        {
            return await WithdrawAsync(session.Id, "withdrawn", cancellationToken);
        }

        // Without a new id token nobody has said that all is as it was.
        if (answer.Grant?.IdToken is null)
        {
            return clock.GetUtcNow() - session.RenewedAt < MissedRenewals * times.Renew
                ? CallerOf(session)
                : await WithdrawAsync(session.Id, StoppedReasons.Away, cancellationToken);
        }

        if (await tokens.ReadIdTokenAsync(answer.Grant.IdToken, nonce: null) is not { } token || token.Subject != old!.Subject)
        {
            return await WithdrawAsync(session.Id, StoppedReasons.Failed, cancellationToken);
        }

        var decision = admission.Decide([.. token.Claims]);
        if (decision.IsRefused)
        {
            return await WithdrawAsync(session.Id, decision.Refusal!.Code, cancellationToken);
        }

        var caller = decision.Value;
        if ((caller.Tenant, caller.User) != (session.Tenant, session.User))
        {
            return await WithdrawAsync(session.Id, "renamed", cancellationToken);
        }

        await KeepAsync(session.Id, caller, new SealedTokens(old.Subject, answer.Grant.IdToken, answer.Grant.RefreshToken ?? old.RefreshToken), cancellationToken);
        return caller;
    }

    private Task<int> KeepAsync(Guid id, Caller caller, SealedTokens kept, CancellationToken cancellationToken)
    {
        var (now, role, sealedTokens) = (clock.GetUtcNow(), caller.Role.ToString(), Seal(kept));
        var next = now + times.Renew;
        return WriteAsync(db => db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(u => u
            .SetProperty(s => s.Role, role).SetProperty(s => s.Tokens, sealedTokens)
            .SetProperty(s => s.RenewedAt, now).SetProperty(s => s.RenewAt, next), cancellationToken), cancellationToken);
    }

    private async Task<Caller?> WithdrawAsync(Guid id, string reason, CancellationToken cancellationToken)
    {
        log.Refused(SignInWay.Renewal, reason);
        await EndAsync(id, cancellationToken);
        return null;
    }

    private async Task EndAsync(Guid id, CancellationToken cancellationToken)
    {
        await WriteAsync(db => db.Sessions.Where(s => s.Id == id).ExecuteDeleteAsync(cancellationToken), cancellationToken);
        connections.HangUp(id.ToString());
    }

    private async Task<PersonSession?> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenJobScope();
        return await scope.ServiceProvider.GetRequiredService<ITeamEuropeDb>().Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
    }

    private async Task<int> WriteAsync(Func<ITeamEuropeDb, Task<int>> act, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenJobScope();
        var db = scope.ServiceProvider.GetRequiredService<ITeamEuropeDb>();
        return await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().InTransactionAsync(() => act(db), static _ => true, cancellationToken);
    }

    private static Caller? CallerOf(PersonSession session) =>
        Words.TryRead<Role>(session.Role, out var role) ? new Caller(session.Tenant, session.User, role) : null;

    private string Seal(SealedTokens kept) => protector.Protect(JsonSerializer.Serialize(kept));

    /// <summary>Null where the keys that they were sealed with are gone.</summary>
    private SealedTokens? Open(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<SealedTokens>(protector.Unprotect(text));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>How long a provider's session lives at most, and how often the provider is asked about it.</summary>
internal sealed record SessionTimesOf(TimeSpan Longest, TimeSpan Renew);
