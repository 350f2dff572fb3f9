using Shouldly;
using TeamEurope.Infrastructure.Persistence;
using Xunit;

namespace TeamEurope.Api.Tests.Persistence;

/// <summary>Evaluation lets people who write go first, for a moment.</summary>
public class WritersTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Fact]
    public void Nobody_is_waited_for_where_nobody_writes() => new Writers(Long).GiveWayAsync(CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();

    [Fact]
    public async Task Who_writes_goes_first_and_the_wait_ends_with_the_last_of_them()
    {
        var writers = new Writers(Long);
        var (one, other) = (writers.Enter(), writers.Enter());
        var wait = writers.GiveWayAsync(CancellationToken.None);
        one.Dispose();
        one.Dispose();
        await Task.Delay(50);
        wait.IsCompleted.ShouldBeFalse();
        other.Dispose();
        await wait.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task It_is_for_a_moment_only()
    {
        var writers = new Writers(TimeSpan.FromMilliseconds(20));
        using var place = writers.Enter();
        var wait = writers.GiveWayAsync(CancellationToken.None);
        wait.IsCompleted.ShouldBeFalse();
        await Should.NotThrowAsync(wait.WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
