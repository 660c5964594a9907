using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Speech.Voices;

namespace Understudy.MediaEngine.Tests.Speech.Voices;

public sealed class StockVoicesTests
{
    [Fact]
    public void The_catalogue_has_voices_of_every_kind()
    {
        StockVoices.All.Count.ShouldBeInRange(12, 16);
        StockVoices.All.Select(voice => voice.Id).ShouldBeUnique();
        StockVoices.All.Select(voice => voice.Name).ShouldBeUnique();
        StockVoices.All.Select(voice => (voice.Gender, voice.Age)).Distinct().Count().ShouldBe(6);
        StockVoices.All.Select(voice => voice.Style).Distinct().Count().ShouldBe(5);
        StockVoices.Find("male-young-energetic")!.Style.ShouldBe(VoiceStyle.Energetic);
        StockVoices.Find("Male-Young-Energetic").ShouldBeNull();
    }

    [Fact]
    public void Every_language_has_its_code_and_a_sample()
    {
        foreach (SpokenLanguage language in SpokenLanguages.All)
            SpokenLanguages.Find(language.Code()).ShouldBe(language);
        SpokenLanguages.Find("xx").ShouldBeNull();
        SpokenLanguages.All.Select(StockVoice.SampleText).ShouldBeUnique();
    }
}
