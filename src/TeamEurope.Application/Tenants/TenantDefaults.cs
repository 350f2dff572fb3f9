using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Register;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Tenants;

/// <summary>A tenant's head sets how visible its new initiatives are where the desk does not say.</summary>
[Allow(Role.Lead)]
[Audited(AuditWords.DefaultsSet)]
public sealed record SetTenantDefaults(TenantDefaultsView Body) : ICommand<TenantDefaultsView>;

[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record GetTenantDefaults : IQuery<TenantDefaultsView>;

internal sealed class SetTenantDefaultsHandler(ITeamEuropeDb db, CurrentUser user) : IRequestHandler<SetTenantDefaults, Result<TenantDefaultsView>>
{
    public async Task<Result<TenantDefaultsView>> Handle(SetTenantDefaults request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var visibility = errors.WantedWord<Visibility>("$.defaultVisibility", request.Body.DefaultVisibility);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var settings = await db.TenantSettings.FindAsync([user.Caller.Tenant], cancellationToken);
        if (settings is null)
        {
            db.TenantSettings.Add(settings = new TenantSettings { Tenant = user.Caller.Tenant, DefaultVisibility = visibility!.Value });
        }

        settings.DefaultVisibility = visibility!.Value;
        await db.SaveChangesAsync(cancellationToken);
        return request.Body;
    }
}

internal sealed class GetTenantDefaultsHandler(ITeamEuropeDb db, CurrentUser user) : IRequestHandler<GetTenantDefaults, Result<TenantDefaultsView>>
{
    public async Task<Result<TenantDefaultsView>> Handle(GetTenantDefaults request, CancellationToken cancellationToken) =>
        new TenantDefaultsView(((await db.TenantSettings.FindAsync([user.Caller.Tenant], cancellationToken))?.DefaultVisibility ?? Visibility.Owner).ToString());
}
