using System.Globalization;
using TeamEurope.Application.Briefings;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Meetings;

namespace TeamEurope.Application.Audit;

/// <summary>Notes that somebody opened what belongs to another tenant. Opening one's own needs no note, and lists need none.</summary>
public sealed class AuditReads(AuditTrail trail, CurrentUser user)
{
    /// <param name="version">The version that was shown.</param>
    public void OfInitiative(string what, Guid id, string owner, int version)
    {
        if (owner != user.Caller.Tenant)
        {
            trail.Note(new AuditNote(what, "initiative") { Subject = id, First = id, After = AuditStories.Fields(("version", version)), Folds = true });
        }
    }

    public void OfBriefing(Briefing briefing)
    {
        if (briefing.Tenant != user.Caller.Tenant)
        {
            trail.Note(new AuditNote(AuditWords.BriefingRead, "briefing")
            {
                Subject = briefing.Id, Code = briefing.ReadContent().Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                After = AuditStories.Fields(("edition", briefing.Edition)), Folds = true
            });
        }
    }
}
