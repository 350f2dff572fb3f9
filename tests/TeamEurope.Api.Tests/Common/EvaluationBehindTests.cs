using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Application.Evaluation;
using Xunit;

namespace TeamEurope.Api.Tests.Common;

public class EvaluationBehindTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Where_the_evaluation_is_behind_a_stage_change_is_asked_to_try_again()
    {
        var client = await fixture.App.SignInAsync("NL");
        using var http = await fixture.App.RawAsync("NL");
        using var release = new ManualResetEventSlim();
        var mirror = fixture.App.Services.GetRequiredService<RegisterMirror>();
        var held = Task.Factory.StartNew(() => mirror.Read(_ => release.Wait(TimeSpan.FromSeconds(30))), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            var initiative = await client.RegisteredAsync(Bodies.Plain());
            var answer = await http.SendJsonAsync(HttpMethod.Post, $"api/v1/initiatives/{initiative.Id}/stage", """{ "stage": "Negotiating" }""");
            await answer.ProblemAsync(503, "evaluation-behind");
            answer.Headers.RetryAfter.ShouldNotBeNull();
        }
        finally
        {
            release.Set();
            await held;
        }
    }
}
