using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Briefings;
using TeamEurope.Application.Common;
using TeamEurope.Application.Meetings;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;
using TeamEurope.Web.Texts;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Meetings;

/// <summary>The calendar, a meeting, and planning one.</summary>
internal static class MeetingPages
{
    private const int PastOnAPage = 20;

    /// <summary>Whether the viewer's role plans meetings and composes briefings.</summary>
    public static bool MayPlan(this Viewer viewer) => viewer.Is(Role.Secretariat, Role.Coordinator);

    public static void MapMeetings(this RouteGroupBuilder pages)
    {
        var meetings = pages.MapGroup("/meetings");
        meetings.MapGet("", List).For<ListMeetings>();
        meetings.MapGet("/new", New).For<PlanMeeting>();
        meetings.MapPost("/new", Plan).For<PlanMeeting>();
        meetings.MapGet("/{id:guid}", One).For<GetMeeting>();
        meetings.MapGet("/{id:guid}/edit", Edit).For<GetMeetingToChange>();
        meetings.MapPost("/{id:guid}/edit", Change).For<ChangeMeeting>();
        meetings.MapPost("/{id:guid}/briefings", Compose).For<ComposeBriefing>();
    }

    private static async Task<IResult> List(IMediator mediator, TimeProvider clock, string? month, string? after, CancellationToken ct)
    {
        var today = clock.Today();
        var shown = CalendarMonth.Read(month, today);
        var inMonth = await mediator.Send(new ListMeetings(null, Paging.MostItems, shown.From, shown.To), ct);
        if (inMonth.Refusal is { } refusal)
        {
            return refusal.Page();
        }

        var ahead = (await mediator.Send(new ListMeetings(null, Paging.MostItems, From: today), ct)).Value.Items.Reverse().ToList();
        var past = await mediator.Send(new ListMeetings(after, PastOnAPage, To: today.AddDays(-1)), ct);
        return past.Page(p => Show<MeetingsPage>(new { Month = shown, InMonth = inMonth.Value.Items, Ahead = ahead, Past = p }));
    }

    private static IResult New() => ShowForm(null, MeetingForm.Blank);

    private static async Task<IResult> Plan(IMediator mediator, IFormCollection fields, CancellationToken ct)
    {
        var form = MeetingForm.Of(fields);
        if (form.WithOtherRows() is { } other)
        {
            return ShowForm(null, other);
        }

        var filled = form.Filled();
        return Saved(await mediator.Send(new PlanMeeting(filled.ToBody()), ct), null, filled);
    }

    private static async Task<IResult> Edit(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new GetMeetingToChange(id), ct)).Page(m => ShowForm(id, MeetingForm.Of(m)));

    private static async Task<IResult> Change(IMediator mediator, Guid id, IFormCollection fields, CancellationToken ct)
    {
        var form = MeetingForm.Of(fields);
        if (form.WithOtherRows() is { } other)
        {
            return (await mediator.Send(new GetMeetingToChange(id), ct)).Page(_ => ShowForm(id, other));
        }

        var filled = form.Filled();
        return Saved(await mediator.Send(new ChangeMeeting(id, filled.ToBody()), ct), id, filled);
    }

    private static Task<IResult> One(IMediator mediator, Guid id, CancellationToken ct) => ShowMeeting(mediator, id, new ComposeForm(), FormErrors.None, ct);

    private static async Task<IResult> Compose(IMediator mediator, Wording words, Guid id, IFormCollection fields, CancellationToken ct)
    {
        var form = ComposeForm.Of(fields);
        // No tenant at all would mean every tenant: whoever chose to choose must have chosen.
        var composed = form.Chosen && form.Audience.Count == 0
            ? Refusal.Invalid("$.audience", words["Meetings.AudienceMissing"])
            : await mediator.Send(new ComposeBriefing(id, form.ToRequest()), ct);
        return composed.Refusal is { Kind: RefusalKind.Invalid } refusal
            ? await ShowMeeting(mediator, id, form, new FormErrors(refusal), ct)
            : composed.Page(b => GoTo($"/briefings/{b.Id}"));
    }

    private static async Task<IResult> ShowMeeting(IMediator mediator, Guid id, ComposeForm form, FormErrors errors, CancellationToken ct)
    {
        var meeting = await mediator.Send(new GetMeeting(id), ct);
        if (meeting.Refusal is { } refusal)
        {
            return refusal.Page();
        }

        var changes = await mediator.Send(new ListMeetingChanges(id), ct);
        var status = errors.Refusal is { } wrong ? RefusalStatus.Of(wrong.Kind) : StatusCodes.Status200OK;
        return changes.Page(c => Show<MeetingPage>(new { Meeting = meeting.Value, Changes = c, Form = form, Errors = errors }, status));
    }

    private static IResult Saved(Result<MeetingView> saved, Guid? id, MeetingForm form) => saved.Refusal is { Kind: RefusalKind.Invalid } refusal
        ? Show<MeetingFormPage>(new { Id = id, Form = form, Errors = new FormErrors(refusal) }, RefusalStatus.Of(refusal.Kind))
        : saved.Page(m => GoTo($"/meetings/{m.Id}"));

    private static IResult ShowForm(Guid? id, MeetingForm form) => Show<MeetingFormPage>(new { Id = id, Form = form });
}
