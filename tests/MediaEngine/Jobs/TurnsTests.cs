using Understudy.MediaEngine.Jobs;

namespace Understudy.MediaEngine.Tests.Jobs;

public sealed class TurnsTests
{
    private readonly Turns _turns = new();

    [Fact]
    public async Task A_lane_never_waits_for_another()
    {
        using IDisposable video = await _turns.WaitAsync("training", 0, CancellationToken.None);
        using IDisposable voice = await _turns.WaitAsync("voice-training", 0, CancellationToken.None);

        _turns.WaitAsync("training", 1, CancellationToken.None).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task The_lowest_number_is_next()
    {
        IDisposable first = await _turns.WaitAsync("training", 7, CancellationToken.None);
        Task<IDisposable> later = _turns.WaitAsync("training", 9, CancellationToken.None);
        Task<IDisposable> next = _turns.WaitAsync("training", 8, CancellationToken.None);

        first.Dispose();

        using IDisposable turn = await next;
        later.IsCompleted.ShouldBeFalse();
    }
}
