using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.MediaEngine;
using Understudy.MediaEngine.Speech;

namespace Understudy.Functions.Core.Jobs;

/// <summary>Puts together what runs jobs, and the engines that work on them.</summary>
internal static class JobsComposition
{
    /// <summary>Adds jobs and engines; products add their kinds.</summary>
    public static void AddJobs(
        this IServiceCollection services, IConfiguration configuration, string data)
    {
        services.AddSingleton(new LaneLimits(configuration.Read<JobOptions>().MaxWaitingJobs));
        services.AddSingleton<Lanes>();
        services.AddSingleton<IPersonalData, LaneData>();
        services.AddSingleton<IJobLog, JobLog>();
        services.AddSingleton<JobKinds>();
        services.AddSingleton<JobDesk>();
        services.AddSingleton<JobSettlement>();
        services.AddSingleton<JobTurns>();
        services.AddSingleton<JobWork>();
        services.AddSingleton<Recovery>();
        services.AddSingleton<JobData>();
        services.AddSingleton<IPersonalData>(provider => provider.GetRequiredService<JobData>());
        services.AddSingleton<ISpeechReader, SpeechReader>();
        services.AddSingleton(EngineOptions.Read(configuration));
        services.AddSingleton<EngineRegistry>();
        services.AddEngine(EmbeddedMediaEngine.Name, provider => new EmbeddedMediaEngine(
            provider.GetRequiredService<IMediaStore>(),
            provider.GetRequiredService<IDocumentStore>(),
            provider.GetRequiredService<LeaseHolder>(),
            Path.Combine(data, "work"),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EmbeddedMediaEngine>>()));
        services.AddHostedService<EngineLife>();
    }

    /// <summary>Adds a kind of jobs.</summary>
    public static void AddKind<TKind>(this IServiceCollection services)
        where TKind : class, IJobKind
    {
        services.AddSingleton<TKind>();
        services.AddSingleton<IJobKind>(provider => provider.GetRequiredService<TKind>());
    }

    // By its name, so that a test can put another in its place.
    private static void AddEngine(
        this IServiceCollection services, string name, Func<IServiceProvider, IMediaEngine> make)
    {
        services.AddKeyedSingleton(name, (provider, _) => make(provider));
        services.AddSingleton(provider => new NamedEngine(
            name, new Lazy<IMediaEngine>(() => provider.GetRequiredKeyedService<IMediaEngine>(name))));
    }
}
