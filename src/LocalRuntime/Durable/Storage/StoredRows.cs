using Microsoft.DurableTask.Client;

namespace Understudy.LocalRuntime.Durable.Storage;

/// <summary>An instance as clients see it.</summary>
internal sealed record InstanceRow(
    long Key,
    string Id,
    string Name,
    OrchestrationRuntimeStatus Status,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    string? Input,
    string? Output,
    string? CustomStatus,
    string? Failure);

/// <summary>An activity that has been called and has not ended.</summary>
internal sealed record PendingTask(long Key, string InstanceId, int TaskId, string Name, string? Input);

/// <summary>A timer that has not fired, ordered by its time.</summary>
internal readonly record struct PendingTimer(DateTime FireAt, long Key, int TaskId) : IComparable<PendingTimer>
{
    public static bool operator <(PendingTimer left, PendingTimer right) => left.CompareTo(right) < 0;

    public static bool operator >(PendingTimer left, PendingTimer right) => left.CompareTo(right) > 0;

    public static bool operator <=(PendingTimer left, PendingTimer right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PendingTimer left, PendingTimer right) => left.CompareTo(right) >= 0;

    public int CompareTo(PendingTimer other) =>
        (FireAt, Key, TaskId).CompareTo((other.FireAt, other.Key, other.TaskId));
}
