using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace Understudy.LocalRuntime.Durable;

/// <summary>How the durable engine stores and how much it does at a time.</summary>
internal sealed record DurableEngineOptions
{
    /// <summary>The SQLite file; made if it does not exist. One engine at a time may have it open.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>Activities running at a time; ten a core unless set. Raise it if activities mostly wait.</summary>
    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Orchestrator turns running at a time; ten a core unless set.</summary>
    public int MaxConcurrentOrchestrations { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Idle instances whose histories stay in memory. Others are read again when something happens to them.</summary>
    public int MaxCachedInstances { get; init; } = 5_000;

    /// <summary>
    /// Whether each commit waits for the disk (synchronous=FULL). Without it, killing the process loses nothing, but a
    /// power cut or a crash of the operating system may lose the last moments: the store is then as it was a little
    /// earlier, whole and consistent.
    /// </summary>
    public bool SurvivesPowerLoss { get; init; }

    /// <summary>How inputs, outputs and payloads are serialized.</summary>
    public DataConverter DataConverter { get; init; } = JsonDataConverter.Default;
}
