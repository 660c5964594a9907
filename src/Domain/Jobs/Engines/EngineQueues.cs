namespace Understudy.Domain.Jobs.Engines;

/// <summary>The queues between the app and the processes that work for it, as the broker has to have them.</summary>
public static class EngineQueues
{
    /// <summary>Work: from the app to whichever worker is free.</summary>
    public const string Jobs = "engine-jobs";

    /// <summary>How work goes on, and how it ended: from the workers to the app.</summary>
    public const string Results = "engine-results";

    /// <summary>The setting that says where the broker is.</summary>
    public const string Connection = "ServiceBus";

    /// <summary>How often a message is delivered, before the broker takes it for dead.</summary>
    public const int MaxDeliveries = 10;

    /// <summary>
    /// After how many deliveries a worker takes work for deadly: most of those before it must have died of it. Less than
    /// <see cref="MaxDeliveries"/>, so that there is somebody to tell the app.
    /// </summary>
    public const int MaxAttempts = 5;

    /// <summary>
    /// How long a message is kept for whoever took it: a worker that dies is noticed after that, one that lives renews it.
    /// </summary>
    public static TimeSpan LockDuration { get; } = TimeSpan.FromMinutes(1);

    /// <summary>For how long work that is sent a second time is dropped; <see cref="Jobs"/> only.</summary>
    public static TimeSpan DuplicateWindow { get; } = TimeSpan.FromMinutes(10);
}
