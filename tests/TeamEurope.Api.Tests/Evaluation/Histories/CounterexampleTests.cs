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

    [Fact]
    public Task What_a_second_first_filling_changes_is_told_and_only_what_it_adds_is_not() => HoldsAsync("""
        {"do":"import","tenant":"EC","rows":[{"externalId":"t-EC-2","title":"Title EC 2","partners":["KHARTOUM"],"stage":"InForce","visibility":"Public","measures":[{"instrument":"pre-clearance","direction":"Joint"}]}],"baseline":true}
        {"do":"import","tenant":"ES","rows":[{"externalId":"t-ES-5","title":"Title ES 5","partners":["LAS"],"stage":"InForce","visibility":"TeamEurope","measures":[{"instrument":"pre-clearance","direction":"Joint","occupation":"71","incentive":{"sign":"Positive","domain":"Financial"}}]}],"baseline":false}
        {"do":"import","tenant":"EC","rows":[{"title":"Edited t-EC-2","partners":["DZ"],"visibility":"TeamEurope","externalId":"t-EC-2"}],"baseline":true}
        """);

    [Fact]
    public Task A_subscriber_whose_tenant_an_alert_concerns_no_longer_is_not_told_again_that_it_opened() => HoldsAsync("""
        {"do":"subscribe","watcher":1,"ring":1,"delivery":"Daily"}
        {"do":"register","tenant":"DE","body":{"externalId":"t-DE-1","title":"Near the one and the other","partners":["ME","ML"],"stage":"Exploratory","visibility":"TeamEurope","measures":[{"instrument":"readmission","direction":"Ask"}]}}
        {"do":"register","tenant":"NL","body":{"externalId":"t-NL-1","title":"Next door","partners":["ME"],"stage":"Exploratory","visibility":"TeamEurope","measures":[{"instrument":"readmission","direction":"Ask"}]}}
        {"do":"register","tenant":"EC","body":{"externalId":"t-EC-1","title":"Restricts","partners":["AL"],"stage":"Exploratory","visibility":"Public","measures":[{"instrument":"coastguard-support","direction":"Offer"}]}}
        {"do":"change","on":"t-NL-1","body":{"externalId":"t-NL-1","title":"Far away","partners":["BR"],"visibility":"TeamEurope","measures":[{"instrument":"readmission","direction":"Ask"}]}}
        """);

    [Fact]
    public Task Who_is_concerned_again_by_changes_at_once_may_hear_once_more_that_an_alert_opened() => HoldsAsync("""
        {"do":"register","tenant":"DE","body":{"externalId":"t-DE-1","title":"Near the one and the other","partners":["ME","NE"],"stage":"Exploratory","visibility":"TeamEurope","measures":[{"instrument":"readmission","direction":"Ask"}]}}
        {"do":"register","tenant":"NL","body":{"externalId":"t-NL-1","title":"Next door","partners":["ME"],"stage":"Exploratory","visibility":"TeamEurope","measures":[{"instrument":"readmission","direction":"Ask"}]}}
        {"do":"register","tenant":"EC","body":{"externalId":"t-EC-1","title":"Restricts","partners":["AL"],"stage":"Exploratory","visibility":"Public","measures":[{"instrument":"coastguard-support","direction":"Offer"}]}}
        {"do":"at-once","steps":[{"do":"change","on":"t-NL-1","body":{"externalId":"t-NL-1","title":"Elsewhere","partners":["NE"],"visibility":"TeamEurope","measures":[{"instrument":"readmission","direction":"Ask"}]}},{"do":"change","on":"t-EC-1","body":{"externalId":"t-EC-1","title":"Restricts elsewhere","partners":["ML"],"visibility":"Public","measures":[{"instrument":"coastguard-support","direction":"Offer"}]}}]}
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
