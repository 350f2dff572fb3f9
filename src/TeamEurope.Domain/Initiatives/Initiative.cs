using TeamEurope.Rules.Register;

namespace TeamEurope.Domain.Initiatives;

/// <summary>
/// One tenant's bilateral, joint or EU initiative with partner countries. Its content is one value; the columns beside it
/// are copies to search by, kept in step here and nowhere else.
/// </summary>
public sealed class Initiative
{
    private readonly List<InitiativePartner> partners = [];
    private readonly List<InitiativeTenant> tenants = [];
    private readonly List<InitiativeInstrument> instruments = [];
    private readonly List<StageChange> stageChanges = [];

    private Initiative()
    {
        Owner = Reference = Title = SearchText = "";
        Content = null!;
    }

    public Guid Id { get; private set; }
    public string Owner { get; private set; }
    public int Year { get; private set; }
    public int Number { get; private set; }

    /// <summary><c>NL-2026-0001</c>: owner, year of registration (UTC), a number without gaps.</summary>
    public string Reference { get; private set; }
    public string? ExternalId { get; private set; }
    public string Title { get; private set; }
    public string SearchText { get; private set; }
    public Stage Stage { get; private set; }

    /// <summary>The live stage left for Paused or Suspended.</summary>
    public Stage? StageLeft { get; private set; }
    public Visibility Visibility { get; private set; }
    public InitiativeLevel Level { get; private set; }
    public DateOnly? NegotiatingSince { get; private set; }
    public string? PartOfOwner { get; private set; }
    public string? PartOfExternalId { get; private set; }
    public string? PartOfReference { get; private set; }
    public InitiativeContent Content { get; private set; }

    /// <summary>Grows by one with each change: the concurrency token and the ETag.</summary>
    public int Version { get; private set; }
    public DateTimeOffset RegisteredAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public IReadOnlyList<InitiativePartner> Partners => partners;
    public IReadOnlyList<InitiativeTenant> Tenants => tenants;
    public IReadOnlyList<InitiativeInstrument> Instruments => instruments;
    public IReadOnlyList<StageChange> StageChanges => stageChanges;

    public InitiativeState State => new(Content, Stage, NegotiatingSince);

    public Footprint ToFootprint() => State.ToFootprint(Id, Owner, Reference);

    /// <summary>Registers an initiative at whatever stage it has already reached: a register starts with old agreements.</summary>
    public static Initiative Register(
        string owner, int number, InitiativeState state, Func<string, string> goalOf, string by, DateTimeOffset now)
    {
        var initiative = new Initiative
        {
            Id = Guid.CreateVersion7(now),
            Owner = owner,
            Year = now.UtcDateTime.Year,
            Number = number,
            Reference = ReferenceOf(owner, now.UtcDateTime.Year, number),
            Stage = state.Stage,
            NegotiatingSince = state.NegotiatingSince,
            RegisteredAt = now
        };
        initiative.stageChanges.Add(new StageChange(initiative.Id, 0, null, state.Stage, DayOf(now), null, 0, by, now));
        initiative.Write(state.Content, goalOf, now);
        return initiative;
    }

    public static string ReferenceOf(string owner, int year, int number) => $"{owner}-{year}-{number:0000}";

    /// <summary>
    /// Puts new content in place of the old. A statement that is new or changed is Submitted again, and another umbrella
    /// wants another confirmation; both whatever the new content says of it.
    /// </summary>
    public void Change(InitiativeContent content, Func<string, string> goalOf, DateTimeOffset now) =>
        Write(Merge(Content, content), goalOf, now);

    /// <summary>What <see cref="Change"/> would make of it: the preview and the import ask without changing anything.</summary>
    public static InitiativeContent Merge(InitiativeContent old, InitiativeContent content) => content with
    {
        PartOf = content.PartOf is { } link && old.PartOf?.Umbrella == link.Umbrella ? old.PartOf : content.PartOf,
        Complementarity = content.Complementarity
            .Select(c => old.Complementarity.FirstOrDefault(o => o.Towards == c.Towards && o.Statement == c.Statement) ?? c)
            .ToArray()
    };

    /// <summary>Moves to another stage, or says which are possible.</summary>
    public Result<Done> MoveTo(Stage to, DateOnly effectiveOn, string? reason, string? justification, int unreadWarnings, string by, DateTimeOffset now)
    {
        if (CheckMove(to) is { } refusal)
        {
            return refusal;
        }

        stageChanges.Add(new StageChange(Id, stageChanges.Count, Stage, to, effectiveOn, reason, unreadWarnings, by, now));
        StageLeft = to is Stage.Paused or Stage.Suspended ? Stage : null;
        NegotiatingSince = NegotiatingSinceAfter(to, effectiveOn);
        Stage = to;
        Content = justification is null ? Content : Content with { Justification = justification };
        Touch(now);
        return default(Done);
    }

    /// <summary>Refuses a stage that cannot follow the present one, naming those that can.</summary>
    public Refusal? CheckMove(Stage to)
    {
        var possible = StageRules.PossibleAfter(Stage, StageLeft);
        return possible.Contains(to)
            ? null
            : new Refusal(RefusalKind.Impossible, "stage-not-possible",
                possible.Count == 0 ? Say.Of("Initiative.NothingLeaves", Stage) : Say.Of("Initiative.StagesPossible", Stage, string.Join(", ", possible)))
            {
                Details = new Dictionary<string, object?> { ["possible"] = possible.Select(s => s.ToString()).ToArray() }
            };
    }

    /// <summary>The state after a move, for the gate that looks at it before the move is made.</summary>
    public InitiativeState StateAfter(Stage to, DateOnly effectiveOn) => new(Content, to, NegotiatingSinceAfter(to, effectiveOn));

    /// <summary>The umbrella's owner says yes. Saying it again changes nothing.</summary>
    public Result<bool> ConfirmUmbrella(DateTimeOffset now)
    {
        if (Content.PartOf is not { } link)
        {
            return Refusal.NotFound;
        }

        if (link.Confirmed)
        {
            return false;
        }

        Content = Content with { PartOf = link with { Confirmed = true } };
        Touch(now);
        return true;
    }

    /// <summary>
    /// Either side takes it back: the umbrella stays named but counts no more until it is confirmed again. An umbrella of
    /// one's own counts without confirmation, so there the name goes.
    /// </summary>
    public Result<bool> WithdrawUmbrella(bool isOwnUmbrella, DateTimeOffset now)
    {
        if (Content.PartOf is not { } link)
        {
            return Refusal.NotFound;
        }

        if (!link.Confirmed && !isOwnUmbrella)
        {
            return false;
        }

        Content = Content with { PartOf = isOwnUmbrella ? null : link with { Confirmed = false } };
        NameUmbrella();
        Touch(now);
        return true;
    }

    /// <summary>A coordinator's reply to the statement towards an initiative.</summary>
    public Result<Done> Reply(InitiativeName towards, StatementStatus reply, string? reason, DateTimeOffset now)
    {
        if (!Content.Complementarity.Any(c => c.Towards == towards))
        {
            return Refusal.Invalid("$.towards", Say.Of("Initiative.NoStatementTowards"));
        }

        Content = Content with
        {
            Complementarity = Content.Complementarity
                .Select(c => c.Towards == towards ? c with { Status = reply, ReplyReason = reason } : c).ToArray()
        };
        Touch(now);
        return default(Done);
    }

    /// <summary>Lets one more tenant read it, as its owner accepted a request for disclosure. What everybody may see already stays so.</summary>
    public void DiscloseTo(string tenant, Func<string, string> goalOf, DateTimeOffset now)
    {
        if (Content.Visibility is Visibility.TeamEurope or Visibility.Public)
        {
            Touch(now);
            return;
        }

        var named = Content.Visibility == Visibility.Named ? Content.NamedTenants : [];
        Write(Content with { Visibility = Visibility.Named, NamedTenants = [.. named.Append(tenant).Distinct()] }, goalOf, now);
    }

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    /// <summary>The effective day of the first change that reaches Negotiating or later; it stays.</summary>
    private DateOnly? NegotiatingSinceAfter(Stage to, DateOnly effectiveOn) =>
        NegotiatingSince ?? (to.IsNegotiatingOrLater ? effectiveOn : null);

    private void Write(InitiativeContent content, Func<string, string> goalOf, DateTimeOffset now)
    {
        Content = content;
        ExternalId = content.ExternalId;
        Title = content.Title;
        Visibility = content.Visibility;
        Level = content.Level;
        SearchText = Initiatives.SearchText.Of(Reference, content.ExternalId, content.Title, content.Summary);
        NameUmbrella();
        Keep(partners, content.Partners, p => p.Code, code => new InitiativePartner(Id, code));
        Keep(tenants, TenantsOf(content), t => (t.Tenant, t.IsParticipant), t => new InitiativeTenant(Id, t.Tenant, t.IsParticipant));
        Keep(instruments, content.Measures.Select(m => m.Instrument), i => i.Instrument, code => new InitiativeInstrument(Id, code, goalOf(code)));
        Touch(now);
    }

    private static IEnumerable<(string Tenant, bool IsParticipant)> TenantsOf(InitiativeContent content) =>
        content.Participants.Select(p => (p, true)).Concat(content.NamedTenants.Select(n => (n, false)));

    private void NameUmbrella() => (PartOfOwner, PartOfExternalId, PartOfReference) =
        (Content.PartOf?.Umbrella.Owner, Content.PartOf?.Umbrella.ExternalId, Content.PartOf?.Umbrella.Reference);

    private void Touch(DateTimeOffset now)
    {
        Version++;
        ChangedAt = now;
    }

    /// <summary>Rows that stay are left alone, so that a change writes only what changed.</summary>
    private static void Keep<TRow, TKey>(List<TRow> rows, IEnumerable<TKey> wanted, Func<TRow, TKey> keyOf, Func<TKey, TRow> make)
    {
        var keys = wanted.Distinct().ToList();
        rows.RemoveAll(r => !keys.Contains(keyOf(r)));
        rows.AddRange(keys.Except(rows.Select(keyOf)).ToList().Select(make));
    }
}

/// <summary>A partner code of an initiative, to search by.</summary>
public sealed record InitiativePartner(Guid InitiativeId, string Code);

/// <summary>A tenant that takes part in an initiative or is named by it.</summary>
public sealed record InitiativeTenant(Guid InitiativeId, string Tenant, bool IsParticipant);

/// <summary>An instrument of an initiative, with its goal, to search by.</summary>
public sealed record InitiativeInstrument(Guid InitiativeId, string Instrument, string Goal);

/// <summary>A step of an initiative's history. Kept for good.</summary>
/// <param name="From">Null for the registration itself.</param>
/// <param name="EffectiveOn">The day it happened, which may lie before the day it was recorded.</param>
/// <param name="UnreadWarnings">Warnings that stood unread where the change was made all the same.</param>
public sealed record StageChange(
    Guid InitiativeId, int Position, Stage? From, Stage To, DateOnly EffectiveOn, string? Reason, int UnreadWarnings, string By, DateTimeOffset RecordedAt);

/// <summary>A version of an initiative, kept for good: for differences, and for evaluating a change against what was before.</summary>
public sealed record InitiativeRevision(Guid InitiativeId, int Version, string Owner, string Reference, InitiativeState State, string By, DateTimeOffset At)
{
    /// <summary>Whether a tenant could read it when it was written.</summary>
    public Footprint ToFootprint() => State.ToFootprint(InitiativeId, Owner, Reference);

    public bool IsVisibleTo(string tenant) => ToFootprint().IsVisibleTo(tenant);
}
