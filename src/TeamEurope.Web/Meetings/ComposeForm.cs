using Microsoft.AspNetCore.Http;
using TeamEurope.Contracts;

namespace TeamEurope.Web.Meetings;

/// <summary>What the form for a new briefing sends.</summary>
public sealed record ComposeForm
{
    public string? Language { get; init; }

    /// <summary>Chosen tenants, and not every one.</summary>
    public bool Chosen { get; init; }
    public IReadOnlyList<string> Audience { get; init; } = [];

    public static ComposeForm Of(IFormCollection fields) => new()
    {
        Language = fields["language"],
        Chosen = fields["readers"] == "chosen",
        Audience = [.. fields["audience"].OfType<string>()]
    };

    public BriefingRequest ToRequest() => new(Language, Chosen ? Audience : null);
}
