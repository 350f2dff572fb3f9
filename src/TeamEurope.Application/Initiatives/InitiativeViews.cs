using TeamEurope.Contracts;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Initiatives;

/// <summary>An initiative as its readers see it.</summary>
public static class InitiativeViews
{
    public static InitiativeView ToView(this Initiative initiative) =>
        Of(initiative.Id, initiative.Reference, initiative.Owner, initiative.Version, initiative.State, initiative.ChangedAt) with
        {
            Stages = initiative.StageChanges.OrderBy(s => s.Position).Select(ToView).ToArray(),
            RegisteredAt = initiative.RegisteredAt
        };

    /// <summary>As it was at one version; its stage history and registration stand with the initiative.</summary>
    public static InitiativeView ToView(this InitiativeRevision revision) =>
        Of(revision.InitiativeId, revision.Reference, revision.Owner, revision.Version, revision.State, revision.At);

    private static InitiativeView Of(Guid id, string reference, string owner, int version, InitiativeState state, DateTimeOffset at)
    {
        var content = state.Content;
        return new InitiativeView
        {
            Id = id,
            Reference = reference,
            Owner = owner,
            Version = version,
            ExternalId = content.ExternalId,
            Title = content.Title,
            Summary = content.Summary,
            Language = content.Language,
            Handling = content.Handling.ToString(),
            Level = content.Level.ToString(),
            Form = content.Form.ToString(),
            LegalEffect = content.EffectiveLegalEffect.ToString(),
            MandateOn = content.MandateOn,
            Stage = state.Stage.ToString(),
            Visibility = content.Visibility.ToString(),
            NamedTenants = content.NamedTenants,
            Participants = content.Participants,
            Partners = content.Partners,
            StartsOn = content.StartsOn,
            EndsOn = content.EndsOn,
            NegotiatingSince = state.NegotiatingSince,
            AnnouncedOn = content.AnnouncedOn,
            Justification = content.Justification,
            PartOf = content.PartOf is { } link
                ? new PartOfView(link.Umbrella.Owner, link.Umbrella.ExternalId, link.Umbrella.Reference, link.Confirmed)
                : null,
            Complementarity = content.Complementarity
                .Select(c => new ComplementarityView(c.Towards.ToBody(), c.Statement, c.Status.ToString(), c.ReplyReason)).ToArray(),
            AmountEur = content.AmountEur,
            SuspensionClause = content.SuspensionClause,
            HumanRights = new HumanRightsBody(content.HumanRights.Mentioned, content.HumanRights.Monitoring, content.HumanRights.Safeguards),
            Monitoring = new MonitoringBody(
                content.Monitoring.Form, content.Monitoring.Cooperation, content.Monitoring.Frequency, content.Monitoring.Content,
                content.Monitoring.FollowUp, content.Monitoring.IndependentMonitor),
            HubGuarantees = content.HubGuarantees.Select(g => g.ToString()).ToArray(),
            Measures = content.Measures.Select(ToBody).ToArray(),
            Stages = [],
            RegisteredAt = at,
            ChangedAt = at
        };
    }

    /// <summary>In a list.</summary>
    public static InitiativeSummary ToSummary(this Initiative i) => new(
        i.Id, i.Reference, i.ExternalId, i.Owner, i.Title, i.Level.ToString(), i.Content.Form.ToString(), i.Stage.ToString(),
        i.Visibility.ToString(), i.Content.Handling.ToString(), i.Content.Partners, i.Content.Participants,
        i.Content.Measures.Select(m => m.Instrument).Distinct().ToArray(), i.Content.StartsOn, i.Content.EndsOn, i.ChangedAt);

    public static InitiativeNameBody ToBody(this InitiativeName name) => new(name.Owner, name.ExternalId, name.Reference);

    private static StageChangeView ToView(StageChange change) => new(
        change.From?.ToString(), change.To.ToString(), change.EffectiveOn, change.Reason, change.UnreadWarnings, change.By, change.RecordedAt);

    private static MeasureBody ToBody(Measure measure) => new()
    {
        Instrument = measure.Instrument,
        Direction = measure.Direction.ToString(),
        Occupation = measure.Occupation,
        Equipment = measure.Equipment,
        Quantity = measure.Quantity,
        Unit = measure.Unit,
        AmountEur = measure.AmountEur,
        Implementer = measure.Implementer,
        StartsOn = measure.StartsOn,
        EndsOn = measure.EndsOn,
        Incentive = measure.Incentive is { } i ? new IncentiveBody(i.Sign.ToString(), i.Domain.ToString()) : null
    };
}
