using Xunit;

namespace TeamEurope.Api.Tests.Evaluation.Histories;

/// <summary>Histories that once failed, as short as they became.</summary>
public class CounterexampleTests
{
    [Fact]
    public Task Whom_a_hidden_initiatives_spillover_reaches_no_longer_is_told_while_it_still_reaches_others() => HoldsAsync("""
        {"do":"register","tenant":"NL","body":{"externalId":"t-NL-1","title":"Restricts","partners":["TN"],"stage":"Exploratory","visibility":"Owner","measures":[{"instrument":"border-equipment","direction":"Offer"}]}}
        {"do":"register","tenant":"IT","body":{"externalId":"t-IT-1","title":"Next door","partners":["LY"],"stage":"Exploratory","visibility":"Owner","measures":[{"instrument":"readmission","direction":"Ask"}]}}
        {"do":"register","tenant":"ES","body":{"externalId":"t-ES-1","title":"Next door too","partners":["LY"],"stage":"Exploratory","visibility":"Owner","measures":[{"instrument":"readmission","direction":"Ask"}]}}
        {"do":"change","on":"t-IT-1","body":{"externalId":"t-IT-1","title":"Far away","partners":["BR"],"visibility":"Owner"}}
        """);

    [Fact]
    public Task A_midnight_that_passes_while_a_first_filling_waits_is_told_like_any_other() => HoldsAsync("""
        {"do":"register","tenant":"NL","body":{"externalId":"t-NL-1","title":"Asks, and offers until today","partners":["BR"],"stage":"Negotiating","visibility":"TeamEurope","measures":[{"instrument":"readmission","direction":"Ask"},{"instrument":"coastguard-support","direction":"Offer","endsOn":"2026-11-23"}]}}
        {"do":"crash","step":{"do":"import","tenant":"IT","rows":[{"externalId":"t-IT-1","title":"Filled in","partners":["TN"],"stage":"Exploratory","visibility":"TeamEurope"}],"baseline":true},"at":"BeforeEvaluation","stays":false,"days":1}
        """);

    /// <summary>The steps, with a check after each.</summary>
    internal static async Task HoldsAsync(string lines)
    {
        if ((await HistoryTests.ReplayAsync(Step.Read(lines))).Failure is { } failure)
        {
            throw failure;
        }
    }
}
