using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Jobs;
using TeamEurope.Application.Jobs.Scheduled;
using TeamEurope.Application.Mail;
using TeamEurope.Application.People;
using TeamEurope.Infrastructure.Mail;

namespace TeamEurope.Infrastructure.Jobs;

/// <summary>The settings of jobs, mail and retention, and the workers that carry jobs out.</summary>
internal static class JobSetup
{
    private const int UsualPort = 25;

    public static void AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new JobSettings(configuration.GetValue("Jobs:Schedule", true)));
        services.AddSingleton(new JobInstance(configuration["Jobs:Instance"] ?? $"{Environment.MachineName}/{Environment.ProcessId}"));
        services.AddSingleton(configuration.GetSection("Retention").Get<RetentionSettings>() ?? new RetentionSettings());
        services.AddSingleton(configuration.GetSection("Audit").Get<AuditSettings>() ?? new AuditSettings());
        services.AddSingleton(configuration.GetSection("PersonalData").Get<PersonalDataSettings>() ?? new PersonalDataSettings());
        services.AddSingleton(provider => MailRulesOf(configuration.GetSection("Mail"), provider.GetRequiredService<IHostEnvironment>().IsDevelopment()));
        services.AddSingleton(SmtpOf(configuration.GetSection("Mail")));
        services.AddSingleton<IMailer, SmtpMailer>();
        services.AddSingleton<IJobScopes, JobScopes>();
        services.AddHostedService<SchedulerStarter>();
        services.AddHostedService<JobWorker>();
        services.AddHostedService<ExportWorker>();
    }

    private static SmtpSettings SmtpOf(IConfigurationSection mail) => new(
        Known(mail["Host"]), mail.GetValue("Port", UsualPort), Known(mail["User"]), mail["Password"], mail.GetValue("Security", MailSecurity.StartTls),
        Known(mail["From"]));

    /// <summary>A tenant without domains of its own: in Development any address will do, elsewhere none.</summary>
    private static MailRules MailRulesOf(IConfigurationSection mail, bool isDevelopment) => new(
        mail.GetValue<Uri?>("BaseAddress"),
        mail.GetSection("Domains").GetChildren().ToDictionary(
            tenant => tenant.Key,
            tenant => (IReadOnlyList<string>)(tenant.Value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            StringComparer.OrdinalIgnoreCase),
        isDevelopment ? [MailRules.AnyDomain] : []);

    private static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
