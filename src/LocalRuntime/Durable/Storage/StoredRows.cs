using System.Runtime.InteropServices;
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
    string? CustomStatus);

/// <summary>An activity that has been called and has not ended.</summary>
/// <param name="Trace">What it belongs to in traces.</param>
internal sealed record PendingTask(
    long Key, string InstanceId, int TaskId, string Name, string? Input, string? Trace);

/// <summary>A timer that has not fired.</summary>
/// <param name="Id">Which.</param>
/// <param name="CreatedAt">When it was created, by the clock as it was then.</param>
/// <param name="FireAt">When it is to fire.</param>
internal readonly record struct PendingTimer(TimerId Id, DateTime CreatedAt, DateTime FireAt);

/// <summary>Names a timer.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimerId(long Key, int TaskId) : IComparable<TimerId>
{
    public static bool operator <(TimerId left, TimerId right) => left.CompareTo(right) < 0;

    public static bool operator >(TimerId left, TimerId right) => left.CompareTo(right) > 0;

    public static bool operator <=(TimerId left, TimerId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TimerId left, TimerId right) => left.CompareTo(right) >= 0;

    public int CompareTo(TimerId other) => (Key, TaskId).CompareTo((other.Key, other.TaskId));
}
