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
    [InlineData("A lake, no mountains, no forest")]
    [InlineData("Snowy mountains, a cabin, no trees")]
    [InlineData("雪山と小屋、木はない")]
    [InlineData("雪山下的红色小屋，三只狗，没有树")]
    [InlineData("A hot spring without trees")]
    [InlineData("A wolf, no trees")]
    [InlineData("No trees")]
    public void Where_no_trees_are_wanted_none_of_any_kind_stand(string prompt)
    {
        foreach (int seed in Enumerable.Range(0, 20))
        {
            ShotPlan shot = Plan(prompt, seed: seed).Shots[0];
            shot.Cast.ShouldNotContain(cast => Families.IsTree(cast.Mention.Concept.Id));
            shot.Land.Floor.ShouldNotBe(Floor.Forest);
        }
    }

    [Fact]
    public void A_forest_without_trees_is_told_not_to_be_painted()
    {
        ScenePlan plan = Plan("A forest with no trees");

        plan.Shots[0].Cast.ShouldNotContain(cast => Families.IsTree(cast.Mention.Concept.Id));
        plan.NotPainted.Select(mention => mention.Concept.Id).ShouldBe(["forest"]);
        Plan("A forest").NotPainted.ShouldBeEmpty();
    }

    [Fact]
    public void A_tree_that_was_asked_for_stands_where_no_others_are_wanted() =>
        Plan("A palm on a hill, no trees").Shots[0].Cast.Select(cast => cast.Mention.Concept.Id).ShouldBe(["palm"]);

    [Theory]
    [InlineData("A lake, no mountains, no forest")]
    [InlineData("A valley without mountains")]
    [InlineData("山のない湖")]
    [InlineData("湖，没有山")]
    [InlineData("No mountains")]
    [InlineData("A sea of clouds, no mountains")]
    public void Where_no_mountains_are_wanted_none_stand_at_the_horizon(string prompt)
    {
        foreach (int seed in Enumerable.Range(0, 20))
            Plan(prompt, seed: seed).Shots[0].Land.Backdrop.ShouldNotBe(Backdrop.Mountains);
        Plan("A lake").Shots[0].Land.Backdrop.ShouldBe(Backdrop.Mountains);
    }

    [Fact]
    public void What_places_have_by_themselves_is_left_out_where_it_is_not_wanted()
    {
        Plan("A street, no city, no road").Shots[0].Land.ShouldBeEquivalentTo(
            new Land(Backdrop.None, Floor.Pavement) { Scenery = Places.Of("street").Scenery });
        Plan("A village in winter, no snow").Shots[0].Land.Floor.ShouldBe(Floor.Grass);
        Plan("A valley without a river").Shots[0].Land.Water.ShouldBe(WaterBody.None);
        Plan("A harbour without ships").Shots[0].Cast.ShouldNotContain(cast => cast.Mention.Concept.Id == "boat");
    }

    [Theory]
    [InlineData("A city at night without lights, no cars, no moon")]
    [InlineData("夜の街、月はない")]
    [InlineData("夜晚的城市，没有月亮")]
    public void A_night_without_a_moon_has_none(string prompt)
    {
        Atmosphere air = Plan(prompt).Shots[0].Air;

        (air.IsMoon, air.HasDisc).ShouldBe((true, false));
        Plan("A city at night").Shots[0].Air.HasDisc.ShouldBeTrue();
        Plan("A lake, no stars at night").Shots[0].Air.HasStars.ShouldBeFalse();
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
        Plan("Twelve sheep on a hill").Shots[0].Cast[0].Count.ShouldBe(12);
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
