using SkiaSharp;
using Understudy.MediaEngine.Scenes;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Scenery;
using Understudy.MediaEngine.Scenes.Planning;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Tests.Scenes.Painting;

/// <summary>Where things stand.</summary>
public sealed class BanksTests : IDisposable
{
    private readonly Stage _stage = new(640, 360);
    private readonly Sheet _sheet;
    private readonly Slab _land;

    public BanksTests()
    {
        _sheet = new Sheet(_stage, 0.6f);
        Fill(0, 500, _stage.Width, Stage.Height, SKColors.Green);
        _land = new Slab(_sheet);
    }

    [Fact]
    public void Grass_that_rises_above_land_is_nothing_to_stand_on()
    {
        Fill(100, 470, 110, 500, SKColors.Green);
        _land.TopAt(105).ShouldBe(500, 2);
    }

    [Fact]
    public void What_would_stand_in_a_river_stands_beside_it()
    {
        Cut(200, 400);
        using SceneBuilder scene = Scene();
        Banks banks = new(scene, [_land]);

        banks.OnGround(_land, 250, 520).ShouldBeInRange(150, 200);
        banks.OnGround(_land, 380, 520).ShouldBeInRange(400, 450);
        banks.OnGround(_land, 600, 520).ShouldBe(600);
    }

    public void Dispose() => _sheet.Dispose();

    private SceneBuilder Scene() =>
        new(_stage, ScenePlanner.Plan(PromptReader.Read("A river"), FilmStyle.Realistic, 5, 1).Shots[0], _ => { });

    private void Fill(float left, float top, float right, float bottom, SKColor colour) => _sheet.Draw(canvas =>
    {
        using SKPaint paint = new() { Color = colour };
        canvas.DrawRect(SKRect.Create(left, top, right - left, bottom - top), paint);
    });

    private void Cut(float left, float right) => _sheet.Draw(canvas =>
    {
        using SKPaint paint = new() { BlendMode = SKBlendMode.Clear };
        canvas.DrawRect(SKRect.Create(left, 0, right - left, Stage.Height), paint);
    });
}
