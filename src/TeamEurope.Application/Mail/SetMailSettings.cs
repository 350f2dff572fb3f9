using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Mail;

namespace TeamEurope.Application.Mail;

/// <summary>Where and which mail the caller wants. Without an address there is none.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.MailSettingsSet)]
public sealed record SetMailSettings(MailSettingsRequest Body) : ICommand<MailSettingsView>;

/// <summary>The languages that mail is written in.</summary>
public static class MailLanguages
{
    public const string Usual = "en";

    public static readonly IReadOnlyList<string> All = [Usual, "fr", "de", "nl"];
}

internal sealed class SetMailSettingsHandler(ITeamEuropeDb db, MailRules rules, CurrentUser user) : IRequestHandler<SetMailSettings, Result<MailSettingsView>>
{
    public async Task<Result<MailSettingsView>> Handle(SetMailSettings request, CancellationToken cancellationToken)
    {
        var (caller, body, errors) = (user.Caller, request.Body, new FieldErrors());
        var (address, domains) = (Words.Known(body.Address), rules.DomainsOf(user.Caller.Tenant));
        var language = Words.Known(body.Language) ?? MailLanguages.Usual;
        errors.Text("$", caller.User, MailSettings.UserMaxLength);
        ReferenceFilters.Check(errors, "$.language", language, MailLanguages.All);
        if (address is null && (body.Daily || body.Weekly))
        {
            errors.Add("$.address", Say.Of("Field.WantedText", MailSettings.AddressMaxLength));
        }
        else if (address is not null && !rules.Allows(caller.Tenant, address))
        {
            errors.Add("$.address", domains.Count == 0
                ? Say.Of("Field.NoMailDomain")
                : Say.Of("Field.MailAddress", FieldErrors.Shown(address), string.Join(", ", domains.Select(d => $"name@{d}"))));
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var own = await db.MailSettings.SingleOrDefaultAsync(m => m.Tenant == caller.Tenant && m.User == caller.User, cancellationToken);
        if (address is null)
        {
            db.MailSettings.RemoveRange(own is null ? [] : [own]);
            await db.SaveChangesAsync(cancellationToken);
            return GetMailSettingsHandler.ToView(null, domains);
        }

        if (own is null)
        {
            db.MailSettings.Add(own = new MailSettings { Tenant = caller.Tenant, User = caller.User, Address = address, Language = language });
        }

        (own.Address, own.Language, own.Daily, own.Weekly) = (address, language, body.Daily, body.Weekly);
        await db.SaveChangesAsync(cancellationToken);
        return GetMailSettingsHandler.ToView(own, domains);
    }
}
