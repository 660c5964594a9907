using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Tests.Speech;

public sealed class SpeechSynthesisTests
{
    private const string English =
        "Good morning, everyone. In 1995, about 25% of all households owned a computer; today it is 90%.";

    private const string Japanese = "おはようございます。三年前に二人で始まったチームは、今では毎月四万人を支えています。";

    [Theory]
    [InlineData(Language.English, English, BaseVoice.Low)]
    [InlineData(Language.English, English, BaseVoice.High)]
    [InlineData(Language.Japanese, Japanese, BaseVoice.Low)]
    [InlineData(Language.Japanese, Japanese, BaseVoice.High)]
    public async Task Every_word_has_its_time_and_the_length_was_foreseen(
        Language language, string text, BaseVoice register)
    {
        SynthesizedSpeech speech = await Speak(language, text, register);

        string.Concat(speech.Words.Select(word => word.Text)).ShouldBe(text.Replace(" ", ""));
        speech.Words.ShouldAllBe(word => word.End > word.Start);
        speech.Words.Zip(speech.Words.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start + 1e-6);
        speech.Words[^1].End.ShouldBeLessThanOrEqualTo(speech.Audio.Duration);
        // The synthesizer rounds to milliseconds.
        speech.Phones.Zip(speech.Phones.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start + 0.005);
        speech.Phones[^1].End.ShouldBe(speech.Audio.Duration, 0.5);
        (SpeechDurationEstimate.Seconds(text, language) / speech.Audio.Duration).ShouldBeInRange(0.8, 1.2);
    }

    [Fact]
    public async Task Sound_is_where_the_words_are()
    {
        SynthesizedSpeech speech = await Speak(Language.English, "Alpha. Bravo. Charlie.", BaseVoice.Low);

        foreach (TimedWord word in speech.Words)
            Level(speech.Audio, word.Start, word.End).ShouldBeGreaterThan(500);
        Level(speech.Audio, speech.Words[0].End + 0.06, speech.Words[1].Start - 0.06).ShouldBeLessThan(100);
    }

    [Theory]
    [InlineData(Language.English, "")]
    [InlineData(Language.English, "... !? — 😀")]
    [InlineData(Language.English, "こんにちは、世界。")]
    [InlineData(Language.English, "שלום עולם")]
    [InlineData(Language.Japanese, "。。。！？ 😀")]
    [InlineData(Language.Japanese, "مرحبا")]
    public async Task A_text_that_cannot_be_spoken_is_rejected(Language language, string text)
    {
        MediaRejectedException rejection =
            await Should.ThrowAsync<MediaRejectedException>(() => Speak(language, text, BaseVoice.Low));

        rejection.Code.ShouldBe(MediaRejection.UnspeakableText);
    }

    [Fact]
    public async Task A_text_is_checked_without_being_spoken()
    {
        IReadOnlyList<ReadingWarning> warnings = await SpeechSynthesizers.For(Language.English)
            .CheckAsync("Say 你好 to all. 👍 And 你好 again.", CancellationToken.None);

        warnings.ShouldBe(
        [
            new ReadingWarning(ReadingFault.NotSpoken, "👍", null),
            new ReadingWarning(ReadingFault.Replaced, "你好", "Chinese text"),
        ]);
    }

    [Theory]
    [InlineData(Language.English, "Hello there.")]
    [InlineData(Language.English, "שלום עולם")]
    [InlineData(Language.English, "OK こんにちは、世界。")]
    [InlineData(Language.English, "... — 😀")]
    [InlineData(Language.Japanese, "한국어です。")]
    [InlineData(Language.Japanese, "한국어 Москва")]
    [InlineData(Language.Japanese, "々、〱。")]
    public async Task A_text_has_a_length_exactly_when_it_can_be_spoken(Language language, string text)
    {
        bool spoken = true;
        try
        {
            await Speak(language, text, BaseVoice.Low);
        }
        catch (MediaRejectedException)
        {
            spoken = false;
        }

        (SpeechDurationEstimate.Seconds(text, language) > 0).ShouldBe(spoken);
    }

    [Theory]
    [InlineData("<speak><audio src='/etc/passwd'/>Hello</speak> [[h@l@U]] -voice kal $(id) `id` ; && | > \\")]
    [InlineData("-o /tmp/x -f /etc/passwd")]
    [InlineData("\u0000\u0001\u001B[2J Hello \u202E olleh")]
    public async Task Markup_and_options_are_only_read_aloud(string text)
    {
        SynthesizedSpeech speech = await Speak(Language.English, text, BaseVoice.Low);

        speech.Audio.Duration.ShouldBeInRange(0.3, 20);
    }

    [Theory]
    [InlineData(Language.English, "This is one of very many sentences. ", 600)]
    [InlineData(Language.Japanese, "これは長い文章の一つです。", 600)]
    public async Task A_long_text_is_spoken_to_its_end(Language language, string sentence, int length)
    {
        string text = string.Concat(Enumerable.Repeat(sentence, (length / sentence.Length) + 1));

        SynthesizedSpeech speech = await Speak(language, text, BaseVoice.Low);

        int count = (length / sentence.Length) + 1;
        speech.Words.Count(word => word.BreakAfter == WordBreak.Sentence).ShouldBe(count);
        (speech.Audio.Duration / SpeechDurationEstimate.Seconds(text, language)).ShouldBeInRange(0.8, 1.25);
    }

    [Theory]
    [InlineData(200, 200, 1)]
    [InlineData(220, 200, 1.1)]
    [InlineData(500, 100, 1.1892)]
    [InlineData(50, 200, 0.8409)]
    [InlineData(0, 200, 1)]
    public void A_voice_is_shifted_by_at_most_three_semitones(double wanted, double synthetic, double ratio) =>
        VoiceMatch.Ratio(wanted, synthetic).ShouldBe(ratio, 0.0001);

    private static Task<SynthesizedSpeech> Speak(Language language, string text, BaseVoice register) =>
        SpeechSynthesizers.For(language).SynthesizeAsync(text, register, CancellationToken.None);

    private static double Level(PcmAudio audio, double start, double end)
    {
        short[] samples = audio.Samples[(int)(start * audio.SampleRate)..(int)(end * audio.SampleRate)];
        return Math.Sqrt(samples.Average(sample => (double)sample * sample));
    }
}
