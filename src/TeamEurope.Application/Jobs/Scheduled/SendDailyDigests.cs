using TeamEurope.Application.Digests;
using TeamEurope.Domain.Jobs;
using TeamEurope.Domain.Mail;

namespace TeamEurope.Application.Jobs.Scheduled;

/// <summary>The digest of a day, for each who wants it.</summary>
public sealed class SendDailyDigests(DigestSender sender) : IJobWork
{
    public Task<JobResult> RunAsync(JobRun run, CancellationToken cancellationToken) => sender.SendAsync(DigestKind.Daily, run, cancellationToken);
}
