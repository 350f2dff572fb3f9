using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Mail;

namespace TeamEurope.Application.Mail;

/// <summary>Where and which mail the caller wants, and which addresses are possible.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record GetMailSettings : IQuery<MailSettingsView>;

internal sealed class GetMailSettingsHandler(ITeamEuropeDb db, MailRules rules, CurrentUser user) : IRequestHandler<GetMailSettings, Result<MailSettingsView>>
{
    public async Task<Result<MailSettingsView>> Handle(GetMailSettings request, CancellationToken cancellationToken)
    {
        var caller = user.Caller;
        var own = await db.MailSettings.AsNoTracking().SingleOrDefaultAsync(m => m.Tenant == caller.Tenant && m.User == caller.User, cancellationToken);
        return ToView(own, rules.DomainsOf(caller.Tenant));
    }

    public static MailSettingsView ToView(MailSettings? m, IReadOnlyList<string> domains) =>
        new(m?.Address, m?.Language ?? MailLanguages.Usual, m?.Daily ?? false, m?.Weekly ?? false) { Domains = domains };
}
