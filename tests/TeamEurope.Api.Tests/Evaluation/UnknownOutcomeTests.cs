using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Domain.Register;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Evaluation;

/// <summary>An evaluation that came through, though whoever made it was told otherwise.</summary>
public class UnknownOutcomeTests
{
    [Fact]
    public async Task What_was_kept_after_all_is_neither_found_nor_told_again()
    {
        var broken = new BreaksAfterCommit();
        await using var app = await TestApp.StartAsync(services: s => s.ConfigureDbContext<TeamEuropeDb>(o => o.AddInterceptors(broken)));
        var (nl, it, de) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"), await app.SignInAsync("DE"));
        await nl.RegisterAsync(Bodies.Labour("KE"));
        await nl.EvaluatedAsync();

        broken.Next();
        await it.RegisterAsync(Bodies.Labour("KE"));
        await broken.Happened.WaitAsync(TimeSpan.FromSeconds(30));
        await de.RegisterAsync(Bodies.Labour("KE"));
        await nl.WaitUntilEvaluatedAsync(TimeSpan.FromSeconds(30), alsoNotified: true);

        (await nl.ListAlertsAsync()).Items.Count(a => a.Rule == "labour-competition").ShouldBe(2);
        (await de.ListAlertsAsync()).Items.Count(a => a.Rule == "labour-competition").ShouldBe(2);
        var told = (await nl.NewsAsync()).Where(n => n.Kind == "AlertOpened").Select(n => n.AlertId).ToList();
        told.ShouldBeUnique();
        told.Count.ShouldBeGreaterThanOrEqualTo(2);
    }

    /// <summary>Fails once, right after the commit of an evaluation.</summary>
    private sealed class BreaksAfterCommit : DbTransactionInterceptor
    {
        private readonly TaskCompletionSource happened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int armed;

        public Task Happened => happened.Task;

        public void Next() => Interlocked.Exchange(ref armed, 1);

        public override Task TransactionCommittedAsync(
            System.Data.Common.DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (eventData.Context!.ChangeTracker.Entries<EvaluationState>().Any() && Interlocked.Exchange(ref armed, 0) == 1)
            {
                happened.SetResult();
                throw new TimeoutException("The answer to the commit was lost.");
            }

            return Task.CompletedTask;
        }
    }
}
