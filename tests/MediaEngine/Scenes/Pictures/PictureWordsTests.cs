using Understudy.MediaEngine.Scenes;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Finishing;
using Understudy.MediaEngine.Scenes.Pictures;
using Understudy.MediaEngine.Scenes.Planning;

namespace Understudy.MediaEngine.Tests.Scenes.Pictures;

public sealed class PictureWordsTests
{
    [Theory]
    [InlineData("Zoom in slowly", "ZoomIn")]
    [InlineData("Pull back from her", "ZoomOut")]
    [InlineData("The camera pans left", "PanLeft")]
    [InlineData("右にパン", "PanRight")]
    [InlineData("镜头上摇", "TiltUp")]
    [InlineData("Tilt down", "TiltDown")]
    [InlineData("Static shot of the sea", "Still")]
    public void The_camera_does_what_is_said(string prompt, string move)
    {
        PictureWords words = new(prompt);

        words.Move(new Dice(1), hasPerson: true, before: null).ToString().ShouldBe(move);
        words.Move(new Dice(2), hasPerson: false, before: Enum.Parse<CameraMove>(move)).ToString().ShouldBe(move);
    }

    [Fact]
    public void Where_nothing_is_said_the_camera_moves_and_not_twice_alike()
    {
        PictureWords words = new("My holidays");

        for (uint seed = 0; seed < 20; seed++)
        {
            CameraMove first = words.Move(new Dice(seed), hasPerson: true, before: null);
            first.ShouldNotBe(CameraMove.Still);
            words.Move(new Dice(seed), hasPerson: true, first).ShouldNotBe(first);
            words.Move(new Dice(seed), hasPerson: false, before: null).ShouldBeOneOf(CameraMove.ZoomIn, CameraMove.ZoomOut);
        }
    }

    [Fact]
    public void What_is_laid_over_the_picture_and_what_is_not_is_told()
    {
        PictureWords words = new("A blizzard at midnight in anime style, a lighthouse, slow motion");
        ShotPlan shot = words.Shot(1, CameraMove.Still, 360, 5);

        (words.Style, words.Light, shot.Pace).ShouldBe((FilmStyle.Anime, "midnight", 0.4f));
        shot.Has.ShouldBe(["blizzard", "snow"], ignoreOrder: true);
        words.NotPainted.Select(mention => mention.Concept.Id).ShouldBe(["lighthouse"]);
    }

    [Fact]
    public void What_is_not_wanted_is_not_added() =>
        new PictureWords("No rain, no fog").Shot(1, CameraMove.Still, 360, 5).Has.ShouldBeEmpty();

    [Theory]
    [InlineData("night")]
    [InlineData("dusk")]
    [InlineData("blue-hour")]
    [InlineData("storm")]
    public void The_dark_is_made_of_any_light(string light)
    {
        Grade grade = PictureLight.Of(FilmStyle.Realistic, light, 320, 180, 1).Grade.ShouldNotBeNull();

        grade.Luma[200].ShouldBeInRange((byte)60, (byte)170);
        grade.Luma.ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public void No_style_puts_bars_before_a_picture() =>
        Enum.GetValues<FilmStyle>().ShouldAllBe(style => PictureLight.Of(style, null, 1280, 720, 1).Bar == 0);
}
