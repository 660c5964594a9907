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

    [Theory]
    [InlineData("A swan on a stream at noon")]
    [InlineData("Three ducks on a pond at noon")]
    [InlineData("A boat on a river at noon")]
    [InlineData("Koi in a pond at noon")]
    [InlineData("A boat on a lake at noon")]
    [InlineData("A boat on a river in a city at noon")]
    [InlineData("A deer by a river at noon")]
    public void What_is_in_or_at_a_water_is_not_behind_its_bank(string prompt)
    {
        for (int seed = 1; seed < 9; seed++)
        {
            ScenePlan plan = ScenePlanner.Plan(PromptReader.Read(prompt), null, 5, seed);
            plan.NotPainted.ShouldBeEmpty();
            Cast[] asked = [.. plan.Shots[0].Cast.Where(cast => !cast.IsScenery)];
            byte[] with = Frame(plan.Shots[0] with { Cast = asked }, plan.Style);
            byte[] without = Frame(plan.Shots[0] with { Cast = [] }, plan.Style);
            with.Take(Width * Height).Zip(without).Count(pair => Math.Abs(pair.First - pair.Second) > 12)
                .ShouldBeGreaterThan(20, $"seed {seed}");
        }
    }

    [Fact]
    public void A_pond_has_water()
    {
        // In the middle of the pond, which is below the middle of the picture.
        int at = (Width * Height) + (Height * 2 / 5 * (Width / 2)) + (Width / 4);
        byte pond = Frame("Static shot. A pond at noon")[at];
        byte meadow = Frame("Static shot. A meadow at noon")[at];
        pond.ShouldBeGreaterThan((byte)(meadow + 12), "blue");
    }

    [Fact]
    public void A_street_has_no_river_and_says_so()
    {
        ScenePlan plan = ScenePlanner.Plan(PromptReader.Read("A boat on a river in a street"), null, 5, 1);
        plan.NotPainted.Select(mention => mention.Concept.Id).ShouldBe(["boat", "river"]);
    }

    [Fact]
    public void Seeds_of_any_size_are_different_pictures()
    {
        long[] seeds = [0, -1, long.MaxValue, long.MinValue, 1, 1L << 31, 1L << 32];
        seeds.Select(seed => new FilmRequest("A hill", Width, Height, 5) { Seed = seed }.Roll).Distinct().Count()
            .ShouldBe(seeds.Length);
    }

    private static byte[] Frame(ShotPlan shot, FilmStyle style)
    {
        FilmRequest request = new("", Width, Height, 5);
        FilmShot painted = new(shot.Start, shot.Seconds, stage => SceneMaker.Make(stage, shot, style));
        using LiveShot live = new(request, painted, Finishes.Of(style, Width, Height, 11), 1);
        byte[] frame = new byte[Width * Height * 3 / 2];
        live.Make(0, 2.5f, 0, frame);
        return frame;
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
