using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Imports;
using TeamEurope.Domain.Register;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Api.Tests.Evaluation.Histories;

/// <summary>Where a service can end.</summary>
internal enum CrashPoint
{
    /// <summary>A write is about to be committed.</summary>
    BeforeWrite,

    /// <summary>A write came through, and nobody heard of it yet.</summary>
    AfterWrite,

    /// <summary>The alerts are changed, the news of it is not written yet.</summary>
    BetweenAlertsAndNews,

    /// <summary>An evaluation is about to be committed.</summary>
    BeforeEvaluation,

    /// <summary>An evaluation came through, and nothing was pushed yet.</summary>
    AfterEvaluation
}

/// <summary>Ends a service's work at a chosen point: the database answers it no more, or fails it once.</summary>
internal sealed class Crasher
{
    private static readonly AsyncLocal<bool> IsBystander = new();
    private readonly Lock guard = new();
    private TaskCompletionSource happened = New();
    private CrashPoint? armed;
    private bool stays;
    private bool isDead;

    /// <summary>Completes when it has happened.</summary>
    public Task Happened => happened.Task;

    public void Use(IServiceCollection services) => services.ConfigureDbContext<TeamEuropeDb>(options => options.AddInterceptors(new Commands(this), new Commits(this)));

    public void Arm(CrashPoint at, bool failureStays) => (happened, stays, armed) = (New(), failureStays, at);

    public void Disarm() => armed = null;

    /// <summary>The test itself looks into the database, whatever became of the service.</summary>
    public static void LookOn() => IsBystander.Value = true;

    private void Reach(CrashPoint point)
    {
        lock (guard)
        {
            if (armed != point || IsBystander.Value)
            {
                return;
            }

            (armed, isDead) = (null, !stays);
        }

        happened.TrySetResult();

        // What fails before a commit and passes may be another writer: then the service tries again by itself.
        throw stays && point is not (CrashPoint.AfterWrite or CrashPoint.AfterEvaluation) ? new DbUpdateConcurrencyException() : new CrashException();
    }

    private void Check()
    {
        if (isDead && !IsBystander.Value)
        {
            throw new CrashException();
        }
    }

    private static bool IsEvaluation(DbContext? context) => context?.ChangeTracker.Entries<EvaluationState>().Any() == true;

    private static bool IsWrite(DbContext? context) => context is not null && !IsEvaluation(context)
        && (context.ChangeTracker.Entries<RegisterEvent>().Any(e => e.Entity.Kind is not (RegisterEventKind.DayPassed or RegisterEventKind.RulesChanged))
            || context.ChangeTracker.Entries<Import>().Any()
            || context.ChangeTracker.Entries<AlertEvent>().Any());

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class CrashException : Exception;

    private sealed class Commands(Crasher crasher) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Look(command, eventData);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Look(command, eventData);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        {
            Look(command, eventData);
            return ValueTask.FromResult(result);
        }

        private void Look(DbCommand command, CommandEventData eventData)
        {
            crasher.Check();
            if (command.CommandText.Contains("INSERT INTO \"Notifications\"", StringComparison.Ordinal) && IsEvaluation(eventData.Context))
            {
                crasher.Reach(CrashPoint.BetweenAlertsAndNews);
            }
        }
    }

    private sealed class Commits(Crasher crasher) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            crasher.Check();
            Reach(eventData.Context, CrashPoint.BeforeWrite, CrashPoint.BeforeEvaluation);
            return ValueTask.FromResult(result);
        }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Reach(eventData.Context, CrashPoint.AfterWrite, CrashPoint.AfterEvaluation);
            return Task.CompletedTask;
        }

        private void Reach(DbContext? context, CrashPoint write, CrashPoint evaluation)
        {
            if (IsEvaluation(context))
            {
                crasher.Reach(evaluation);
            }
            else if (IsWrite(context))
            {
                crasher.Reach(write);
            }
        }
    }
}
