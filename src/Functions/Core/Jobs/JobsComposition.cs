using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Files;
using Understudy.Infrastructure.ServiceBus;
using Understudy.MediaEngine;
using Understudy.MediaEngine.Captions;
using Understudy.MediaEngine.Recognition;
using Understudy.MediaEngine.Scenes.Rules;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Speech.Voices;

namespace Understudy.Functions.Core.Jobs;

/// <summary>Puts together what runs jobs, and the engines that work on them.</summary>
internal static class JobsComposition
{
    /// <summary>Adds jobs and engines; products add their kinds.</summary>
    public static void AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        JobOptions options = configuration.Read<JobOptions>();
        RecognitionOptions recognition = RecognitionOf(options);
        services.AddSingleton(new LaneLimits(options.MaxWaitingJobs));
        services.AddSingleton<Lanes>();
        services.AddSingleton<IJobLog, JobLog>();
        services.AddSingleton<JobKinds>();
        services.AddSingleton<JobDesk>();
        services.AddSingleton<JobSettlement>();
        services.AddSingleton<JobEnds>();
        services.AddSingleton<JobTurns>();
        services.AddSingleton<JobWork>();
        services.AddSingleton<Recovery>();
        services.AddSingleton<LedgerAudit>();
        services.AddSingleton<JobData>();
        services.AddSingleton<IPersonalData>(provider => provider.GetRequiredService<JobData>());
        services.AddSingleton<ISpeechReader, SpeechReader>();
        services.AddSingleton<IVoiceCatalogue, VoiceCatalogue>();
        services.AddSingleton<ICaptionFiles, CaptionPort>();
        services.AddSingleton<IContentRules>(ForbiddenWords.Default);
        EngineChoice choice = EngineOptions.Read(configuration);
        services.AddSingleton(choice);
        services.AddSingleton<EngineRegistry>();
        services.AddSingleton<EngineReports>();
        services.AddEngine(EmbeddedMediaEngine.Name, provider => new EmbeddedMediaEngine(
            new MediaWork(
                provider.GetRequiredService<IMediaStore>(),
                provider.GetRequiredService<DataFolder>().Work,
                recognition,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<MediaWork>>()),
            provider.GetRequiredService<IDocumentStore>(),
            provider.GetRequiredService<LeaseHolder>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EmbeddedMediaEngine>>()));
        services.AddProvider(configuration.Read<ProviderOptions>(), choice);
        services.AddWorkers(ServiceBusOptions.Read(configuration), choice, options.JobsAtWorkers);
        services.AddHostedService<EngineLife>();
    }

    /// <summary>Adds a kind of jobs.</summary>
    public static void AddKind<TKind>(this IServiceCollection services)
        where TKind : class, IJobKind
    {
        services.AddSingleton<TKind>();
        services.AddSingleton<IJobKind>(provider => provider.GetRequiredService<TKind>());
    }

    private static RecognitionOptions RecognitionOf(JobOptions options)
    {
        var recognition = RecognitionOptions.Of(options.WhisperModel);
        try
        {
            recognition.Validate();
            return recognition;
        }
        catch (InvalidDataException wrong)
        {
            throw new SettingException(nameof(options.WhisperModel), $"names no model: {wrong.Message}", wrong);
        }
    }

    private static void AddWorkers(
        this IServiceCollection services, ServiceBusOptions? broker, EngineChoice choice, int capacity)
    {
        if (broker is null)
        {
            if (EngineOptions.SettingOf(choice, QueueEngine.Name) is { } setting)
                throw new SettingException(
                    setting,
                    $"is '{QueueEngine.Name}', which needs a broker: set ServiceBus to a connection string, or "
                    + "ServiceBus:fullyQualifiedNamespace to the host name of a namespace");
            services.AddSingleton<IDeadLetters, NoDeadLetters>();
            return;
        }
        services.AddServiceBus(broker);
        services.AddSingleton<WorkPermits>();
        services.AddEngine(QueueEngine.Name, provider => new QueueEngine(
            provider.GetRequiredService<IDocumentStore>(),
            provider.GetRequiredService<WorkPermits>(),
            provider.GetRequiredService<IAssignmentSender>(),
            capacity,
            provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Adds an engine by its name, so that a test can put another in its place.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="name">How configurations call it.</param>
    /// <param name="make">Makes it when it is first needed.</param>
    /// <param name="tasks">What it can do; null for everything.</param>
    internal static void AddEngine(
        this IServiceCollection services,
        string name,
        Func<IServiceProvider, IMediaEngine> make,
        IReadOnlyCollection<Type>? tasks = null)
    {
        services.AddKeyedSingleton(name, (provider, _) => make(provider));
        services.AddSingleton(provider => new NamedEngine(
            name, new Lazy<IMediaEngine>(() => provider.GetRequiredKeyedService<IMediaEngine>(name)))
        {
            Tasks = tasks,
        });
    }
}
