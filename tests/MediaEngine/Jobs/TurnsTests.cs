using Understudy.MediaEngine.Jobs;

namespace Understudy.MediaEngine.Tests.Jobs;

public sealed class TurnsTests
{
    private readonly Turns _turns = new();

    [Fact]
    public async Task A_lane_never_waits_for_another()
    {
        using var video = await _turns.WaitAsync("training", 0, CancellationToken.None);
        using var voice = await _turns.WaitAsync("voice-training", 0, CancellationToken.None);

        _turns.WaitAsync("training", 1, CancellationToken.None).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task The_lowest_number_is_next()
    {
        var first = await _turns.WaitAsync("training", 7, CancellationToken.None);
        var later = _turns.WaitAsync("training", 9, CancellationToken.None);
        var next = _turns.WaitAsync("training", 8, CancellationToken.None);

        first.Dispose();

        using var turn = await next;
        later.IsCompleted.ShouldBeFalse();
    }
}
