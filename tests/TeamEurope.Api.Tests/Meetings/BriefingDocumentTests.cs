using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Application.Briefings;
using TeamEurope.Application.Common;
using TeamEurope.Domain;
using Xunit;

namespace TeamEurope.Api.Tests.Meetings;

/// <summary>Pages ask the mediator themselves: the preview of a briefing has no address of its own.</summary>
public class BriefingDocumentTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task The_preview_is_the_briefing_as_it_prints()
    {
        var gsc = await fixture.App.SignInAsync("GSC", "Secretariat");
        var meeting = await gsc.PlanMeetingAsync(new("Preview", new(2030, 1, 1), [new("TN")]));
        var briefing = await gsc.GetBriefingAsync(await gsc.ComposeBriefingAsync(meeting.Id, new("de", ["NL"])));
        await gsc.EditBriefingAsync(briefing.Id, new(briefing.Version, "Zur Einführung", [new("TN", "Zu Tunesien")], ["resolved", "matrix"]));
        foreach (var tenant in new[] { "GSC", "NL" })
        {
            var document = (await DocumentAsync(briefing.Id, tenant)).Value;
            (document.Title, document.Language, document.HandlingMark).ShouldBe(("MOCADEM-Informationsvermerk", "de", "LIMITE"));
            var headings = document.Blocks.OfType<Heading>().Select(h => h.Text).ToList();
            headings.Take(3).ShouldBe(["Überblick", "Tunesien", "Initiativen"]);
            headings.ShouldNotContain("Wer auf welchem Gebiet tätig ist");
            document.Blocks.OfType<Paragraph>().Select(p => p.Text).ShouldContain("Zu Tunesien");
        }

        (await DocumentAsync(briefing.Id, "FR")).Refusal.ShouldBe(Refusal.NotFound);
    }

    private async Task<Result<BriefingDocument>> DocumentAsync(Guid id, string tenant)
    {
        await using var scope = fixture.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().SignIn(new Caller(tenant, "page", Role.Desk));
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new GetBriefingDocument(id));
    }
}
