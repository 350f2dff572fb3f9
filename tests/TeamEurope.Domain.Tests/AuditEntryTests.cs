using Shouldly;
using TeamEurope.Domain.Audit;
using Xunit;

namespace TeamEurope.Domain.Tests;

public class AuditEntryTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_hashed_text_says_all_that_is_there_in_its_order()
    {
        var entry = EntryOf("GH", """{"risk":"High"}""");
        entry.Record().ShouldBe(
            "v=1|tenant=NL|sequence=7|at=2026-11-28T12:00:00.0000000Z|from=10.0.0.1|what=RiskRated|on=country|code=GH|after={\"risk\":\"High\"}|previous=" + AuditEntry.NoHash);
        entry.Hash.ShouldBe(entry.ComputeHash());
    }

    [Fact]
    public void A_value_cannot_pass_for_the_next_field()
    {
        var honest = EntryOf("a", "b");
        foreach (var forged in new[] { EntryOf("a|after=b", null), EntryOf(@"a\pafter=b", null), EntryOf(@"a\", "b") })
        {
            forged.Hash.ShouldNotBe(honest.Hash);
            forged.Record().Split("|after=").Length.ShouldBe(forged.After is null ? 1 : 2);
        }

        EntryOf("a|b", null).Hash.ShouldNotBe(EntryOf(@"a\pb", null).Hash);
    }

    private static AuditEntry EntryOf(string code, string? after) => new AuditEntry
    {
        Tenant = "NL", Sequence = 7, At = At, From = "10.0.0.1", What = "RiskRated", On = "country", Code = code, After = after, Previous = AuditEntry.NoHash
    }.Seal();
}
