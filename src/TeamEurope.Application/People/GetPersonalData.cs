using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.People;

/// <summary>All that is kept about the caller.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat, Role.Auditor, Role.Operator)]
public sealed record GetMyData : IQuery<PersonalDataView>, IReachesOthers;

/// <summary>All that is kept about somebody of the caller's tenant, who has asked for it.</summary>
[Allow(Role.Lead)]
[Audited(AuditWords.PersonalDataExported)]
public sealed record GetPersonalData(string? User) : IQuery<PersonalDataView>, IReachesOthers;

internal sealed class GetMyDataHandler(PersonalDataReader reader, CurrentUser user) : IRequestHandler<GetMyData, Result<PersonalDataView>>
{
    public async Task<Result<PersonalDataView>> Handle(GetMyData request, CancellationToken cancellationToken) =>
        await reader.ReadAsync(user.Caller.User, cancellationToken);
}

internal sealed class GetPersonalDataHandler(ITeamEuropeDb db, PersonalDataReader reader, AuditTrail trail, CurrentUser user)
    : IRequestHandler<GetPersonalData, Result<PersonalDataView>>
{
    public async Task<Result<PersonalDataView>> Handle(GetPersonalData request, CancellationToken cancellationToken)
    {
        var tenant = user.Caller.Tenant;
        if (request.User is not { } name || !Words.IsText(name) || !await db.People.AnyAsync(p => p.Tenant == tenant && p.User == name, cancellationToken))
        {
            return Refusal.NotFound;
        }

        trail.Note(new AuditNote(AuditWords.PersonalDataExported, "person") { Whom = new AuditWhom(tenant, name) });
        return await reader.ReadAsync(name, cancellationToken);
    }
}
