using Understudy.MediaEngine.Scenes;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Planning;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Tests.Scenes.Planning;

/// <summary>What becomes of prompts, before anything is painted.</summary>
public sealed class ScenePlannerTests
{
    public static TheoryData<string> Concepts => [.. Lexicon.Concepts.Select(concept => concept.Id)];

    [Theory]
    [MemberData(nameof(Concepts))]
    public void Every_concept_is_shown_or_told_not_to_be(string id)
    {
        Concept concept = Lexicon.Concepts.Single(known => known.Id == id);
        PromptReading reading = new("en", [new SentenceReading(id, [new Mention(concept, id)])], []);

        ScenePlan plan = ScenePlanner.Plan(reading, null, 5, 1);

        bool isTold = plan.NotPainted.Any(mention => mention.Concept.Id == id);
        bool isInCast = plan.Shots.Any(shot => shot.Cast.Any(cast => cast.Mention.Concept.Id == id));
        bool isSeen = plan.Shots.Any(shot => shot.Has.Contains(id));
        isTold.ShouldBe(!isSeen && !isInCast);
    }

    [Theory]
    [InlineData("A lake between mountains", "Mountains", "Lake")]
    [InlineData("A beach in summer", "None", "Sea")]
    [InlineData("Mountains by the sea", "Mountains", "Sea")]
    [InlineData("Mount Fuji behind a lake", "Fuji", "Lake")]
    [InlineData("A river in a forest", "Hills", "River")]
    [InlineData("An island in the ocean", "Island", "Sea")]
    [InlineData("A street in the city", "City", "None")]
    [InlineData("A volcano on an island", "Volcano", "Sea")]
    public void The_land_is_what_the_places_say(string prompt, string backdrop, string water)
    {
        Land land = Plan(prompt).Shots[0].Land;

        (land.Backdrop.ToString(), land.Water.ToString()).ShouldBe((backdrop, water));
    }

    [Theory]
    [InlineData("A spaceship and a comet", "Space")]
    [InlineData("A shark and many fish", "Underwater")]
    [InlineData("A coral reef", "Underwater")]
    [InlineData("Above a sea of clouds", "Heights")]
    [InlineData("Three horses", "Ground")]
    public void Things_without_a_place_are_where_they_would_be(string prompt, string setting) =>
        Plan(prompt).Shots[0].Land.Setting.ToString().ShouldBe(setting);

    [Fact]
    public void Night_is_darker_than_day()
    {
        Plan("A hill at night").Shots[0].Darkness.ShouldBe(1);
        Plan("A hill at noon").Shots[0].Darkness.ShouldBe(0);
        Plan("A hill at night").Shots[0].Air.Light.ShouldBeLessThan(0.5f);
    }

    [Fact]
    public void What_a_prompt_denies_is_not_there()
    {
        ShotPlan shot = Plan("A park without trees").Shots[0];

        shot.Cast.ShouldNotContain(cast => cast.Mention.Concept.Id == "tree");
        Plan("A hill at noon without clouds").Shots[0].Any("clear").ShouldBeTrue();
    }

    [Theory]
    [InlineData("A hill, not sunny")]
    [InlineData("晴れではない丘")]
    [InlineData("山丘，不是晴天")]
    public void What_is_not_sunny_is_overcast_by_any_seed(string prompt)
    {
        foreach (int seed in Enumerable.Range(0, 20))
        {
            ShotPlan shot = Plan(prompt, seed: seed).Shots[0];
            shot.Air.HasDisc.ShouldBeFalse();
            (shot.Any("overcast"), shot.Any("clear")).ShouldBe((true, false));
        }
    }

    [Fact]
    public void An_hour_that_is_denied_is_another_one() =>
        Enumerable.Range(0, 20).Select(seed => Plan("A hill, not at sunset, no golden hour", seed: seed).Shots[0].Air.Sun)
            .ShouldAllBe(sun => sun != Atmosphere.Sunset.Sun && sun != Atmosphere.Golden.Sun);

    [Fact]
    public void As_many_are_cast_as_are_counted()
    {
        ShotPlan shot = Plan("Three red houses on a hill").Shots[0];

        Cast houses = shot.Cast.Single(cast => cast.Mention.Concept.Id == "house");
        (houses.Count, houses.Mention.Colour).ShouldBe((3, "red"));
    }

    [Fact]
    public void A_sentence_about_another_place_is_another_shot()
    {
        ScenePlan plan = Plan("A mountain at dawn. Then a beach at sunset. The camera pans left.", seconds: 12);

        plan.Shots.Select(shot => shot.Land.Backdrop).ShouldBe([Backdrop.Mountains, Backdrop.None]);
        plan.Shots[1].Move.ShouldBe(CameraMove.PanLeft);
        plan.Shots[0].Seconds.ShouldBe(6 + ScenePlanner.Dissolve, 0.001);
    }

    [Fact]
    public void No_shot_is_shorter_than_three_seconds()
    {
        ScenePlan plan = Plan("A mountain. A beach. A city. A desert. A forest.", seconds: 7);

        plan.Shots.Count.ShouldBe(2);
    }

    [Fact]
    public void A_long_film_of_one_place_has_several_takes()
    {
        ScenePlan plan = Plan("A calm lake", seconds: 60);

        plan.Shots.Count.ShouldBe(5);
        plan.Shots.Select(shot => shot.Seed).Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public void What_cannot_be_where_it_is_asked_for_is_told()
    {
        ScenePlan plan = Plan("A house in outer space");

        plan.NotPainted.Select(mention => mention.Concept.Id).ShouldBe(["house"]);
    }

    [Fact]
    public void Of_a_prompt_that_says_nothing_a_picture_is_made_up()
    {
        ScenePlan plan = Plan("Qwertz uiop");

        plan.Reading.Wanted.ShouldBeEmpty();
        plan.Reading.NotUnderstood.ShouldBe(["Qwertz", "uiop"]);
        plan.Shots.ShouldHaveSingleItem();
        Enumerable.Range(0, 20).Select(seed => Plan("Qwertz",
            seed: seed).Shots[0].Land).Distinct().Count().ShouldBeGreaterThan(2);
    }

    [Fact]
    public void The_style_of_the_prompt_counts_unless_one_is_asked_for()
    {
        Plan("A watercolor of a lake").Style.ShouldBe(FilmStyle.Watercolor);
        ScenePlanner.Plan(PromptReader.Read("A watercolor of a lake"), FilmStyle.Noir, 5, 1).Style.ShouldBe(FilmStyle.Noir);
    }

    private static ScenePlan Plan(string prompt, double seconds = 5, int seed = 1) =>
        ScenePlanner.Plan(PromptReader.Read(prompt), null, seconds, seed);
}
