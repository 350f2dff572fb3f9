using System.Globalization;
using TeamEurope.Contracts;

namespace TeamEurope.Client;

public sealed partial class TeamEuropeClient
{
    private const string Meetings = "api/v1/meetings";
    private const string Briefings = "api/v1/briefings";

    public Task<MeetingView> PlanMeetingAsync(MeetingBody meeting, CancellationToken cancellation = default) =>
        PostAsync<MeetingView>(Meetings, meeting, cancellation);

    public Task<Page<MeetingView>> ListMeetingsAsync(
        string? after = null, int? limit = null, DateOnly? from = null, DateOnly? to = null, CancellationToken cancellation = default) =>
        GetAsync<Page<MeetingView>>(
            Query(Meetings, ("after", after), ("limit", limit), ("from", from?.ToString("o", CultureInfo.InvariantCulture)), ("to", to?.ToString("o", CultureInfo.InvariantCulture))),
            cancellation);

    public Task<MeetingView> GetMeetingAsync(Guid id, CancellationToken cancellation = default) =>
        GetAsync<MeetingView>($"{Meetings}/{id}", cancellation);

    /// <summary>Puts another title, day and agenda in place of the old.</summary>
    public Task<MeetingView> ChangeMeetingAsync(Guid id, MeetingBody meeting, CancellationToken cancellation = default) =>
        SendAsync(Request(HttpMethod.Put, $"{Meetings}/{id}", meeting), BodyAsync<MeetingView>, cancellation);

    /// <summary>What changed on the agenda's countries since the meeting before.</summary>
    public Task<MeetingChangesView> ListMeetingChangesAsync(Guid id, CancellationToken cancellation = default) =>
        GetAsync<MeetingChangesView>($"{Meetings}/{id}/changes", cancellation);

    /// <summary>Has a briefing composed, and answers its id.</summary>
    public async Task<Guid> ComposeBriefingAsync(Guid meeting, BriefingRequest briefing, CancellationToken cancellation = default) =>
        (await PostAsync<Created>($"{Meetings}/{meeting}/briefings", briefing, cancellation)).Id;

    public Task<BriefingView> GetBriefingAsync(Guid id, CancellationToken cancellation = default) =>
        GetAsync<BriefingView>($"{Briefings}/{id}", cancellation);

    /// <summary>The briefing as a file.</summary>
    /// <param name="format">docx, pdf, md or json.</param>
    public Task<byte[]> GetBriefingFileAsync(Guid id, string format, CancellationToken cancellation = default) =>
        SendAsync(
            Request(HttpMethod.Get, Query($"{Briefings}/{id}/file", ("format", format))),
            (response, ct) => response.Content.ReadAsByteArrayAsync(ct), cancellation);

    /// <summary>Puts the composer's words, and what is left out, in place of what was there.</summary>
    public Task<BriefingView> EditBriefingAsync(Guid id, BriefingEdit edit, CancellationToken cancellation = default) =>
        SendAsync(Request(HttpMethod.Put, $"{Briefings}/{id}", edit), BodyAsync<BriefingView>, cancellation);

    /// <summary>Reads the register anew for the briefing, which keeps its composer's words.</summary>
    public Task<BriefingView> RecomposeBriefingAsync(Guid id, string version, CancellationToken cancellation = default) =>
        PostAsync<BriefingView>($"{Briefings}/{id}/recompose", new RecomposeRequest(version), cancellation);

    /// <summary>Keeps the briefing's files as they are from now on.</summary>
    public Task FreezeBriefingAsync(Guid id, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Post, $"{Briefings}/{id}/freeze", null, cancellation);

    private sealed record Created(Guid Id);
}
