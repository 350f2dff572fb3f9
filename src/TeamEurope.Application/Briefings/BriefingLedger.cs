using TeamEurope.Application.Partners;
using TeamEurope.Contracts;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Briefings;

/// <summary>The country ledger in the words of a briefing, which names initiatives by reference alone.</summary>
internal sealed class BriefingLedger(ReferenceData reference, DateOnly asOf)
{
    private readonly CountryLedger ledger = new(reference, asOf);

    public IReadOnlyList<BriefingActivity> MatrixOf(IReadOnlyCollection<SeenInitiative> initiatives) =>
        [.. ledger.MatrixOf(Of(initiatives)).Select(a => new BriefingActivity(a.Tenant, a.Goal, References(a.References)))];

    public IReadOnlyList<BriefingLedgerLine> LinesOf(IReadOnlyCollection<SeenInitiative> initiatives, Direction direction) =>
    [
        .. ledger.LinesOf(Of(initiatives), direction)
            .Select(l => new BriefingLedgerLine(l.Instrument, l.Tenants, l.AmountEur, References(l.References)))
    ];

    private static LedgerInitiative[] Of(IReadOnlyCollection<SeenInitiative> initiatives) =>
        [.. initiatives.Select(i => new LedgerInitiative(i.Id, i.Reference, i.Owner, i.Parties, i.Measures))];

    private static string[] References(IReadOnlyList<InitiativeLink> links) => [.. links.Select(l => l.Reference)];
}
