using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Tests.Scenes.Figures;

public sealed class FigureTests
{
    private const int Side = 96, Margin = 40;

    // What a rim, a wave or a flame may reach beyond the box, as a part of it.
    private const float Slack = 0.06f;

    private static readonly float[] _moments = [0, 0.37f, 0.9f, 1.7f];

    private static readonly FigureLight _day = new()
    {
        Sun = Colour.Hex(0xFFF8E8),
        Shade = Colour.Hex(0x5C6E92),
        Haze = Colour.Hex(0xC2DCEE),
        Distance = 0.05f,
        Side = 1,
        Darkness = 0,
    };

    private static readonly FigureLight _night = _day with
    {
        Sun = Colour.Hex(0x6880A8),
        Shade = Colour.Hex(0x141C34),
        Side = -1,
        Darkness = 1,
    };

    public static TheoryData<string, string?> Drawable()
    {
        TheoryData<string, string?> drawable = [];
        foreach ((string concept, string? motion) in FigureCatalogue.Drawable) drawable.Add(concept, motion);
        return drawable;
    }

    [Theory]
    [MemberData(nameof(Drawable))]
    public void A_figure_fills_the_room_that_it_says_and_no_more(string concept, string? motion)
    {
        foreach (uint seed in new uint[] { 3, 8 })
        {
            Figure figure = Make(concept, motion, seed);
            foreach (float moment in figure.IsLively ? _moments : [0])
            {
                Box box = BoxOf(figure, Draw(figure, _day, moment));
                box.Pixels.ShouldBeGreaterThan(60, $"{moment} s");
                box.Left.ShouldBeGreaterThan(-0.5f - Slack, $"{moment} s");
                box.Right.ShouldBeLessThan(0.5f + Slack, $"{moment} s");
                box.Top.ShouldBeLessThan(1 + Slack, $"{moment} s");
                box.Bottom.ShouldBeGreaterThan(-Slack, $"{moment} s");
                MathF.Max(box.Right - box.Left, box.Top - box.Bottom).ShouldBeGreaterThan(0.45f, $"{moment} s");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Drawable))]
    public void Dice_make_it_the_same_again_and_other_dice_another(string concept, string? motion)
    {
        Figure figure = Make(concept, motion, 5);
        float scale = ScaleOf(figure);
        uint[] drawn = Draw(figure, _night, 0.4f, scale);

        Draw(Make(concept, motion, 5), _night, 0.4f, scale).SequenceEqual(drawn).ShouldBeTrue();
        Draw(Make(concept, motion, 6), _night, 0.4f, scale).SequenceEqual(drawn).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Drawable))]
    public void Only_what_is_lively_changes_from_moment_to_moment(string concept, string? motion)
    {
        Figure figure = Make(concept, motion, 4);
        uint[][] moments = [.. _moments.Select(moment => Draw(figure, _night, moment))];

        moments.Skip(1).Any(moment => !moment.SequenceEqual(moments[0])).ShouldBe(figure.IsLively);
    }

    [Fact]
    public void Every_concept_that_is_drawn_is_one_of_the_lexicon() =>
        FigureCatalogue.Drawable.Select(drawable => drawable.Concept).Distinct()
            .Except(Lexicon.Concepts.Select(concept => concept.Id)).ShouldBeEmpty();

    [Fact]
    public void Whatever_lives_is_built_grows_or_drives_can_be_drawn() => Lexicon.Concepts
        .Where(concept => concept.Kind is ConceptKind.Animal or ConceptKind.Building or ConceptKind.Person or ConceptKind.Vehicle
            or ConceptKind.Thing)
        .Select(concept => concept.Id)
        .Except(FigureCatalogue.Drawable.Select(drawable => drawable.Concept)).ShouldBeEmpty();

    [Fact]
    public void Land_and_weather_are_no_figures()
    {
        FigureCatalogue.Make(new Mention(new Concept("rain", ConceptKind.Weather), "rain"), new Dice(1)).ShouldBeNull();
        FigureCatalogue.Make(new Mention(new Concept("desert", ConceptKind.Place), "desert"), new Dice(1)).ShouldBeNull();
    }

    [Theory]
    [InlineData("car")]
    [InlineData("house")]
    [InlineData("boat")]
    [InlineData("balloon")]
    [InlineData("tulip")]
    public void A_colour_that_is_said_is_seen(string concept)
    {
        Colour red = Mean(Draw(Make(concept, null, 2, "red"), _day, 0)), blue = Mean(Draw(Make(concept, null, 2, "blue"), _day,
            0));

        (red.R - red.B).ShouldBeGreaterThan(blue.R - blue.B + 0.08f);
    }

    [Fact]
    public void The_side_towards_the_light_is_brighter()
    {
        Figure figure = Make("tree", null, 4);
        uint[] fromRight = Draw(figure, _day, 0), fromLeft = Draw(figure, _day with { Side = -1 }, 0);

        Balance(fromRight).ShouldBeGreaterThan(Balance(fromLeft) + 0.03f);
    }

    [Fact]
    public void Windows_and_lamps_shine_where_they_are()
    {
        foreach (string concept in new[] { "house", "street-lamp", "lighthouse", "candle", "campfire", "lantern", "car" })
        {
            Figure figure = Make(concept, null, 3);

            figure.Glows.ShouldNotBeEmpty(concept);
            figure.Glows.ShouldAllBe(glow => MathF.Abs(glow.X) <= figure.Width / 2 && glow.Y <= 0 && glow.Y >= -figure.Height);
        }
    }

    private static Figure Make(string concept, string? motion, uint seed, string? colour = null) => FigureCatalogue.Make(
        new Mention(new Concept(concept, ConceptKind.Thing), concept) { Motion = motion, Colour = colour },
        new Dice(seed * 7919)).ShouldNotBeNull();

    private static uint[] Draw(Figure figure, FigureLight light, float moment, float? scale = null)
    {
        const int Whole = Side + 2 * Margin;
        using SKBitmap bitmap = new(new SKImageInfo(Whole, Whole, SKColorType.Bgra8888, SKAlphaType.Premul));
        using (SKCanvas canvas = new(bitmap))
        {
            canvas.Clear();
            canvas.Translate(Whole / 2f, Margin + Side);
            canvas.Scale(scale ?? ScaleOf(figure));
            figure.Draw(canvas, light, moment);
        }
        return [.. bitmap.Pixels.Select(pixel => (uint)pixel)];
    }

    private static float ScaleOf(Figure figure) => Side / MathF.Max(figure.Width, figure.Height);

    private static Box BoxOf(Figure figure, uint[] pixels)
    {
        const int Whole = Side + 2 * Margin;
        float width = figure.Width * ScaleOf(figure), height = figure.Height * ScaleOf(figure);
        Box box = new(0, 9, -9, -9, 9);
        for (int i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] >> 24 < 24) continue;
            float x = (i % Whole + 0.5f - Whole / 2f) / width, y = (Margin + Side - i / Whole - 0.5f) / height;
            box = new Box(box.Pixels + 1, MathF.Min(box.Left, x), MathF.Max(box.Right, x), MathF.Max(box.Top, y),
                MathF.Min(box.Bottom, y));
        }
        return box;
    }

    private static Colour Mean(uint[] pixels)
    {
        uint[] seen = [.. pixels.Where(pixel => pixel >> 24 > 200)];
        return new Colour(
            seen.Average(pixel => (pixel >> 16 & 255) / 255f), seen.Average(pixel => (pixel >> 8 & 255) / 255f),
            seen.Average(pixel => (pixel & 255) / 255f));
    }

    // By how much the right half is brighter.
    private static float Balance(uint[] pixels)
    {
        const int Whole = Side + 2 * Margin;
        uint[] left = [.. pixels.Where((_, i) => i % Whole < Whole / 2)], right = [.. pixels.Where((_,
            i) => i % Whole >= Whole / 2)];
        return Mean(right).Luma - Mean(left).Luma;
    }

    private sealed record Box(int Pixels, float Left, float Right, float Top, float Bottom);
}
