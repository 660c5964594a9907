using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>
/// A queue of jobs in which owners take turns, as counters: it grows with the rounds that are waited for, and so with the
/// jobs that one owner may have waiting, but not with how many owners and jobs wait. Who waits is written down owner by owner,
/// in <see cref="LaneMember"/>.
/// </summary>
/// <remarks>
/// In each round every owner has at most one place. An owner's first job gets a place in the round that is being served, and
/// each of the others one in the round after its predecessor's: start-time fair queueing with jobs of equal weight. So how
/// many are ahead of a place is a sum over the rounds before its own, and a difference within it.
/// </remarks>
public sealed record Lane : IDocument
{
    /// <summary>Lanes without fairness were kept as <c>lane</c>; nothing reads them any more.</summary>
    public static DocumentType Type { get; } = new("fair-lane");

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Id;

    /// <summary>The round of the last job that got a turn: who comes now is served in it.</summary>
    public long Round { get; init; }

    /// <summary>How many jobs may be worked on at once.</summary>
    public int Capacity { get; init; } = 1;

    /// <summary>The rounds that somebody waits for, in their order.</summary>
    [JsonConverter(typeof(LaneJson.OfRounds))]
    public IReadOnlyList<LaneRound> Rounds { get; init; } = [];

    /// <summary>The jobs whose turn it is, at most <see cref="Capacity"/> of them unless some began without asking.</summary>
    public IReadOnlyList<LaneTurn> Turns { get; init; } = [];

    /// <summary>How many jobs wait for their turn.</summary>
    [JsonIgnore]
    public long Waiting => Rounds.Sum(round => round.Waiting);

    /// <summary>Whether it is that job's turn.</summary>
    public bool HasTurn(string jobId) => Turns.Any(turn => turn.JobId == jobId);

    /// <summary>The place that the next job of an owner gets.</summary>
    /// <param name="earliest">The round after the one in which the owner had a place last.</param>
    public LaneSlot Next(long earliest)
    {
        long number = Math.Max(Round, earliest);
        return new LaneSlot(number, Find(number)?.Entered ?? 0);
    }

    /// <summary>The place is taken, by a job that is expected to take so many seconds.</summary>
    internal Lane Take(LaneSlot slot, int seconds)
    {
        LaneRound round = Find(slot.Round) ?? new LaneRound { Number = slot.Round };
        return With(round with { Entered = slot.Place + 1, Seconds = round.Seconds + seconds });
    }

    /// <summary>A place of an owner is waited for no more, and the jobs that are left have moved up.</summary>
    internal Lane Free(LaneSlot slot, LaneMember before, LaneMember after)
    {
        if (Find(slot.Round) is not { } freed || freed.IsFree(slot.Place)) return this;
        Dictionary<long, long> moved = [];
        foreach ((long round, int seconds) in before.Estimates())
            moved[round] = moved.GetValueOrDefault(round) - seconds;
        foreach ((long round, int seconds) in after.Estimates())
            moved[round] = moved.GetValueOrDefault(round) + seconds;
        List<LaneRound> left = [];
        foreach (LaneRound round in Rounds)
        {
            LaneRound changed = round.Number == slot.Round ? round.Free(slot.Place) : round;
            if (moved.TryGetValue(round.Number, out long seconds) && seconds != 0)
                changed = changed with { Seconds = Math.Max(0, changed.Seconds + seconds) };
            // The round that is being served goes on counting: its places are given away once.
            if (changed.Waiting > 0 || changed.Number >= Round) left.Add(changed);
        }
        return this with { Rounds = left };
    }

    /// <summary>
    /// It is the turn of the job at that place, the first of all: neither the place nor those before it, which a crash may have
    /// left without a job, are waited for any more.
    /// </summary>
    internal Lane Grant(LaneSlot slot, LaneTurn turn) => this with
    {
        Round = Math.Max(Round, slot.Round),
        Turns = [.. Turns, turn],
        Rounds =
        [
            .. Rounds.Where(round => round.Number >= slot.Round)
                .Select(round => round.Number == slot.Round ? round.Grant(slot.Place, turn.Seconds) : round),
        ],
    };

    /// <summary>A job has begun.</summary>
    internal Lane Begin(LaneTurn turn, long round)
    {
        LaneTurn? known = Turns.FirstOrDefault(other => other.JobId == turn.JobId);
        if (known?.StartedAt is not null) return this;
        long served = Math.Max(Round, round);
        return this with
        {
            Round = served,
            Rounds = [.. Rounds.Where(other => other.Waiting > 0 || other.Number >= served)],
            Turns = [.. Turns.Where(other => other != known), turn],
        };
    }

    /// <summary>It is no longer that job's turn.</summary>
    internal Lane End(string jobId, bool unlessStarted = false) =>
        Turns.FirstOrDefault(turn => turn.JobId == jobId) is { } turn && !(unlessStarted && turn.StartedAt is not null)
            ? this with { Turns = [.. Turns.Where(other => other != turn)] }
            : this;

    /// <summary>How many jobs are ahead of a place, and in how many seconds its job is expected to begin.</summary>
    public LanePosition PositionOf(LaneSlot slot, DateTimeOffset now)
    {
        long ahead = 0;
        double seconds = 0;
        foreach (LaneRound round in Rounds.TakeWhile(round => round.Number <= slot.Round))
        {
            long first = round.Number < slot.Round ? round.Waiting : round.Before(slot.Place);
            ahead += first;
            // Within its own round, whose they are is not known, only what they take on average.
            if (first > 0) seconds += round.Seconds * (double)first / round.Waiting;
        }
        seconds = Turns.Count + ahead < Capacity ? 0 : seconds + Turns.Sum(turn => turn.SecondsLeft(now));
        return new LanePosition(
            (int)Math.Clamp(ahead, 0, int.MaxValue),
            (int)Math.Ceiling(Math.Min(seconds / Capacity, LanePosition.LongestSeconds)));
    }

    private LaneRound? Find(long number) => Rounds.FirstOrDefault(round => round.Number == number);

    private Lane With(LaneRound changed) => this with
    {
        Rounds =
        [
            .. Rounds.Where(round => round.Number != changed.Number).Append(changed).OrderBy(round => round.Number),
        ],
    };
}

/// <summary>A place in a lane: lower rounds come first, and within a round lower places.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LaneSlot(long Round, long Place)
{
    /// <summary>The same as a text whose order is the order of the places.</summary>
    internal string Key => $"{Round:D12}-{Place:D12}";
}

/// <summary>Where a waiting job stands.</summary>
/// <param name="Ahead">How many waiting jobs are ahead of it; those that are being worked on do not count.</param>
/// <param name="StartsInSeconds">
/// In how many seconds it is expected to begin: by the estimates of what is ahead of it, shared out among as many as are worked
/// on at once.
/// </param>
public sealed record LanePosition(int Ahead, int StartsInSeconds)
{
    internal const int LongestSeconds = 30 * 86_400;

    /// <summary>Of a job that nothing is ahead of.</summary>
    public static LanePosition First { get; } = new(0, 0);
}

/// <summary>A job whose turn it is.</summary>
/// <param name="OwnerId">Whose it is.</param>
/// <param name="JobId">Its id.</param>
/// <param name="Seconds">How long it is expected to take.</param>
/// <param name="StartedAt">When it began, or null as long as it has not.</param>
public sealed record LaneTurn(string OwnerId, string JobId, int Seconds, DateTimeOffset? StartedAt = null)
{
    // What takes longer than expected will still take a moment.
    internal double SecondsLeft(DateTimeOffset now) => StartedAt is { } start
        ? Math.Clamp(Seconds - (now - start).TotalSeconds, 1, Math.Max(1, Seconds))
        : Seconds;
}
