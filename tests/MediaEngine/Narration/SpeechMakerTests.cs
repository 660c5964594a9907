using System.Text.Json;
using Understudy.MediaEngine.Audio;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Narration;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Speech.Voices;

namespace Understudy.MediaEngine.Tests.Narration;

public sealed class SpeechMakerTests(SpokenTexts spoken) : IClassFixture<SpokenTexts>
{
    private static readonly SpeechVoice _voice = SpeechVoice.Stock("male-adult-neutral");

    [Fact]
    public void Every_word_is_shown_as_written_and_has_its_time()
    {
        foreach ((SpeechResult speech, string text) in new[]
        {
            (spoken.Spanish, SpokenTexts.SpanishText), (spoken.English, SpokenTexts.EnglishText),
            (spoken.Chinese, SpokenTexts.ChineseText), (spoken.Matched, SpokenTexts.SpanishText),
        })
        {
            string.Concat(speech.Words.Select(word => word.Text)).Replace(" ", "").ShouldBe(text.Replace(" ", ""));
            speech.Words.ShouldAllBe(word => word.End > word.Start);
            speech.Words.Zip(speech.Words.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start + 1e-6);
            speech.Words[^1].End.ShouldBeInRange(speech.Duration - 1, speech.Duration);
        }

        spoken.Spanish.Sentences.Select(sentence => sentence.Text).ShouldBe(
            ["Hola, buenos días a todos.", "El 50 % de 10 km son 5 km.", "¿Vamos a pie?"]);
        spoken.Chinese.Sentences.Select(sentence => sentence.Text).ShouldBe(["大家好。", "我喜欢iPhone，也喜欢音乐。"]);
    }

    [Fact]
    public async Task The_sound_is_finished_and_where_its_words_are()
    {
        foreach (SpeechResult speech in new[] { spoken.Spanish, spoken.English, spoken.Chinese, spoken.Matched })
        {
            var sound = PcmAudio.ReadWav(speech.Sound);
            sound.SampleRate.ShouldBe(48_000);
            sound.Duration.ShouldBe(speech.Duration, tolerance: 0.01);
            (await AudioRecording.MeasureLoudnessAsync(speech.Sound, 0, 0, speech.Duration, CancellationToken.None))
                .ShouldBe(-16, tolerance: 1);
            foreach (SpokenSentence sentence in speech.Sentences)
                Level(sound, sentence.Start, sentence.End).ShouldBeGreaterThan(-30);
            foreach ((SpokenSentence before, SpokenSentence after) in speech.Sentences.Zip(speech.Sentences.Skip(1)))
                Level(sound, before.End + 0.1, after.Start - 0.06).ShouldBeLessThan(-38);
        }
    }

    [Fact]
    public void A_matched_voice_says_so_and_comes_near()
    {
        spoken.Spanish.Voice.ShouldBe("stock");
        spoken.Matched.Voice.ShouldBe("matched");
        Pitch(spoken.Matched).ShouldBe(spoken.Profile.MedianPitch, tolerance: spoken.Profile.MedianPitch * 0.06);

        double[] near = Difference(spoken.Matched);
        double[] far = Difference(spoken.Spanish);
        near.Sum().ShouldBeLessThan(far.Sum() * 0.7);

        double[] Difference(SpeechResult speech) =>
        [
            .. Timbre(speech).Bands.Zip(spoken.Profile.Timbre!.Bands, (level, wanted) => Math.Abs(level - wanted)),
        ];
    }

    [Fact]
    public async Task A_profile_of_old_speaks_too()
    {
        SpeechResult speech = await spoken.SpeakAsync(
            new("Hola a todos.", SpokenLanguage.Spanish, SpeechVoice.Matched(spoken.Profile with { Timbre = null })));

        speech.Voice.ShouldBe("matched");
        speech.Duration.ShouldBeInRange(0.5, 3);
    }

    [Fact]
    public async Task Captions_and_times_are_files()
    {
        string subRip = await File.ReadAllTextAsync(spoken.Chinese.SubRip);
        subRip.ShouldContain("我喜欢iPhone，也喜欢音乐。");
        (await File.ReadAllTextAsync(spoken.Chinese.WebVtt)).ShouldStartWith("WEBVTT");
        using var times = JsonDocument.Parse(await File.ReadAllTextAsync(spoken.Spanish.Times));
        times.RootElement.GetProperty("language").GetString().ShouldBe("es");
        times.RootElement.GetProperty("words")[0].GetProperty("text").GetString().ShouldBe("Hola,");
        times.RootElement.GetProperty("sentences").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public void Progress_grows_from_the_beginning_to_the_end() => spoken.Progress.ShouldGrowToOne();

    [Fact]
    public async Task A_quicker_pace_takes_less_time()
    {
        SpeechResult quick = await spoken.SpeakAsync(new(SpokenTexts.SpanishText, SpokenLanguage.Spanish, _voice, 1.6));

        (spoken.Spanish.Duration / quick.Duration).ShouldBe(1.6, tolerance: 0.2);
    }

    [Fact]
    public async Task A_long_text_is_spoken_to_its_end_piece_by_piece()
    {
        string text = string.Concat(Enumerable.Repeat("我们去公园。", 240));

        TextPieces.Of(text).Count().ShouldBeGreaterThan(2);
        string.Concat(TextPieces.Of(text)).ShouldBe(text);
        SpeechResult speech = await spoken.SpeakAsync(new(text[..720], SpokenLanguage.Chinese, _voice, 2));
        speech.Sentences.Count.ShouldBe(120);
        speech.Sentences.ShouldAllBe(sentence => sentence.Text == "我们去公园。");
    }

    [Theory]
    [InlineData("", 1, "male-adult-neutral", MediaRejection.InvalidSpeech)]
    [InlineData(" \n", 1, "male-adult-neutral", MediaRejection.InvalidSpeech)]
    [InlineData("Hola", 0.4, "male-adult-neutral", MediaRejection.InvalidSpeech)]
    [InlineData("Hola", double.NaN, "male-adult-neutral", MediaRejection.InvalidSpeech)]
    [InlineData("Hola", 1, "nobody", MediaRejection.UnknownVoice)]
    [InlineData("... — 😀", 1, "male-adult-neutral", MediaRejection.UnspeakableText)]
    public async Task A_request_out_of_range_is_refused(string text, double pace, string voice, string code)
    {
        string folder = spoken.NewFolder();

        MediaRejectedException rejection = await Should.ThrowAsync<MediaRejectedException>(
            () => spoken.SpeakAsync(new(text, SpokenLanguage.Spanish, SpeechVoice.Stock(voice), pace), folder: folder));

        rejection.Code.ShouldBe(code);
        Directory.EnumerateFiles(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused() =>
        (await Should.ThrowAsync<MediaRejectedException>(() => spoken.SpeakAsync(
            new(new string('a', SpeechRequest.LongestText + 1), SpokenLanguage.Spanish, _voice))))
        .Code.ShouldBe(MediaRejection.InvalidSpeech);

    [Fact]
    public async Task Cancelling_leaves_nothing()
    {
        string folder = spoken.NewFolder();
        using CancellationTokenSource cancelling = new();
        Canceller canceller = new(cancelling);

        await Should.ThrowAsync<OperationCanceledException>(() => spoken.SpeakAsync(
            new(new string('a', 30) + ". Hola.", SpokenLanguage.Spanish, _voice), canceller, folder, cancelling.Token));

        Directory.EnumerateFiles(folder).ShouldBeEmpty();
    }

    private static double Pitch(SpeechResult speech)
    {
        VoiceFrames frames = new(48_000);
        foreach (short sample in PcmAudio.ReadWav(speech.Sound).Samples)
            frames.Add(sample / 32768f);
        frames.Complete();
        return VoiceMeasurement.Measure(frames.Frames).MedianPitch!.Value;
    }

    private static VoiceTimbre Timbre(SpeechResult speech) => TimbreMeter.Measure(
        [.. PcmAudio.ReadWav(speech.Sound).Samples.Where((_, index) => index % 3 == 0)])!;

    /// <summary>In decibels below full scale.</summary>
    private static double Level(PcmAudio audio, double start, double end)
    {
        ReadOnlySpan<short> samples = audio.Samples.AsSpan((int)(start * audio.SampleRate)..(int)(end * audio.SampleRate));
        double power = 0;
        foreach (short sample in samples)
            power += (double)sample * sample;
        return 10 * Math.Log10((power / samples.Length / 32768 / 32768) + 1e-10);
    }

    private sealed class Canceller(CancellationTokenSource cancelling) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value > 0) cancelling.Cancel();
        }
    }
}
