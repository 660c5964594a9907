using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>
/// What one owner has waiting in a lane: jobs in the order in which they came, and as many places. Places belong to the owner
/// and not to a job, so that a job that is given up gives back the last place, and those behind it move up.
/// </summary>
public sealed record LaneMember : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("lane-member", "turn", "ownerId");

    /// <inheritdoc/>
    public string Id => OwnerId;

    /// <inheritdoc/>
    public string Partition => Lane;

    /// <summary>The lane.</summary>
    public required string Lane { get; init; }

    /// <summary>Whose jobs they are.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The last round in which a job of this owner began; -1 before the first.</summary>
    public long Served { get; init; } = -1;

    /// <summary>The jobs that wait, those included that have their turn and have not begun.</summary>
    [JsonConverter(typeof(LaneJson.OfEntries))]
    public IReadOnlyList<LaneEntry> Waiting { get; init; } = [];

    /// <summary>The places that they have, in their order; the first job begins at the first place.</summary>
    [JsonConverter(typeof(LaneJson.OfSlots))]
    public IReadOnlyList<LaneSlot> Slots { get; init; } = [];

    /// <summary>The place of the first job that has no turn yet, as queries order it; null when there is none.</summary>
    public string? Turn => FirstWithoutTurn is >= 0 and int index ? Slots[index].Key : null;

    /// <inheritdoc/>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The first round in which another job may have a place.</summary>
    internal long NextRound => (Slots.Count > 0 ? Slots[^1].Round : Served) + 1;

    internal int FirstWithoutTurn
    {
        get
        {
            for (int i = 0; i < Waiting.Count; i++)
                if (!Waiting[i].HasTurn) return i;
            return -1;
        }
    }

    internal int IndexOf(string jobId)
    {
        for (int i = 0; i < Waiting.Count; i++)
            if (Waiting[i].JobId == jobId) return i;
        return -1;
    }

    /// <summary>For how long each round is waited for; whose turn it is waits no more.</summary>
    internal IEnumerable<(long Round, int Seconds)> Estimates() =>
        Slots.Zip(Waiting).Where(pair => !pair.Second.HasTurn).Select(pair => (pair.First.Round, pair.Second.Seconds));

    internal LaneMember Enter(string jobId, int seconds, LaneSlot slot) => this with
    {
        Waiting = [.. Waiting, new LaneEntry(jobId, seconds)],
        Slots = [.. Slots, slot],
        ExpiresAt = null,
    };

    /// <summary>It is the turn of a job that waits.</summary>
    internal LaneMember Grant(string jobId) => this with
    {
        Waiting = [.. Waiting.Select(entry => entry.JobId == jobId ? entry with { HasTurn = true } : entry)],
    };

    /// <summary>A job waits no more, and gives up a place.</summary>
    /// <param name="index">Which job.</param>
    /// <param name="slot">The place.</param>
    /// <param name="forgetAt">When an owner with nothing waiting is forgotten.</param>
    internal LaneMember Remove(int index, LaneSlot slot, DateTimeOffset forgetAt) => this with
    {
        Waiting = [.. Waiting.Where((_, i) => i != index)],
        Slots = [.. Slots.Where(other => other != slot)],
        ExpiresAt = Waiting.Count == 1 ? forgetAt : null,
    };
}

/// <summary>A job that waits.</summary>
/// <param name="JobId">Its id.</param>
/// <param name="Seconds">How long it is expected to take.</param>
/// <param name="HasTurn">Whether it may begin.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LaneEntry(string JobId, int Seconds, bool HasTurn = false);
