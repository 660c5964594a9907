using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Tests.Scenes.Prompts;

/// <summary>What is found in prompts, and what is not.</summary>
public sealed class PromptReaderTests
{
    [Theory]
    [InlineData("A lighthouse in a storm, anime", "lighthouse storm anime")]
    [InlineData("Three red sailboats on the left of a calm lake at sunset", "sailboat(3,red,left) calm lake sunset")]
    [InlineData("Snow-capped mountains in the background, a deer in the foreground.", "snow-cover mountain(background) deer(foreground)")]
    [InlineData("Flying birds over the sea", "bird(flying) sea")]
    [InlineData("A flock of seagulls flying over a harbour", "seagull(9,flying) harbor")]
    [InlineData("A castle with flying dragons", "castle dragon(flying)")]
    [InlineData("Waves crashing on the rocks", "wave(crashing) rock")]
    [InlineData("An empty street at night, no people or cars", "street night !person !car")]
    [InlineData("A city without traffic at dawn", "city !traffic dawn")]
    [InlineData("Cherry blossoms in spring, petals falling", "cherry-blossom spring petals(falling)")]
    [InlineData("hot air balloons over rolling hills, golden hour, aerial view", "balloon hill golden-hour aerial")]
    [InlineData("Everything in shades of blue", "blue")]
    [InlineData("Watercolour of a village by the river in autumn", "watercolor village river autumn")]
    [InlineData("The sun is rising behind Mount Fuji", "sun(background,rising) mount-fuji")]
    [InlineData("a field of sunflowers under a purple sky", "field sunflower purple")]
    [InlineData("The crowd cheers while fireworks explode above the skyline", "crowd fireworks(above) city")]
    [InlineData("嵐の中の灯台、アニメ風", "storm lighthouse anime")]
    [InlineData("夕焼けの海に赤い船が三隻", "sunset sea boat(3,red)")]
    [InlineData("桜の花びらが舞い落ちる静かな庭園", "cherry-blossom petals(falling) calm garden")]
    [InlineData("左に富士山、右に桜の木", "mount-fuji(left) cherry-blossom(right)")]
    [InlineData("人影のない夜の街", "!person night city")]
    [InlineData("飛んでいるカモメと港", "seagull(flying) harbor")]
    [InlineData("三月の風景", "")]
    [InlineData("日落时分，三只鸟飞过大海", "sunset bird(3,flying) sea")]
    [InlineData("左边有一座红色的灯塔", "lighthouse(1,red,left)")]
    [InlineData("没有人的街道", "!person street")]
    [InlineData("樱花飘落的花园，水彩", "cherry-blossom(falling) garden watercolor")]
    [InlineData("夜晚的城市，霓虹灯闪烁，下雨", "night city neon(glowing) rain")]
    public void What_a_prompt_speaks_of_is_found(string prompt, string expected) => Told(prompt).ShouldBe(expected);

    [Theory]
    [InlineData("a girl with a blue dress in the rain", "woman(blue) rain")]
    [InlineData("In a red coat, a man walks", "man(red,walking)")]
    [InlineData("A boy with a red hat and a woman in a green kimono", "man woman(green)")]
    [InlineData("A cat on a red quokka in the snow", "cat snow")]
    [InlineData("A girl in the rain on the left", "woman(left) rain")]
    [InlineData("birds over the sea flying", "bird(flying) sea")]
    [InlineData("A boat on a river flowing by", "boat river(flowing)")]
    [InlineData("Three friends in the rain", "rain")]
    [InlineData("雨の中の青いドレスの少女", "rain woman(blue)")]
    [InlineData("下雨天穿蓝色裙子的女孩", "rain woman(blue)")]
    [InlineData("女孩穿着红色外套", "woman(red)")]
    public void What_is_said_of_a_thing_is_said_of_that_one(string prompt, string expected) => Told(prompt).ShouldBe(expected);

    [Theory]
    [InlineData("A hill, not sunny", "hill !clear")]
    [InlineData("The sky over the sea isn't sunny", "sea !clear")]
    [InlineData("A city without lights in the street", "city street")]
    [InlineData("山と光のない街", "mountain city")]
    [InlineData("一打开，鸟飞过大海", "bird(flying) sea")]
    [InlineData("A street, avoid people, cars and birds", "street !person !car !bird")]
    [InlineData("Avoid people. A street.", "!person street")]
    [InlineData("A city without people, cars or trains", "city !person !car !train")]
    [InlineData("A garden with everything except a fence", "garden !fence")]
    [InlineData("No clouds and a red boat", "!clouds boat(red)")]
    [InlineData("A lake, no stars at night", "lake !stars night")]
    [InlineData("A cat instead of a dog", "cat !dog")]
    [InlineData("Not only a cat but a dog", "cat dog")]
    [InlineData("0 boats on a lake", "!boat lake")]
    [InlineData("-5 cats in a garden, zero dogs", "!cat garden !dog")]
    [InlineData("A house not far from the sea", "house sea")]
    [InlineData("Nobody's boat, 12 birds", "boat bird(12)")]
    [InlineData("晴れではない丘", "!clear hill")]
    [InlineData("猫も犬もいない庭", "!cat !dog garden")]
    [InlineData("猫を避けて、街", "!cat city")]
    [InlineData("鳥以外、海", "!bird sea")]
    [InlineData("湖に船が0隻", "lake !boat")]
    [InlineData("公园，不是晴天", "park !clear")]
    [InlineData("除了猫，花园", "!cat garden")]
    [InlineData("避免人、汽车，街道", "!person !car street")]
    [InlineData("湖上有0只船", "lake !boat")]
    [InlineData("零只猫的花园", "!cat garden")]
    public void What_is_not_wanted_is_told_as_that(string prompt, string expected) => Told(prompt).ShouldBe(expected);

    [Theory]
    [InlineData("Ten sheep on a hill", 10)]
    [InlineData("Twelve sheep", 12)]
    [InlineData("A dozen sheep", 12)]
    [InlineData("A dozen of sheep", 12)]
    [InlineData("Two dozen white sheep", 24)]
    [InlineData("Half a dozen sheep", 6)]
    [InlineData("Eleven sheep", 11)]
    [InlineData("Seventeen sheep", 17)]
    [InlineData("Twenty sheep", 20)]
    [InlineData("Nine sheep", 9)]
    [InlineData("十匹の羊", 10)]
    [InlineData("丘に羊が十二匹", 12)]
    [InlineData("二十匹の羊", 20)]
    [InlineData("三十五匹の羊", 35)]
    [InlineData("1ダースの羊", 12)]
    [InlineData("十二只羊", 12)]
    [InlineData("一打羊", 12)]
    [InlineData("二十只羊", 20)]
    [InlineData("两只羊", 2)]
    public void A_number_in_words_is_that_number(string prompt, int count)
    {
        PromptReading reading = PromptReader.Read(prompt);

        reading.Wanted.Single(mention => mention.Concept.Id == "sheep").Count.ShouldBe(count);
        reading.NotUnderstood.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("A quokka juggling on a beach", "quokka juggling")]
    [InlineData("A city at night without lights, no cars, no moon", "lights")]
    [InlineData("No light rain in the street", "")]
    [InlineData("光のない街", "光")]
    [InlineData("没有光的城市", "光")]
    [InlineData("ラーメン屋の前の猫", "ラーメン屋")]
    [InlineData("A cat on a red quokka", "red quokka")]
    [InlineData("A blue dress on a hill", "blue dress")]
    [InlineData("一只袋鼠在草原上", "袋鼠")]
    public void What_is_not_known_is_told(string prompt, string expected) =>
        string.Join(' ', PromptReader.Read(prompt).NotUnderstood).ShouldBe(expected);

    [Theory]
    [InlineData("en", "a river")]
    [InlineData("ja", "美しい川")]
    [InlineData("zh", "美丽的河流")]
    [InlineData("en", "")]
    public void The_language_is_told_by_its_writing(string language, string prompt) =>
        PromptReader.Read(prompt).Language.ShouldBe(language);

    [Fact]
    public void Each_sentence_is_read_by_itself() =>
        PromptReader.Read("A boat on the sea. The boat sinks! Then a rainbow.").Sentences.Select(one => one.Text)
            .ShouldBe(["A boat on the sea", "The boat sinks", "Then a rainbow"]);

    [Fact]
    public void There_are_more_than_two_hundred_concepts_that_a_picture_shows_each_with_words_in_three_languages()
    {
        Lexicon.Concepts.Count(concept => concept.IsThing).ShouldBeGreaterThan(200);
        Lexicon.Concepts.Count.ShouldBeGreaterThan(320);
        foreach (Concept concept in Lexicon.Concepts)
            new[] { Lexicon.Japanese, Lexicon.Chinese }.ShouldAllBe(
                lexicon => lexicon.Words.Any(word => word.Concepts.Contains(concept)), concept.Id);
    }

    private static string Told(string prompt) => string.Join(' ', PromptReader.Read(prompt).Sentences
        .SelectMany(sentence => sentence.Mentions).Select(mention =>
        {
            string?[] said = [mention.Count?.ToString(), mention.Colour, mention.Position, mention.Motion];
            string of = string.Join(',', said.Where(part => part is not null));
            return (mention.IsAbsent ? "!" : "") + mention.Concept.Id + (of.Length > 0 ? $"({of})" : "");
        }));
}
