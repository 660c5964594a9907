using Understudy.MediaEngine.Jobs;

namespace Understudy.MediaEngine.Tests.Jobs;

public sealed class TurnsTests
{
    private readonly Turns _turns = new();

    [Fact]
    public async Task A_lane_never_waits_for_another()
    {
        using IDisposable video = await _turns.WaitAsync("training", CancellationToken.None);
        using IDisposable voice = await _turns.WaitAsync("voice-training", CancellationToken.None);

        _turns.WaitAsync("training", CancellationToken.None).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_came_first_is_next()
    {
        IDisposable first = await _turns.WaitAsync("training", CancellationToken.None);
        Task<IDisposable> next = _turns.WaitAsync("training", CancellationToken.None);
        Task<IDisposable> later = _turns.WaitAsync("training", CancellationToken.None);

        first.Dispose();

        using IDisposable turn = await next;
        later.IsCompleted.ShouldBeFalse();
    }
}
