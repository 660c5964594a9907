using Microsoft.Extensions.Logging.Abstractions;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Infrastructure.Blobs;
using Understudy.Infrastructure.Files;
using Understudy.Infrastructure.ServiceBus;
using Understudy.Infrastructure.Telemetry;
using Understudy.MediaEngine;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Recognition;

namespace Understudy.EngineWorker;

/// <summary>Puts a worker together.</summary>
internal static class WorkerComposition
{
    /// <summary>Adds all of it.</summary>
    public static void AddWorker(this WebApplicationBuilder builder)
    {
        var options = WorkerOptions.Read(builder.Configuration);
        options.Recognition.Validate();
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        IServiceCollection services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => WorkerFolder.Take(options.DataFolder));
        AddMedia(services, options);
        services.AddServiceBus(options.Broker);
        services.AddSingleton<IMediaWork>(provider => new MediaWork(
            provider.GetRequiredService<IMediaStore>(),
            provider.GetRequiredService<WorkerFolder>().Work,
            options.Recognition,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<MediaWork>>()));
        services.AddSingleton<WorkPermits>();
        services.AddSingleton<AssignedWork>();
        services.AddSingleton<JobTaker>();
        services.AddHostedService(provider => provider.GetRequiredService<JobTaker>());
        services.AddTelemetry(options.Telemetry with
        {
            Sources = [Signals.Source],
            Meters = [Signals.Source, "System.Runtime"],
        });
    }

    /// <summary>Where whoever runs the worker asks how it is.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => "ok");
        app.MapGet("/readyz", (JobTaker taker) => MediaTools.Missing() is { Count: > 0 } missing
            ? Results.Text($"Programs are missing: {string.Join(", ", missing)}.", statusCode: 503)
            : taker.IsTaking
                ? Results.Text("ready")
                : Results.Text("The broker cannot be asked for work.", statusCode: 503));
    }

    /// <summary>An engine by itself, whose files are in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="work">Where files are while they are worked on.</param>
    /// <exception cref="InvalidDataException">What recognises speech is not there.</exception>
    public static MediaWork EngineIn(string folder, string work)
    {
        var recognition = RecognitionOptions.Of(Environment.GetEnvironmentVariable("Understudy__WhisperModel"));
        recognition.Validate();
        return new MediaWork(
            new FileMediaStore(new FileMediaOptions(folder, new Uri("http://localhost")) { Drafts = Path.Combine(work, "drafts") }, TimeProvider.System),
            Path.Combine(work, "work"),
            recognition,
            TimeProvider.System,
            NullLogger<MediaWork>.Instance);
    }

    // The store that the app has.
    private static void AddMedia(IServiceCollection services, WorkerOptions options)
    {
        if (options.Blobs is { } blobs)
        {
            services.AddBlobMedia(blobs);
            return;
        }
        // What it is given by a signed URL, nobody is here.
        services.AddSingleton<IMediaStore>(provider => new FileMediaStore(
            new FileMediaOptions(Path.Combine(options.DataFolder, "media"), new Uri("http://localhost"))
            {
                Drafts = provider.GetRequiredService<WorkerFolder>().Drafts,
            },
            provider.GetRequiredService<TimeProvider>()));
    }
}
