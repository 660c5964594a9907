using Understudy.MediaEngine.Scenes;
using Understudy.MediaEngine.Scenes.Film;
using Understudy.MediaEngine.Scenes.Painting.Scenery;
using Understudy.MediaEngine.Scenes.Painting.Styles;
using Understudy.MediaEngine.Scenes.Planning;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Tests.Scenes.Film;

/// <summary>Single frames: what is asked for is seen in them.</summary>
public sealed class PictureTests
{
    private const int Width = 256;
    private const int Height = 144;

    [Fact]
    public void Styles_are_told_apart()
    {
        FilmStyle[] styles = Enum.GetValues<FilmStyle>();
        byte[][] frames = [.. styles.Select(style => Frame("A tree on a hill by a lake at sunset", style))];

        for (int a = 0; a < frames.Length; a++)
            for (int b = a + 1; b < frames.Length; b++)
                Difference(frames[a], frames[b]).ShouldBeGreaterThan(4, $"{styles[a]} and {styles[b]}");
        Chroma(frames[(int)FilmStyle.Noir]).ShouldBe(0);
        Chroma(frames[(int)FilmStyle.Anime]).ShouldBeGreaterThan(Chroma(frames[(int)FilmStyle.Realistic]));
    }

    [Theory]
    [InlineData("A hill at noon", "A hill at night")]
    [InlineData("A clear day at the sea", "A storm at the sea")]
    [InlineData("A beach in the sunshine", "A beach in the fog at night")]
    public void What_is_bright_is_brighter_than_what_is_dark(string bright, string dark) =>
        Brightness(Frame(bright)).ShouldBeGreaterThan(Brightness(Frame(dark)) + 15);

    [Theory]
    [InlineData("A storm at sea")]
    [InlineData("Snow over a village")]
    [InlineData("Northern lights")]
    [InlineData("Fireworks at night")]
    [InlineData("Fish in a coral reef")]
    [InlineData("Boats on a lake")]
    [InlineData("A waterfall")]
    [InlineData("Stars in space")]
    public void What_moves_looks_different_from_moment_to_moment(string prompt)
    {
        byte[] first = Frame($"Static shot. {prompt}", time: 1);
        byte[] later = Frame($"Static shot. {prompt}", time: 1.6f);

        first.SequenceEqual(later).ShouldBeFalse();
    }

    [Theory]
    [InlineData("rain")]
    [InlineData("snow")]
    [InlineData("rainbow")]
    [InlineData("moon")]
    [InlineData("stars")]
    [InlineData("clouds")]
    [InlineData("aurora")]
    [InlineData("fireflies")]
    [InlineData("petals")]
    [InlineData("autumn leaves")]
    [InlineData("fog")]
    [InlineData("sunbeams")]
    [InlineData("milky way")]
    [InlineData("crescent moon")]
    public void What_is_in_the_air_is_seen(string what)
    {
        byte[] with = Frame($"A meadow in the evening, {what}");
        byte[] without = Frame("A meadow in the evening");

        with.SequenceEqual(without).ShouldBeFalse();
    }

    private static byte[] Frame(string prompt, FilmStyle? style = null, float time = 1.2f)
    {
        FilmRequest request = new(prompt, Width, Height, 5) { Seed = 11 };
        ScenePlan plan = ScenePlanner.Plan(PromptReader.Read(prompt), style, 5, 11);
        FilmShot painted = new(0, 5, stage => SceneMaker.Make(stage, plan.Shots[0], plan.Style));
        using LiveShot shot = new(request, painted, Finishes.Of(plan.Style, Width, Height, 11), 1);
        byte[] frame = new byte[Width * Height * 3 / 2];
        shot.Make(0, time, 0, frame);
        return frame;
    }

    private static double Brightness(byte[] frame) => frame.Take(Width * Height).Average(value => value);

    private static double Chroma(byte[] frame) => frame.Skip(Width * Height).Average(value => Math.Abs(value - 128.0));

    private static double Difference(byte[] a, byte[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Average();
}
