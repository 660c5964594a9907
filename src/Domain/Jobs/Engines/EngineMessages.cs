using System.Text.Json;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs.Engines;

/// <summary>Work on its way to a worker.</summary>
/// <param name="Order">What is to be done.</param>
/// <param name="Attempt">Which attempt at it this is; 1 is the first.</param>
/// <param name="Permit">Where is read whether this attempt is wanted; see <see cref="WorkPermits"/>.</param>
public sealed record EngineAssignment(EngineOrder Order, int Attempt, MediaKey Permit)
{
    /// <summary>Names the attempt, so that what is sent twice is known.</summary>
    public string Id => $"{Order.Job.JobId}:{Attempt}";
}

/// <summary>What a worker tells of its work.</summary>
/// <param name="Job">The job.</param>
/// <param name="Attempt">The attempt at it; of another one than goes on nothing is believed.</param>
/// <param name="State">Whether it goes on, has ended or broke.</param>
/// <param name="Percent">How far it is, while it goes on.</param>
/// <param name="Verdict">How it ended.</param>
public sealed record EngineReport(
    JobReference Job, int Attempt, EngineState State, int Percent = 0, EngineVerdict? Verdict = null)
{
    /// <summary>Whether nothing will come after it.</summary>
    public bool IsLast => State != EngineState.Working;
}

/// <summary>The form of messages between the app and its workers.</summary>
public static class EngineMessages
{
    /// <summary>Writes a message.</summary>
    public static byte[] Write<T>(T message)
        where T : class => JsonSerializer.SerializeToUtf8Bytes(message, DocumentJson.Options);

    /// <summary>Reads work.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static EngineAssignment ReadAssignment(ReadOnlySpan<byte> message)
    {
        EngineAssignment? read = JsonSerializer.Deserialize<EngineAssignment>(message, DocumentJson.Options);
        return read is { Order: { Job: not null, Task: not null }, Attempt: > 0, Permit: not null }
            ? read
            : throw new JsonException("The message is no work.");
    }

    /// <summary>Reads a report.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static EngineReport ReadReport(string message)
    {
        EngineReport? read = JsonSerializer.Deserialize<EngineReport>(message, DocumentJson.Options);
        return read is { Job: not null } && read.State == EngineState.Ended == read.Verdict is not null
            ? read
            : throw new JsonException("The message is no report.");
    }
}
