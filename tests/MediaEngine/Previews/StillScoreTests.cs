using Understudy.MediaEngine.Previews;

namespace Understudy.MediaEngine.Tests.Previews;

public sealed class StillScoreTests
{
    [Fact]
    public void One_colour_says_nothing() => Score((_, _) => 128).ShouldBe(0);

    [Fact]
    public void What_is_dark_or_bright_stands_for_a_film_less_than_what_lies_between()
    {
        double between = Score((x, y) => 118 + Check(x, y, 20));

        Score((x, y) => 10 + Check(x, y, 20)).ShouldBeLessThan(between / 2);
        Score((x, y) => 225 + Check(x, y, 20)).ShouldBeLessThan(between / 2);
    }

    [Fact]
    public void What_is_sharp_stands_for_it_better_than_what_is_blurred()
    {
        double sharp = Score((x, y) => 64 + Check(x, y, 128));

        Score((x, _) => 64 + (2 * x)).ShouldBeLessThan(sharp / 2);
    }

    [Theory]
    [InlineData(160, 1920, 1080, 90)]
    [InlineData(102, 320, 180, 58)]
    [InlineData(90, 180, 320, 160)]
    [InlineData(16, 4000, 10, 2)]
    [InlineData(3840, 10, 4000, 8192)]
    public void Its_height_is_even_and_possible(int width, int filmWidth, int filmHeight, int height) =>
        PreviewBounds.HeightFor(width, filmWidth, filmHeight).ShouldBe(height);

    private static int Check(int x, int y, int depth) => ((x / 4) + (y / 4)) % 2 * depth;

    private static double Score(Func<int, int, int> light)
    {
        Still still = new(64, 64);
        for (int i = 0; i < still.Pixels.Length; i++) still.Pixels[i] = (byte)light(i / 4 % 64, i / 4 / 64);
        return StillScore.Of(still);
    }
}
