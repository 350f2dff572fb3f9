using MediatR;
using TeamEurope.Application.Common;
using TeamEurope.Domain;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Application.Reference;

/// <summary>The reference data as the rules use it, to be read.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record GetReferenceData : IQuery<ReferenceData>;

internal sealed class GetReferenceDataHandler(ReferenceData reference) : IRequestHandler<GetReferenceData, Result<ReferenceData>>
{
    public Task<Result<ReferenceData>> Handle(GetReferenceData request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ReferenceData>>(reference);
}
