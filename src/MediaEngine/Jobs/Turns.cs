namespace Understudy.MediaEngine.Jobs;

/// <summary>
/// Lets one job of a lane work at a time, in the order in which they came: a job uses every core, so two at once would only
/// both be late.
/// </summary>
internal sealed class Turns
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _lines = [];

    /// <summary>Waits for a job's turn, which lasts until the result is disposed.</summary>
    public async Task<IDisposable> WaitAsync(string lane, CancellationToken cancellationToken)
    {
        TaskCompletionSource turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            Line line = LineOf(lane);
            if (line.Busy) line.Waiting.Enqueue(turn);
            else turn.SetResult();
            line.Busy = true;
        }
        await using CancellationTokenRegistration registration = cancellationToken.Register(
            () => turn.TrySetCanceled(cancellationToken));
        await turn.Task;
        return new Turn(this, lane);
    }

    private Line LineOf(string lane)
    {
        if (!_lines.TryGetValue(lane, out Line? line)) _lines.Add(lane, line = new Line());
        return line;
    }

    private void Pass(string lane)
    {
        lock (_gate)
        {
            Line line = LineOf(lane);
            // One who gave up waiting cannot take the turn, and the next one gets it.
            while (line.Waiting.TryDequeue(out TaskCompletionSource? next))
                if (next.TrySetResult()) return;
            line.Busy = false;
        }
    }

    private sealed class Line
    {
        public bool Busy { get; set; }

        public Queue<TaskCompletionSource> Waiting { get; } = new();
    }

    private sealed class Turn(Turns turns, string lane) : IDisposable
    {
        private bool _over;

        public void Dispose()
        {
            if (_over) return;
            _over = true;
            turns.Pass(lane);
        }
    }
}
