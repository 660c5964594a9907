using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Scenes.Film;

namespace Understudy.MediaEngine.Tests.Scenes.Film;

/// <summary>Words in a film's picture.</summary>
public sealed class WordsPlateTests
{
    private const int Width = 320, Height = 180, Pixels = Width * Height;

    [Theory]
    [InlineData(0xFF0000, 63, 102, 240)]
    [InlineData(0x0000FF, 32, 240, 118)]
    [InlineData(0xFFFFFF, 235, 128, 128)]
    public void They_have_the_colour_that_was_asked_for(int colour, int luma, int blue, int red)
    {
        byte[] frame = Painted(new ShownWords("■■■■■■", colour), strength: 1);
        // Where the ink is all there is: BT.709, limited range.
        int[] inked = [.. Enumerable.Range(0, Pixels).Where(at =>
            Math.Abs(frame[at] - luma) <= 2 && Math.Abs(frame[Pixels + Chroma(at)] - blue) <= 2
                && Math.Abs(frame[Pixels * 5 / 4 + Chroma(at)] - red) <= 2)];
        inked.Length.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void They_come_in_and_leave_the_rest_of_the_picture_alone()
    {
        ShownWords words = new("Custom text", 0xFF0000);
        Painted(words, strength: 0).ShouldAllBe(value => value == 128);
        int half = Changed(Painted(words, strength: 0.5f)), whole = Changed(Painted(words, strength: 5));
        half.ShouldBeInRange(1, whole - 1);
        Painted(words, strength: 1).AsSpan(0, Width * 20).IndexOfAnyExcept((byte)128).ShouldBe(-1);
    }

    [Fact]
    public void What_nobody_could_read_is_refused() =>
        Should.Throw<MediaRejectedException>(() => Painted(new ShownWords(new string('x', 501), 0), 1))
            .Code.ShouldBe(MediaRejection.UnreadableTitle);

    private static byte[] Painted(ShownWords words, float strength)
    {
        byte[] frame = new byte[Pixels * 3 / 2];
        frame.AsSpan().Fill(128);
        WordsPlate.Of(words, Width, Height).Apply(frame, strength);
        return frame;
    }

    // By how much all of it differs from grey.
    private static int Changed(byte[] frame) => frame.Sum(value => Math.Abs(value - 128));

    private static int Chroma(int at) => at / Width / 2 * (Width / 2) + at % Width / 2;
}
