using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Scenes.Rules;

namespace Understudy.MediaEngine.Tests.Scenes.Rules;

/// <summary>What must not be made is stopped, and what only sounds like it is not.</summary>
public sealed class ForbiddenWordsTests
{
    [Theory]
    [InlineData("Child porn", "minors")]
    [InlineData("a naked child on a beach", "minors")]
    [InlineData("a sexy schoolgirl dancing", "minors")]
    [InlineData("nude teenagers", "minors")]
    [InlineData("erotic scene with a 15-year-old", "minors")]
    [InlineData("erotic scene with a 15 year old girl", "minors")]
    [InlineData("underage girls in lingerie", "minors")]
    [InlineData("ＮＡＫＥＤ　ｋｉｄｓ", "minors")]
    [InlineData("na\u200Bked chi\u200Bldren", "minors")]
    [InlineData("lolicon anime", "minors")]
    [InlineData("sex with a minor", "minors")]
    [InlineData("nude photo of a minor", "minors")]
    [InlineData("a minor, naked", "minors")]
    [InlineData("A minor having sex", "minors")]
    [InlineData("a nude waltz in A minor", "minors")]
    [InlineData("a naked minor character", "minors")]
    [InlineData("a naked boy band", "minors")]
    [InlineData("nude color photo of a child", "minors")]
    [InlineData("boys in a same-sex scene", "minors")]
    [InlineData("a naked baby blue with cold", "minors")]
    [InlineData("赤裸裸的女孩", "minors")]
    [InlineData("小学生の裸", "minors")]
    [InlineData("性的な少女のアニメ", "minors")]
    [InlineData("14歳のヌード", "minors")]
    [InlineData("児童ポルノ", "minors")]
    [InlineData("裸体的儿童", "minors")]
    [InlineData("未成年人的色情画面", "minors")]
    [InlineData("12岁女孩的性感照片", "minors")]
    [InlineData("a deepfake of my neighbour", "deception")]
    [InlineData("fake speech by the president", "deception")]
    [InlineData("a forged confession of a politician", "deception")]
    [InlineData("fabricated news about the election", "deception")]
    [InlineData("someone impersonating the prime minister", "deception")]
    [InlineData("make it look like he said it himself", "deception")]
    [InlineData("首相の偽の演説", "deception")]
    [InlineData("芸能人のディープフェイク", "deception")]
    [InlineData("本人になりすまし話す動画", "deception")]
    [InlineData("伪造总统的讲话", "deception")]
    [InlineData("明星换脸视频", "deception")]
    [InlineData("冒充本人的视频", "deception")]
    [InlineData("a beheading in the square", "gore")]
    [InlineData("a gory scene", "gore")]
    [InlineData("bloody corpses on the road", "gore")]
    [InlineData("a dismembered body", "gore")]
    [InlineData("blood and guts everywhere", "gore")]
    [InlineData("a blood-red corpse with a bleeding heart", "gore")]
    [InlineData("a mass shooting at a mall", "gore")]
    [InlineData("someone being tortured", "gore")]
    [InlineData("血まみれの死体が転がる", "gore")]
    [InlineData("拷問される男", "gore")]
    [InlineData("斬首の場面", "gore")]
    [InlineData("血腥的尸体", "gore")]
    [InlineData("肢解的画面", "gore")]
    [InlineData("屠杀平民", "gore")]
    public void What_must_not_be_made_is_stopped(string text, string category)
    {
        ForbiddenContent? verdict = ForbiddenWords.Default.Judge(text);

        verdict.ShouldNotBeNull().Category.ShouldBe(category);
        verdict.Words.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("Children fly kites in Essex")]
    [InlineData("A blood orange on a table")]
    [InlineData("A bloody mary at a bar, murder mystery night")]
    [InlineData("A shooting star over a village")]
    [InlineData("Stars that a child sees with the naked eye")]
    [InlineData("Kill the lights in the theatre")]
    [InlineData("A blood moon over the sea")]
    [InlineData("A dead tree in the fog")]
    [InlineData("A boy and his dog at the beach")]
    [InlineData("A girl with an umbrella in the rain")]
    [InlineData("Kids play football in Middlesex and Sussex")]
    [InlineData("A piano piece in A minor, a nude lipstick on a table")]
    [InlineData("Two mothers, a same-sex couple, with their daughter")]
    [InlineData("Bare trees and naked branches; children build a snowman")]
    [InlineData("A murder of crows over a field, blood red sky")]
    [InlineData("Ursa Minor above the desert")]
    [InlineData("A waltz in a minor, the A minor scale, a chord in A minor")]
    [InlineData("A sexy saxophone in C minor, erotic blues in a minor key")]
    [InlineData("A child in a baby blue dress, a nude color lipstick")]
    [InlineData("电影讲的是赤裸裸的真相，一个孩子")]
    [InlineData("The president of a chess club in a garden")]
    [InlineData("Fake snow on a film set, a queen bee on a flower")]
    [InlineData("A king penguin on the ice")]
    [InlineData("A battle of knights at dawn")]
    [InlineData("Fireworks explode above the city")]
    [InlineData("A shark hunts in the deep sea")]
    [InlineData("Heavy cross-country skiers on a killer slope")]
    [InlineData("A skeleton dances at Halloween")]
    [InlineData("Bleeding heart flowers in a garden")]
    [InlineData("A volcano, red lava like blood")]
    [InlineData("裸足の子供が海辺を走る")]
    [InlineData("裸の木と雪、子どもたち")]
    [InlineData("流れ星を見る少女")]
    [InlineData("血のように赤い夕焼け")]
    [InlineData("電気を消した部屋の少年")]
    [InlineData("選挙の日の静かな町")]
    [InlineData("儿童用裸眼看星星")]
    [InlineData("海边奔跑的小孩")]
    [InlineData("血橙和柠檬")]
    [InlineData("红色的月亮和古堡")]
    [InlineData("总统府前的花园")]
    [InlineData("")]
    public void What_only_sounds_like_it_is_let_be(string text) => ForbiddenWords.Default.Judge(text).ShouldBeNull();

    [Fact]
    public void An_operator_may_have_a_list_of_their_own()
    {
        using StringReader list = new("# ours\nbrands\talone\tacme;globex corp\nbrands\texcept\tacme of youth\n");
        var words = ForbiddenWords.Read(list);

        words.Judge("An ACME shop").ShouldNotBeNull().Category.ShouldBe("brands");
        words.Judge("The Globex-Corp tower").ShouldNotBeNull();
        words.Judge("The acme of youth").ShouldBeNull();
        words.Judge("A naked child").ShouldBeNull();
    }

    [Fact]
    public void A_line_that_is_none_is_refused()
    {
        using StringReader list = new("gore alone gore\n");

        Should.Throw<InvalidDataException>(() => ForbiddenWords.Read(list)).Message.ShouldContain("gore alone gore");
    }
}
