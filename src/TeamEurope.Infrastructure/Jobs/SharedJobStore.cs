using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace TeamEurope.Infrastructure.Jobs;

/// <summary>The times of the jobs in a database that several instances share: each time comes at one of them.</summary>
public static class SharedJobStore
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(5);

    /// <param name="database">Which database.</param>
    public static void UseSharedStore(this IQuartzBuilder quartz, Action<IPersistentStoreBuilder> database)
    {
        // An instance that starts leaves what the others have stored: else a time could come twice.
        quartz.Services.Configure<QuartzOptions>(options => options.Scheduling.IgnoreDuplicates = true);
        quartz.UsePersistentStore(store =>
        {
            database(store);
            store.UseSystemTextJsonSerializer();
            store.UseClustering(cluster => cluster.CheckinInterval = SignOfLife);
            store.ProvisionSchema();
        });
    }
}
