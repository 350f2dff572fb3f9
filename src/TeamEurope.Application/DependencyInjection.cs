using System.Reflection;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Briefings;
using TeamEurope.Application.Common;
using TeamEurope.Application.Desk;
using TeamEurope.Application.Digests;
using TeamEurope.Application.Evaluation;
using TeamEurope.Application.Imports;
using TeamEurope.Application.Initiatives;
using TeamEurope.Application.Jobs;
using TeamEurope.Application.Meetings;
using TeamEurope.Application.Notifications;
using TeamEurope.Application.People;
using TeamEurope.Application.Reminders;
using TeamEurope.Application.Telemetry;
using TeamEurope.Domain;

namespace TeamEurope.Application;

public static class DependencyInjection
{
    /// <summary>The use cases. Whoever composes the product adds the ports, the reference data and the rule settings.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddSingleton<EvaluationSignal>().AddSingleton<EvaluatedSignal>().AddSingleton<NewsSignal>().AddSingleton<ImportSignal>();
        services.AddSingleton<RegisterMirror>().AddSingleton<PendingTouches>().AddSingleton<PushPosition>().AddSingleton<PushGate>().AddSingleton<JobBoard>();
        services.AddSingleton<InitiativeReader>().AddSingleton<AlertShapes>().AddSingleton<ReferenceFilters>().AddSingleton<MeetingReader>();
        services.AddScoped<CurrentUser>().AddScoped<Wall>().AddScoped<AuditTrail>().AddScoped<AuditAppender>().AddScoped<AuditReads>().AddSingleton<RecentReads>();
        services.AddScoped<InitiativeStore>().AddScoped<InitiativeRegistrar>().AddScoped<InitiativeChanger>().AddScoped<StageMover>().AddScoped<UmbrellaSides>();
        services.AddScoped<InitiativeSelector>().AddScoped<RevisionReader>().AddScoped<DeskAlertReader>().AddScoped<DeskInitiativeReader>().AddScoped<DeskNews>();
        services.AddSingleton<EvaluationPace>().AddScoped<EvaluateRegister>().AddScoped<MirrorFollower>().AddScoped<EvaluationProgress>().AddScoped<AlertLedger>().AddScoped<PostponedFindings>().AddScoped<AlertPlaces>().AddScoped<AlertNews>().AddScoped<ProbingWatch>();
        services.AddScoped<AlertFinder>().AddScoped<AlertViews>().AddScoped<AlertActs>().AddScoped<SubscriptionFilters>().AddScoped<DisclosureViews>();
        services.AddScoped<AlertSearcher>().AddScoped<AlertGrouper>().AddScoped<AlertAcknowledger>().AddSingleton<SubscriptionReader>().AddScoped<PersonBlocker>().AddScoped<PersonAnonymiser>().AddScoped<PersonalDataReader>().AddScoped<AuditReader>().AddScoped<AuditLister>();
        services.AddScoped<NotificationWriter>().AddScoped<LivePusher>().AddScoped<RowTaker>().AddScoped<ImportRows>();
        services.AddScoped<MeetingViews>().AddScoped<MeetingFinder>().AddScoped<MeetingChanges>().AddScoped<BriefingFinder>().AddScoped<BriefingComposer>().AddScoped<BriefingRegister>().AddScoped<BriefingAlerts>();
        services.AddScoped<BriefingLayout>().AddScoped<BriefingPrinter>();
        services.AddSingleton<ProductMeter>().AddScoped<BacklogReader>();
        return services.AddJobs().AddRequests();
    }

    /// <summary>The scheduled jobs and what they work with.</summary>
    private static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<InitiativeTable>().AddSingleton<ExportSignal>();
        services.AddSingleton<JobRunner>().AddSingleton<ClaimedRuns>().AddSingleton<DigestWriter>();
        services.AddScoped<JobKeeper>().AddScoped<AuditKeeper>().AddScoped<AlertComparer>().AddScoped<DigestSender>();
        services.AddScoped<IReminderSource, AlertReminders>().AddScoped<IReminderSource, DisclosureReminders>();
        foreach (var job in ScheduledJobs.All)
        {
            services.AddScoped(job.Work);
        }

        return services;
    }

    /// <summary>MediatR's registration, by hand as its version 5 wants it: every handler of this assembly and the behaviours.</summary>
    private static IServiceCollection AddRequests(this IServiceCollection services)
    {
        services.AddTransient<ServiceFactory>(provider => provider.GetService!);
        services.AddTransient<IMediator, Mediator>();
        foreach (var handler in Assembly.GetExecutingAssembly().GetTypes().Where(t => t is { IsClass: true, IsAbstract: false }))
        {
            foreach (var contract in handler.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)))
            {
                services.AddTransient(contract, handler);
                AddBehaviours(services, contract.GetGenericArguments()[0], contract.GetGenericArguments()[1]);
            }
        }

        return services;
    }

    /// <summary>The span first, then authorisation, then what a failing database means, then the transaction around a command's handler.</summary>
    private static void AddBehaviours(IServiceCollection services, Type request, Type response)
    {
        var contract = typeof(IPipelineBehavior<,>).MakeGenericType(request, response);
        services.AddTransient(contract, typeof(TracedBehaviour<,>).MakeGenericType(request, response));
        services.AddTransient(contract, typeof(AuthoriseBehaviour<,>).MakeGenericType(request, response));
        services.AddTransient(contract, typeof(FaultBehaviour<,>).MakeGenericType(request, response));
        if (request.IsAssignableTo(typeof(IReachesOthers)))
        {
            services.AddTransient(contract, typeof(WallBehaviour<,>).MakeGenericType(request, response));
        }

        if (request.IsAssignableTo(typeof(IReadsMirror)))
        {
            services.AddTransient(contract, typeof(MirrorBehaviour<,>).MakeGenericType(request, response));
        }

        if (request.IsAssignableTo(typeof(ICommand)))
        {
            services.AddTransient(contract, typeof(TransactionBehaviour<,>).MakeGenericType(request, response));
        }
        else if (request.GetCustomAttribute<AuditedAttribute>() is not null)
        {
            services.AddTransient(contract, typeof(AuditedReadBehaviour<,>).MakeGenericType(request, response));
        }
    }
}
