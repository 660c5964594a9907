using Understudy.MediaEngine.LipSync;
using Understudy.MediaEngine.Probing;

namespace Understudy.MediaEngine.Tests.LipSync;

public sealed class FilmTimingTests
{
    [Theory]
    [InlineData(10, 10.5, 1.05, "a little slower")]
    [InlineData(10, 9.2, 0.92, "a little faster")]
    [InlineData(10, 5, 1, "cut")]
    [InlineData(10, 30, 1.1, "slower, then held")]
    public void The_pace_changes_by_a_tenth_at_most(double film, double recording, double stretch, string how)
    {
        VideoProperties video = new("h264", 640, 360, 25) { Times = new PictureTimes(0, film, film, (int)(film * 25), 1) };

        var timing = FilmTiming.Of(video, recording);

        timing.Stretch.ShouldBe(stretch, 0.001, how);
        timing.Frames.ShouldBe((int)Math.Round(recording * 25));
    }

    [Theory]
    [InlineData(0, 25)]
    [InlineData(29.97, 29.97)]
    [InlineData(240, 60)]
    public void Frames_come_at_the_films_own_rate_if_it_is_an_ordinary_one(double told, double rate)
    {
        VideoProperties video = new("h264", 640, 360, told) { Times = new PictureTimes(0, 4, 4, 100, 1) };

        FilmTiming.Of(video, 4).FrameRate.ShouldBe(rate, 0.001);
    }
}
