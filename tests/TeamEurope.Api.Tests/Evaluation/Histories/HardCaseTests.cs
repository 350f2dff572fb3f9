using Xunit;

namespace TeamEurope.Api.Tests.Evaluation.Histories;

/// <summary>Short histories of what is easily got wrong, each held against the model after every step.</summary>
public class HardCaseTests
{
    [Fact]
    public Task An_umbrella_that_is_named_before_it_is_there_and_whose_name_another_takes() => CounterexampleTests.HoldsAsync("""
        {"do":"register","tenant":"NL","body":{"externalId":"t-NL-2","title":"Part","partners":["BR"],"stage":"Negotiating","visibility":"TeamEurope","measures":[{"instrument":"readmission","direction":"Ask"}],"partOf":{"owner":"NL","externalId":"t-NL-1"}}}
        {"do":"register","tenant":"NL","body":{"externalId":"t-NL-3","title":"Part of the part","partners":["SN"],"stage":"Negotiating","visibility":"TeamEurope","measures":[{"instrument":"readmission","direction":"Ask"}],"partOf":{"owner":"NL","externalId":"t-NL-2"}}}
        {"do":"register","tenant":"IT","body":{"externalId":"t-IT-1","title":"Beside","partners":["SN"],"stage":"Negotiating","visibility":"TeamEurope","measures":[{"instrument":"readmission","direction":"Ask"}],"partOf":{"owner":"NL","externalId":"t-NL-1"}}}
        {"do":"register","tenant":"NL","body":{"externalId":"t-NL-1","title":"Umbrella","partners":["SN"],"visibility":"Owner"}}
        {"do":"confirm","on":"t-IT-1"}
        {"do":"crash","step":{"do":"delete","on":"t-NL-1"},"at":"AfterWrite","stays":false,"days":0}
        {"do":"crash","step":{"do":"register","tenant":"NL","body":{"externalId":"t-NL-1","title":"Another","partners":["SN"],"stage":"Exploratory","visibility":"Owner"}},"at":"AfterWrite","stays":false,"days":1}
        {"do":"crash","step":{"do":"change","on":"t-NL-1","body":{"externalId":"t-NL-9","title":"Renamed","partners":["SN"],"visibility":"Owner"}},"at":"BeforeEvaluation","stays":true,"days":0}
        {"do":"change","on":"t-NL-9","body":{"externalId":"t-NL-1","title":"Named again","partners":["SN"],"visibility":"Owner"}}
        {"do":"withdraw","on":"t-IT-1","tenant":"NL"}
        """);

    [Fact]
    public Task Two_sides_that_hide_show_themselves_and_hide_again() => CounterexampleTests.HoldsAsync("""
        {"do":"subscribe","watcher":0,"country":"MA","delivery":"Live"}
        {"do":"subscribe","watcher":2,"country":"MA","delivery":"Daily"}
        {"do":"register","tenant":"NL","body":{"externalId":"t-NL-1","title":"One","partners":["MA"],"stage":"Exploratory","visibility":"Owner","measures":[{"instrument":"seasonal-labour","direction":"Offer"}]}}
        {"do":"register","tenant":"IT","body":{"externalId":"t-IT-1","title":"Two","partners":["MA"],"stage":"Exploratory","visibility":"Owner","measures":[{"instrument":"seasonal-labour","direction":"Offer"}]}}
        {"do":"change","on":"t-IT-1","body":{"externalId":"t-IT-1","title":"Two","partners":["MA"],"visibility":"Owner","participants":["ES"],"measures":[{"instrument":"seasonal-labour","direction":"Offer"}]}}
        {"do":"disclose","alert":"collision|pair|t-NL-1|t-IT-1|t-NL-1","accept":true}
        {"do":"change","on":"t-NL-1","body":{"externalId":"t-NL-1","title":"One","partners":["MA"],"visibility":"TeamEurope","participants":["DE"],"measures":[{"instrument":"seasonal-labour","direction":"Offer","occupation":"92"}]}}
        {"do":"resolve","alert":"labour-competition|t-NL-1|t-IT-1","tenant":"NL"}
        {"do":"crash","step":{"do":"change","on":"t-IT-1","body":{"externalId":"t-IT-1","title":"Two","partners":["MA"],"visibility":"Owner","measures":[{"instrument":"seasonal-labour","direction":"Offer","occupation":"92"}]}},"at":"BetweenAlertsAndNews","stays":true,"days":0}
        {"do":"change","on":"t-NL-1","body":{"externalId":"t-NL-1","title":"One","partners":["MA"],"visibility":"Owner","measures":[{"instrument":"seasonal-labour","direction":"Offer","occupation":"92"}]}}
        {"do":"crash","step":{"do":"stage","on":"t-IT-1","to":"Ended","daysAgo":0},"at":"AfterEvaluation","stays":false,"days":0}
        """);

    [Fact]
    public Task Days_on_which_a_mandate_begins_and_windows_end_pass_together_in_a_crash() => CounterexampleTests.HoldsAsync("""
        {"do":"register","tenant":"EC","body":{"externalId":"t-EC-1","title":"Mandate","partners":["SR"],"stage":"Negotiating","level":"EU","legalEffect":"Political","mandateOn":"2026-11-24","visibility":"TeamEurope","measures":[{"instrument":"readmission","direction":"Ask"}]}}
        {"do":"register","tenant":"IT","body":{"externalId":"t-IT-1","title":"Beside","partners":["SR"],"stage":"Negotiating","visibility":"Owner","measures":[{"instrument":"readmission","direction":"Ask"},{"instrument":"coastguard-support","direction":"Offer","endsOn":"2026-11-24"}]}}
        {"do":"days","days":1}
        {"do":"crash","step":{"do":"register","tenant":"NL","body":{"externalId":"t-NL-1","title":"Third","partners":["SR"],"stage":"Exploratory","visibility":"TeamEurope","endsOn":"2026-11-25","measures":[{"instrument":"readmission","direction":"Ask"}]}},"at":"BeforeEvaluation","stays":false,"days":2}
        {"do":"restart","days":2,"noticeExpectedFrom":"2026-12-01","otherReference":true}
        {"do":"restart","days":0,"noticeExpectedFrom":"2026-06-12","otherReference":false}
        """);

    [Fact]
    public Task Statements_towards_what_is_not_registered_yet() => CounterexampleTests.HoldsAsync("""
        {"do":"register","tenant":"NL","body":{"externalId":"t-NL-1","title":"Complements","partners":["TN"],"stage":"Negotiating","visibility":"TeamEurope","measures":[{"instrument":"readmission","direction":"Ask"}],"complementarity":[{"towards":{"owner":"EC","externalId":"t-EC-1"},"statement":"complements"}]}}
        {"do":"register","tenant":"EC","body":{"externalId":"t-EC-1","title":"Union","partners":["TN"],"stage":"Negotiating","level":"EU","legalEffect":"Binding","form":"Treaty","visibility":"TeamEurope","measures":[{"instrument":"readmission","direction":"Ask"}]}}
        {"do":"reply","on":"t-NL-1","towards":{"owner":"EC","externalId":"t-EC-1"},"answer":"Noted"}
        {"do":"change","on":"t-EC-1","body":{"externalId":"t-EC-2","title":"Renamed","partners":["TN"],"level":"EU","legalEffect":"Binding","form":"Treaty","visibility":"TeamEurope","measures":[{"instrument":"readmission","direction":"Ask"}]}}
        {"do":"crash","step":{"do":"change","on":"t-EC-2","body":{"externalId":"t-EC-1","title":"Named again","partners":["TN"],"level":"EU","legalEffect":"Binding","form":"Treaty","visibility":"TeamEurope","measures":[{"instrument":"readmission","direction":"Ask"}]}},"at":"BeforeWrite","stays":false,"days":1}
        {"do":"reply","on":"t-NL-1","towards":{"owner":"EC","externalId":"t-EC-1"},"answer":"Disputed"}
        """);

    [Fact]
    public Task Spillovers_groups_and_ratings_follow_what_is_far_away() => CounterexampleTests.HoldsAsync("""
        {"do":"register","tenant":"NL","body":{"externalId":"t-NL-1","title":"Restricts","partners":["TN"],"stage":"Exploratory","visibility":"TeamEurope","measures":[{"instrument":"border-equipment","direction":"Offer","equipment":"vessels"}]}}
        {"do":"register","tenant":"IT","body":{"externalId":"t-IT-1","title":"Next door","partners":["LY"],"stage":"Exploratory","visibility":"Owner","measures":[{"instrument":"readmission","direction":"Ask"}]}}
        {"do":"change","on":"t-NL-1","body":{"externalId":"t-NL-1","title":"Restricts","partners":["TN"],"visibility":"Owner","measures":[{"instrument":"border-equipment","direction":"Offer","equipment":"vessels"}]}}
        {"do":"crash","step":{"do":"stage","on":"t-IT-1","to":"Paused","daysAgo":0},"at":"BeforeEvaluation","stays":true,"days":0}
        {"do":"stage","on":"t-IT-1","to":"Exploratory","daysAgo":0}
        {"do":"rate","tenant":"NL","country":"TN","risk":"low"}
        {"do":"crash","step":{"do":"rate","tenant":"NL","country":"TN"},"at":"AfterWrite","stays":false,"days":1}
        {"do":"import","tenant":"DE","rows":[{"externalId":"t-DE-1","title":"Offers","partners":["SN"],"stage":"Exploratory","visibility":"TeamEurope","measures":[{"instrument":"resettlement","direction":"Offer"}]}],"baseline":true}
        {"do":"import","tenant":"ES","rows":[{"externalId":"t-ES-1","title":"Offers","partners":["SN"],"stage":"Exploratory","visibility":"TeamEurope","measures":[{"instrument":"resettlement","direction":"Offer"}]}],"baseline":false}
        {"do":"register","tenant":"IT","body":{"externalId":"t-IT-2","title":"Offers","partners":["SN"],"stage":"Exploratory","visibility":"TeamEurope","measures":[{"instrument":"resettlement","direction":"Offer"}]}}
        {"do":"import","tenant":"ES","rows":[{"externalId":"t-ES-1","title":"Offers","partners":["SN"],"stage":"Exploratory","visibility":"TeamEurope","measures":[{"instrument":"resettlement","direction":"Offer"}]}],"baseline":false}
        {"do":"change","on":"t-IT-2","body":{"externalId":"t-IT-2","title":"Leaves","partners":["BR"],"visibility":"TeamEurope","measures":[{"instrument":"resettlement","direction":"Offer"}]}}
        """);
}
