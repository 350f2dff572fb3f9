using System.Reflection;
using MediatR;
using Shouldly;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Domain;
using Xunit;

namespace TeamEurope.Architecture.Tests;

/// <summary>Every way in says who may, and every use case has one home.</summary>
public class RequestTests
{
    private static readonly Type[] Requests = typeof(ICommand).Assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)))
        .ToArray();

    [Fact]
    public void Every_request_says_who_may_send_it()
    {
        Requests.Length.ShouldBeGreaterThan(20);
        Requests.Where(r => r.GetCustomAttribute<AllowAttribute>() is not { Roles.Count: > 0 }).Select(r => r.Name).ShouldBeEmpty();
    }

    [Fact]
    public void Every_request_answers_with_a_result_and_has_one_handler()
    {
        foreach (var request in Requests)
        {
            var answer = request.GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)).GetGenericArguments()[0];
            answer.GetGenericTypeDefinition().ShouldBe(typeof(Result<>), request.Name);
            var handlers = typeof(ICommand).Assembly.GetTypes()
                .Where(t => t.GetInterfaces().Contains(typeof(IRequestHandler<,>).MakeGenericType(request, answer)));
            handlers.Count().ShouldBe(1, request.Name);
        }
    }

    [Fact]
    public void Every_command_is_audited_or_says_why_not()
    {
        var commands = Requests.Where(r => r.IsAssignableTo(typeof(ICommand))).ToList();
        commands.Count.ShouldBeGreaterThan(20);
        commands.Where(c => (c.GetCustomAttribute<AuditedAttribute>() is { Words.Count: > 0 }) == (c.GetCustomAttribute<NotAuditedAttribute>() is { Reason.Length: > 0 }))
            .Select(c => c.Name).ShouldBeEmpty();
        var words = Requests.SelectMany(r => r.GetCustomAttribute<AuditedAttribute>()?.Words ?? []).Distinct().ToList();

        // By hand begun jobs are noted where their run is claimed; the last two are the service's own.
        AuditWords.All.Except([AuditWords.JobStarted, AuditWords.SignedIn, AuditWords.Pruned, AuditWords.ChainsNoted]).Order(StringComparer.Ordinal)
            .ShouldBe(words.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Auditors_and_operators_see_no_content()
    {
        var open = Requests.Where(r => r.GetCustomAttribute<AllowAttribute>()!.Roles.Any(role => role is Role.Auditor or Role.Operator)).Select(r => r.Name);
        // Numbers of what waits; references without titles, for auditors; how the jobs are, their runs and beginning one; and that
        // somebody was here; and what is kept about oneself.
        open.Order(StringComparer.Ordinal).ShouldBe(["ExportAudit", "GetMyData", "GetStatus", "ListAudit", "ListJobRuns", "ListJobs", "RememberPerson", "RunJob"]);
    }

    [Fact]
    public void The_wall_is_open_for_these_alone()
    {
        // Umbrellas' links, the hidden side of an alert, others' news; numbers of what waits; one's own acts on what one may not see any more;
        // a person's name wherever it stands.
        Requests.Where(r => r.IsAssignableTo(typeof(IReachesOthers))).Select(r => r.Name).Order(StringComparer.Ordinal).ShouldBe(
        [
            "AcknowledgeAlert", "AcknowledgeAlerts", "AnonymisePerson", "ChangeInitiative", "CommentOnAlert", "ConfirmPartOf", "ExportAudit", "FreezeBriefing", "GetMyData",
            "GetPersonalData", "GetStatus",
            "ListAudit", "ListJobs", "ListParts", "MoveStage", "RegisterInitiative", "ReplyToDisclosure", "ReplyToStatement", "RequestDisclosure",
            "ResolveAlert", "TakeOverChunk", "WithdrawDisclosure", "WithdrawPartOf"
        ]);
    }
}
