using TeamEurope.Application.Jobs.Scheduled;

namespace TeamEurope.Application.Jobs;

/// <summary>The jobs that have a time of their own, in the order of their day.</summary>
public static class ScheduledJobs
{
    public const string Windows = "windows";
    public const string Recompute = "recompute";
    public const string Retention = "retention";
    public const string Reminders = "reminders";
    public const string DailyDigest = "daily-digest";
    public const string WeeklyDigest = "weekly-digest";

    public static readonly IReadOnlyList<ScheduledJob> All =
    [
        new(Windows, new JobSchedule(new TimeOnly(0, 0, 5)), typeof(PassDay)),
        new(Recompute, new JobSchedule(new TimeOnly(2, 10)), typeof(RecomputeAlerts)),
        new(Retention, new JobSchedule(new TimeOnly(3, 10)), typeof(ForgetOld)),
        new(Reminders, new JobSchedule(new TimeOnly(6, 0)), typeof(RemindPeople)),
        new(DailyDigest, new JobSchedule(new TimeOnly(6, 30)), typeof(SendDailyDigests)),
        new(WeeklyDigest, new JobSchedule(new TimeOnly(6, 45), DayOfWeek.Monday), typeof(SendWeeklyDigests))
    ];

    public static ScheduledJob? Find(string name) => All.SingleOrDefault(j => j.Name == name);
}
