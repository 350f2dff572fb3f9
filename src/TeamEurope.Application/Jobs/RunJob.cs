using MediatR;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Jobs;

namespace TeamEurope.Application.Jobs;

/// <summary>Runs a scheduled job now, in the background.</summary>
[Allow(Role.Operator)]
public sealed record RunJob(string Name) : IQuery<JobRunView>;

internal sealed class RunJobHandler(JobRunner runner, ClaimedRuns claimed, CurrentUser user, TimeProvider clock) : IRequestHandler<RunJob, Result<JobRunView>>
{
    public async Task<Result<JobRunView>> Handle(RunJob request, CancellationToken cancellationToken)
    {
        if (ScheduledJobs.Find(request.Name) is not { } job)
        {
            return Refusal.NotFound;
        }

        if (await runner.ClaimAsync(job.Name, clock.GetUtcNow(), 1, JobTrigger.Hand, user.Caller.Signature, cancellationToken, user.Actor) is not { } run)
        {
            return new Refusal(RefusalKind.Conflict, "job-running", Say.Of("Refused.JobRunning"));
        }

        claimed.Add(run);
        return ListJobRunsHandler.ToView(run);
    }
}
