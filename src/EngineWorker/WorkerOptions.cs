using System.Globalization;
using Understudy.Infrastructure.Blobs;
using Understudy.Infrastructure.ServiceBus;
using Understudy.Infrastructure.Telemetry;
using Understudy.MediaEngine.Recognition;

namespace Understudy.EngineWorker;

/// <summary>The settings of a worker.</summary>
/// <param name="Broker">Where work comes from.</param>
/// <param name="Blobs">Where media are kept; null for the files of the data folder.</param>
/// <param name="DataFolder">
/// The app's data folder, whose <c>media</c> it shares where files are kept on this machine; below it is where the worker works.
/// </param>
/// <param name="Concurrency">How many jobs it works on at once.</param>
/// <param name="Recognition">How it recognises speech.</param>
/// <param name="Telemetry">Where it tells how it does.</param>
internal sealed record WorkerOptions(
    ServiceBusOptions Broker,
    BlobOptions? Blobs,
    string DataFolder,
    int Concurrency,
    RecognitionOptions Recognition,
    TelemetryRoute Telemetry)
{
    // Applications in Application Insights go by it.
    private const string Service = "understudy-worker";

    // The app's own settings.
    private const string Whisper = "Understudy:WhisperModel";
    private const string Media = "Understudy:Media";
    private const string MediaConnection = "MediaStorage";

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidDataException">They make no sense; the message holds no secret.</exception>
    public static WorkerOptions Read(IConfiguration configuration)
    {
        ServiceBusOptions broker = ServiceBusOptions.Read(configuration)
            ?? throw new InvalidDataException(
                "There is no broker to take work from: set ServiceBus to a connection string, or "
                + "ServiceBus:fullyQualifiedNamespace to the host name of a namespace.");
        string concurrency = configuration["EngineWorker:Concurrency"] is { Length: > 0 } given ? given : "1";
        if (!int.TryParse(concurrency, NumberStyles.None, CultureInfo.InvariantCulture, out int jobs) || jobs < 1)
            throw new InvalidDataException(
                $"EngineWorker:Concurrency is '{concurrency}'; it is a number of jobs, and 1 the least.");
        string folder = configuration["Understudy:DataFolder"] is { Length: > 0 } path ? path : ".understudy";
        return new WorkerOptions(
            broker,
            ReadBlobs(configuration),
            Path.GetFullPath(folder),
            jobs,
            RecognitionOptions.Of(configuration[Whisper]),
            TelemetryRoute.Read(configuration, Service, configuration["Understudy:Telemetry"] == "console"));
    }

    private static BlobOptions? ReadBlobs(IConfiguration configuration)
    {
        switch (configuration[Media])
        {
            case null or "" or "files": return null;
            case "blobs": break;
            case { } other: throw new InvalidDataException($"{Media} is '{other}'; it is 'files' or 'blobs'.");
        }
        try
        {
            return BlobOptions.Read(configuration, MediaConnection);
        }
        catch (FormatException wrong)
        {
            throw new InvalidDataException($"{MediaConnection} {wrong.Message}.", wrong);
        }
    }
}
