namespace Understudy.LocalRuntime.Durable.Replay;

/// <summary>An orchestrator did something else than its history says, or awaited something that is not durable.</summary>
internal sealed class NonDeterministicOrchestrationException(string message) : InvalidOperationException(message);
