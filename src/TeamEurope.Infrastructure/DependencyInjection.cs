using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Briefings;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Application.Notifications;
using TeamEurope.Application.People;
using TeamEurope.Infrastructure.Documents;
using TeamEurope.Infrastructure.Hosting;
using TeamEurope.Infrastructure.Jobs;
using TeamEurope.Infrastructure.Live;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Infrastructure.Reference;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Infrastructure;

public static class DependencyInjection
{
    private static readonly DateOnly UsualNoticeDate = new(2026, 6, 12);

    /// <summary>The ports, implemented. The database's provider is chosen by whoever composes the product.</summary>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => ReferenceReader.Read(EmbeddedFiles.ReferenceTexts()));
        services.AddSingleton(new RuleSettings(configuration.GetValue("Coordination:NoticeExpectedFrom", UsualNoticeDate)));
        services.AddSingleton<DatabaseContexts>().AddScoped<ScopeLogin>();
        services.AddScoped(provider => provider.GetRequiredService<DatabaseContexts>().Open(
            provider.GetRequiredService<ScopeLogin>().Login, provider.GetRequiredService<Wall>(), provider.GetRequiredService<AuditTrail>()));
        services.AddScoped<AuditChain>().AddScoped<IAuditPruning>(provider => provider.GetRequiredService<AuditChain>()).AddSingleton<AuditNames>();
        services.AddScoped<ITeamEuropeDb>(provider => provider.GetRequiredService<TeamEuropeDb>());
        services.AddScoped<IUnitOfWork, UnitOfWork>().AddSingleton<IDatabaseFaults, DatabaseFaults>().AddScoped<INameForgetter, NameForgetter>();
        services.AddDataProtection().SetApplicationName("TeamEurope").PersistKeysToDbContext<TeamEuropeDb>();
        services.AddSingleton(provider => LimitsOf(configuration, provider.GetRequiredService<IHostEnvironment>()));
        services.AddSingleton(configuration.GetSection("Live").Get<LiveSettings>() ?? new LiveSettings());
        services.AddSingleton(configuration.GetSection("Coordination").Get<ProbingSettings>() ?? new ProbingSettings());
        services.AddSingleton(configuration.GetSection("Evaluation").Get<EvaluationSettings>() ?? new EvaluationSettings());
        services.AddSingleton<LiveConnections>().AddSingleton<ILiveUpdates, SignalRUpdates>();
        services.AddSingleton<ICountryNames, CountryNames>();
        services.AddSingleton<IReferenceNames, ReferenceNames>();
        services.AddSingleton<IBriefingWriter, DocxBriefingWriter>().AddSingleton<IBriefingWriter, MarkdownBriefingWriter>();
        services.AddSingleton<ITableWriter, CsvTableWriter>().AddSingleton<ITableWriter, XlsxTableWriter>();
        services.AddSingleton<Readiness>();
        services.AddHostedService<InstanceMessenger>();
        services.AddHostedService<EvaluationWorker>();
        services.AddHostedService<PushWorker>();
        services.AddHostedService<ImportWorker>();
        services.AddJobs(configuration);
        return services;
    }

    /// <summary>What the settings say, else what is usual in this environment.</summary>
    private static LimitSettings LimitsOf(IConfiguration configuration, IHostEnvironment environment)
    {
        var limits = environment.IsDevelopment() ? LimitSettings.ForDevelopment() : new LimitSettings();
        configuration.GetSection("Limits").Bind(limits);
        return limits;
    }
}
