using System.Collections.Concurrent;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>How much may wait.</summary>
/// <param name="MaxWaiting">How many jobs an owner may have waiting in a lane.</param>
public sealed record LaneLimits(int MaxWaiting = 200);

/// <summary>
/// Entering lanes, taking turns and leaving. Every operation may be repeated, by several instances at once, and reads and
/// writes a fixed number of documents however many wait: the lane's, the owner's, and for a turn the first owner of an index.
/// Who waits, and in which order, is what the owners' documents say; the lane's counters say how far ahead that is. A crash
/// between the two leaves at worst a place without a job, which counts until the next turn of a later place.
/// </summary>
/// <remarks>
/// A job's life here: <see cref="EnterAsync"/> once its document is there → <see cref="NextAsync"/> names it →
/// <see cref="StartAsync"/> when the work begins → <see cref="LeaveAsync"/> when it has ended, in whatever way. After
/// entering and leaving, whoever may begin is told by asking <see cref="NextAsync"/> again.
/// </remarks>
public sealed class Lanes(IDocumentStore store, TimeProvider time, LaneLimits? limits = null)
{
    // So long an owner without jobs is remembered as one who had a turn.
    private static readonly TimeSpan _memory = TimeSpan.FromDays(1);

    // So old may be what somebody is told who only asks where a job stands: many ask again and again, and all of the same document.
    private static readonly TimeSpan _told = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Reading> _readings = new();
    private readonly WriterGates _members = new();
    private readonly WriterGates _lanes = new();
    private readonly LaneLimits _limits = limits ?? new LaneLimits();

    /// <summary>Puts a job into its lane, unless it is there.</summary>
    /// <returns>Where it stands, or <see cref="TooManyWaiting"/>.</returns>
    public async Task<Result<LanePosition>> EnterAsync(Job job, CancellationToken cancellationToken) =>
        await EnterAsync(job, _limits.MaxWaiting, cancellationToken) is { } position
            ? position
            : new TooManyWaiting(_limits.MaxWaiting);

    /// <summary>
    /// Puts an admitted job into its lane, unless it is there or it is its turn: one from before owners took turns, or one that
    /// tries again after a fault. No limit keeps it out.
    /// </summary>
    public async Task<LanePosition> KeepAsync(Job job, CancellationToken cancellationToken) =>
        (await EnterAsync(job, int.MaxValue, cancellationToken))!;

    /// <summary>
    /// Gives turns to those who wait, in their order, until as many as may be worked on at once have one.
    /// </summary>
    /// <param name="lane">The lane.</param>
    /// <param name="capacity">How many of its jobs may be worked on at once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// All whose turn it is and who have not begun, so that a call whose answer was lost takes nobody's turn away.
    /// </returns>
    public async Task<IReadOnlyList<LaneTurn>> NextAsync(string lane, int capacity, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        HashSet<string> confirmed = [];
        Stored<Lane>? current = await store.FindAsync<Lane>(lane, lane, cancellationToken);
        while (current is not null)
        {
            if (current.Value.Capacity != capacity)
                current = await UpdateAsync(lane, current, l => l with { Capacity = capacity }, cancellationToken);
            LaneTurn[] unstarted = [.. current.Value.Turns.Where(turn => turn.StartedAt is null)];
            if (unstarted.FirstOrDefault(turn => !confirmed.Contains(turn.JobId)) is { } unsure)
            {
                await SettleAsync(unsure, null);
                continue;
            }
            if (current.Value.Turns.Count >= capacity || await FirstAsync(lane, cancellationToken) is not { } first)
                return unstarted;
            LaneEntry entry = first.Value.Waiting[first.Value.FirstWithoutTurn];
            LaneSlot slot = first.Value.Slots[first.Value.FirstWithoutTurn];
            current = await UpdateAsync(
                lane,
                current,
                l => l.Turns.Count >= capacity || l.HasTurn(entry.JobId)
                    ? l
                    : l.Grant(slot, new LaneTurn(first.Value.OwnerId, entry.JobId, entry.Seconds)),
                cancellationToken);
            // Also when it has begun and a crash kept that from its owner: else it would be the first again.
            if (current.Value.Turns.FirstOrDefault(turn => turn.JobId == entry.JobId) is { } granted)
                await SettleAsync(granted, first);
        }
        return [];

        async Task SettleAsync(LaneTurn turn, Stored<LaneMember>? first)
        {
            confirmed.Add(turn.JobId);
            if (!await ConfirmAsync(lane, turn, first, cancellationToken))
                current = await store.FindAsync<Lane>(lane, lane, cancellationToken);
        }
    }

    /// <summary>How many jobs wait in some lanes.</summary>
    public async Task<long> WaitingAsync(IEnumerable<string> lanes, CancellationToken cancellationToken)
    {
        long waiting = 0;
        foreach (string lane in lanes)
            waiting += (await store.FindAsync<Lane>(lane, lane, cancellationToken))?.Value.Waiting ?? 0;
        return waiting;
    }

    /// <summary>Whether it is the job's turn, or its work goes on.</summary>
    public async Task<bool> HasTurnAsync(Job job, CancellationToken cancellationToken) =>
        (await store.FindAsync<Lane>(job.Lane, job.Lane, cancellationToken))?.Value.HasTurn(job.Id) == true;

    /// <summary>
    /// A job has begun. One that was never given a turn, since what does the work has an order of its own, counts all the same.
    /// </summary>
    public async Task StartAsync(Job job, CancellationToken cancellationToken)
    {
        using IDisposable alone = await _members.EnterAsync((job.Lane, job.OwnerId), cancellationToken);
        LaneTurn begun = new(job.OwnerId, job.Id, job.EstimatedSeconds, time.GetUtcNow());
        while (true)
        {
            Stored<LaneMember>? member = await store.FindAsync<LaneMember>(job.Lane, job.OwnerId, cancellationToken);
            int index = member?.Value.IndexOf(job.Id) ?? -1;
            if (member is null || index < 0)
            {
                // The lane's document comes first below, so it knows of the start; or the job was never in the lane.
                await UpdateAsync(job.Lane, lane => lane.HasTurn(job.Id) ? lane.Begin(begun, 0) : lane, cancellationToken);
                return;
            }
            LaneSlot slot = member.Value.Slots[
                await HasTurnAsync(member.Value, index, cancellationToken) ? index : member.Value.FirstWithoutTurn];
            LaneMember after = member.Value.Remove(index, slot, begun.StartedAt!.Value + _memory) with { Served = slot.Round };
            await UpdateAsync(
                job.Lane, lane => lane.Free(slot, member.Value, after).Begin(begun, slot.Round), cancellationToken);
            if (await store.ReplaceAsync(after, member.ETag, cancellationToken) is not null) return;
        }
    }

    /// <summary>A job has ended, perhaps without ever beginning.</summary>
    public Task LeaveAsync(Job job, CancellationToken cancellationToken) =>
        LeaveAsync(job.Lane, job.OwnerId, job.Id, cancellationToken);

    /// <summary>
    /// Where a waiting job stands, or null for one that waits no more, or is only about to enter. What others do elsewhere is told
    /// within a second.
    /// </summary>
    public async Task<LanePosition?> PositionAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.State is not JobState.Queued) return null;
        Lane? read = _readings.TryGetValue(job.Lane, out Reading? last) && time.GetElapsedTime(last.At) < _told
            ? last.Lane
            : null;
        LaneMember? member = (await store.FindAsync<LaneMember>(job.Lane, job.OwnerId, cancellationToken))?.Value;
        if (member?.IndexOf(job.Id) is >= 0 and int index)
        {
            read ??= await ReadAsync(job.Lane, cancellationToken);
            return read?.PositionOf(member.Slots[index], time.GetUtcNow()) ?? LanePosition.First;
        }
        // It begins, or has come in and been given its turn since its owner's document was read.
        if (read?.HasTurn(job.Id) == true) return LanePosition.First;
        read = await ReadAsync(job.Lane, cancellationToken);
        return read is null || read.HasTurn(job.Id) ? LanePosition.First : null;
    }

    /// <summary>
    /// Takes the turn from those whose job has ended or is gone without leaving, in all lanes.
    /// </summary>
    /// <returns>How many there were.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        int left = 0;
        await foreach (Lane lane in store.AllAsync<Lane>(new DocumentQuery(), cancellationToken))
        {
            foreach (LaneTurn turn in lane.Turns)
            {
                if (await IsWantedAsync(turn, cancellationToken)) continue;
                await LeaveAsync(lane.Id, turn.OwnerId, turn.JobId, cancellationToken);
                left++;
            }
        }
        return left;
    }

    /// <summary>
    /// Leaves all lanes with all jobs of an owner, and forgets that there was one. The jobs' documents must be gone: who puts one
    /// into its lane looks for it afterwards.
    /// </summary>
    public async Task ForgetAsync(string ownerId, CancellationToken cancellationToken)
    {
        DocumentQuery owners = new() { Where = [Filter.Equal("ownerId", ownerId)] };
        await foreach (LaneMember member in store.AllAsync<LaneMember>(owners, cancellationToken))
        {
            foreach (LaneEntry entry in member.Waiting)
                await LeaveAsync(member.Lane, ownerId, entry.JobId, cancellationToken);
            await store.DeleteAsync<LaneMember>(member.Lane, ownerId, cancellationToken);
        }
    }

    private async Task<LanePosition?> EnterAsync(Job job, int limit, CancellationToken cancellationToken)
    {
        (LanePosition? position, bool isNew) = await PlaceAsync(job, limit, cancellationToken);
        // Its owner may have been forgotten since the job was read, and nobody would forget what came after that.
        if (isNew && await store.FindAsync<Job>(job.OwnerId, job.Id, cancellationToken) is null)
        {
            await LeaveAsync(job, cancellationToken);
            if (await store.FindAsync<LaneMember>(job.Lane, job.OwnerId, cancellationToken) is { Value.Waiting.Count: 0 } idle)
                await store.DeleteAsync<LaneMember>(job.Lane, job.OwnerId, idle.ETag, cancellationToken);
        }
        return position;
    }

    // Where the job stands, and whether its owner's document is new; null when too many wait.
    private async Task<(LanePosition? Position, bool IsNew)> PlaceAsync(Job job, int limit, CancellationToken cancellationToken)
    {
        using IDisposable alone = await _members.EnterAsync((job.Lane, job.OwnerId), cancellationToken);
        Lane current = (await store.FindOrCreateAsync(
            job.Lane, job.Lane, () => new Lane { Id = job.Lane }, cancellationToken)).Value;
        LaneSlot? taken = null;
        while (true)
        {
            Stored<LaneMember>? stored = await store.FindAsync<LaneMember>(job.Lane, job.OwnerId, cancellationToken);
            LaneMember member = stored?.Value ?? new LaneMember { Lane = job.Lane, OwnerId = job.OwnerId };
            int index = member.IndexOf(job.Id);
            if (taken is { } unused && !member.Slots.Contains(unused))
            {
                // Another job of this owner came between; the place may be out of order now.
                await UpdateAsync(
                    job.Lane,
                    lane => lane.Free(unused, member.Enter(job.Id, job.EstimatedSeconds, unused), member),
                    cancellationToken);
                taken = null;
            }
            if (index >= 0) return (current.PositionOf(member.Slots[index], time.GetUtcNow()), false);
            if (current.HasTurn(job.Id)) return (LanePosition.First, false);
            if (member.Waiting.Count >= limit) return (null, false);

            LaneSlot slot = default;
            current = await UpdateAsync(
                job.Lane,
                lane => lane.Take(slot = lane.Next(member.NextRound), job.EstimatedSeconds),
                cancellationToken);
            taken = slot;
            LaneMember entered = member.Enter(job.Id, job.EstimatedSeconds, slot);
            Stored<LaneMember>? kept = stored is null
                ? await store.CreateAsync(entered, cancellationToken)
                : await store.ReplaceAsync(entered, stored.ETag, cancellationToken);
            if (kept is not null) return (current.PositionOf(slot, time.GetUtcNow()), stored is null);
        }
    }

    private async Task LeaveAsync(string lane, string ownerId, string jobId, CancellationToken cancellationToken)
    {
        using IDisposable alone = await _members.EnterAsync((lane, ownerId), cancellationToken);
        while (true)
        {
            Stored<LaneMember>? member = await store.FindAsync<LaneMember>(lane, ownerId, cancellationToken);
            int index = member?.Value.IndexOf(jobId) ?? -1;
            if (member is null || index < 0)
            {
                await UpdateAsync(lane, l => l.End(jobId), cancellationToken);
                return;
            }
            // Those behind it move up, and the last place is given back.
            LaneSlot slot = await HasTurnAsync(member.Value, index, cancellationToken)
                ? member.Value.Slots[index]
                : member.Value.Slots[^1];
            LaneMember after = member.Value.Remove(index, slot, time.GetUtcNow() + _memory);
            await UpdateAsync(lane, l => l.Free(slot, member.Value, after).End(jobId), cancellationToken);
            if (await store.ReplaceAsync(after, member.ETag, cancellationToken) is not null) return;
        }
    }

    // A crash may have kept from the owner what the lane says.
    private async Task<bool> HasTurnAsync(LaneMember member, int index, CancellationToken cancellationToken) =>
        member.Waiting[index].HasTurn
        || (await store.FindAsync<Lane>(member.Lane, member.Lane, cancellationToken))?.Value
            .HasTurn(member.Waiting[index].JobId) == true;

    // Writes down at the owner whose turn it is; false when the turn was for nobody, and has been taken back.
    private async Task<bool> ConfirmAsync(
        string lane, LaneTurn turn, Stored<LaneMember>? read, CancellationToken cancellationToken)
    {
        if (!await IsWantedAsync(turn, cancellationToken))
        {
            await LeaveAsync(lane, turn.OwnerId, turn.JobId, cancellationToken);
            return false;
        }
        if (read is not null &&
            await store.ReplaceAsync(read.Value.Grant(turn.JobId), read.ETag, cancellationToken) is not null) return true;
        LaneMember? member = await store.UpdateAsync<LaneMember>(
            lane,
            turn.OwnerId,
            m => m.IndexOf(turn.JobId) is >= 0 and int index && !m.Waiting[index].HasTurn ? m.Grant(turn.JobId) : m,
            cancellationToken);
        if (member?.IndexOf(turn.JobId) >= 0) return true;
        // It left meanwhile, or it has begun.
        await UpdateAsync(lane, l => l.End(turn.JobId, unlessStarted: true), cancellationToken);
        return false;
    }

    private async Task<bool> IsWantedAsync(LaneTurn turn, CancellationToken cancellationToken) =>
        await store.FindAsync<Job>(turn.OwnerId, turn.JobId, cancellationToken) is { Value.IsFinished: false };

    private async Task<Stored<LaneMember>?> FirstAsync(string lane, CancellationToken cancellationToken)
    {
        DocumentQuery first = new()
        {
            Partition = lane,
            Where = [Filter.Between("turn", "", null)],
            OrderBy = "turn",
            Limit = 1,
        };
        return (await store.QueryAsync<LaneMember>(first, cancellationToken)).Items.SingleOrDefault();
    }

    private async Task<Lane?> ReadAsync(string lane, CancellationToken cancellationToken)
    {
        Reading? before = _readings.GetValueOrDefault(lane);
        Lane? read = (await store.FindAsync<Lane>(lane, lane, cancellationToken))?.Value;
        if (read is null) return null;
        // What was written here meanwhile is newer.
        Reading now = new(read, time.GetTimestamp());
        _ = before is null ? _readings.TryAdd(lane, now) : _readings.TryUpdate(lane, now, before);
        return read;
    }

    private async Task<Lane> UpdateAsync(string lane, Func<Lane, Lane> change, CancellationToken cancellationToken) =>
        (await UpdateAsync(lane, null, change, cancellationToken)).Value;

    private async Task<Stored<Lane>> UpdateAsync(
        string lane, Stored<Lane>? read, Func<Lane, Lane> change, CancellationToken cancellationToken)
    {
        using IDisposable alone = await _lanes.EnterAsync(lane, cancellationToken);
        while (true)
        {
            read ??= await store.FindOrCreateAsync(lane, lane, () => new Lane { Id = lane }, cancellationToken);
            Lane changed = change(read.Value);
            if (ReferenceEquals(changed, read.Value)) return read;
            if (await store.ReplaceAsync(changed, read.ETag, cancellationToken) is { } stored)
            {
                _readings[lane] = new Reading(stored.Value, time.GetTimestamp());
                return stored;
            }
            read = null;
        }
    }

    private sealed record Reading(Lane Lane, long At);
}
