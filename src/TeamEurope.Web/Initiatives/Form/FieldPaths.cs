namespace TeamEurope.Web.Initiatives.Form;

/// <summary>The fields that an initiative and its stage change have words for: JSON paths of the contract without the numbers of rows.</summary>
public static class FieldPaths
{
    public static readonly IReadOnlyList<string> All =
    [
        "title", "summary", "language", "handling", "level", "form", "legalEffect", "mandateOn", "stage", "visibility", "namedTenants",
        "participants", "partners", "startsOn", "endsOn", "negotiatingSince", "announcedOn", "justification", "partOf", "partOf.owner",
        "partOf.externalId", "partOf.reference", "partOf.confirmed", "complementarity", "complementarity.towards", "complementarity.towards.owner",
        "complementarity.towards.externalId", "complementarity.towards.reference", "complementarity.statement", "complementarity.status",
        "complementarity.replyReason", "amountEur", "suspensionClause", "humanRights.mentioned", "humanRights.monitoring", "humanRights.safeguards",
        "monitoring.form", "monitoring.cooperation", "monitoring.frequency", "monitoring.content", "monitoring.followUp",
        "monitoring.independentMonitor", "hubGuarantees", "hubGuarantees.maximumStay", "hubGuarantees.residenceStatus",
        "hubGuarantees.fallbackIfReturnFails", "hubGuarantees.originAndTransitCountriesInvolved", "hubGuarantees.legalProtection",
        "hubGuarantees.independentMonitoring", "hubGuarantees.complaintsHandling", "hubGuarantees.reassessmentRight", "externalId", "measures",
        "measures.instrument", "measures.direction", "measures.occupation", "measures.equipment", "measures.quantity", "measures.unit",
        "measures.amountEur", "measures.implementer", "measures.startsOn", "measures.endsOn", "measures.incentive", "measures.incentive.sign",
        "measures.incentive.domain", "effectiveOn", "reason"
    ];

    /// <summary>Whether a field, in whatever row, has words.</summary>
    public static bool IsField(string path) => All.Contains(FormPaths.WordOf(path));
}
