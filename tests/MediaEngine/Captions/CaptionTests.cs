using System.Globalization;
using System.Text.RegularExpressions;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.MediaEngine.Captions;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Tests.Captions;

public sealed class CaptionTests
{
    [Fact]
    public void Lines_and_times_keep_their_limits_whatever_the_words()
    {
        Random random = new(7);
        for (int round = 0; round < 200; round++)
        {
            Language language = round % 2 == 0 ? Language.English : Language.Japanese;
            SynthesizedSpeech speech = RandomSpeech(random, language);

            Cue[] cues = CaptionLayout.Lay(speech, lead: 0.3);

            int limit = language == Language.English ? 42 : 20;
            cues.SelectMany(cue => cue.Lines).ShouldAllBe(line => line.Length > 0 && line.Length <= limit);
            cues.ShouldAllBe(cue => cue.Lines.Length <= 2 && cue.End > cue.Start);
            cues.Zip(cues.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start + 1e-9);
            cues[0].Start.ShouldBe(speech.Words[0].Start + 0.3, 1e-6);
            cues[^1].End.ShouldBeGreaterThanOrEqualTo(speech.Words[^1].End + 0.3 - 1e-9);
            Letters(cues.SelectMany(cue => cue.Lines)).ShouldBe(Letters(speech.Words.Select(word => word.Text)));
        }
    }

    [Theory]
    [InlineData("https://www.example.com/a/very/long/path/to/some/page-of-it?with=a&few=parameters", new[] { "https://www.example.com/a/very/long/path/", "to/some/page-of-it?with=a&few=parameters" })]
    [InlineData("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", new[] { "Donaudampfschifffahrtselektrizitätenhauptb", "etriebswerkbauunterbeamtengesellschaft" })]
    [InlineData("November 27th, 2026, and whatever else is one word", new[] { "November 27th, 2026, and whatever else is", "one word" })]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!!! b", new[] { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a!!! b" })]
    public void A_word_that_fits_no_line_is_cut_where_it_reads_best(string word, string[] lines) =>
        CaptionLayout.Lay(Speech(Language.English, [(word, WordBreak.None)]), 0).SelectMany(cue => cue.Lines).ShouldBe(lines);

    [Theory]
    [InlineData("$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$", 0.7)]
    [InlineData("1234567890123456789012345", 0.5)]
    [InlineData("ABCDEFGHIJ", 1.3)]
    [InlineData("%", 4)]
    [InlineData("%%%", 6)]
    public void A_word_that_is_said_slowly_is_shown_in_parts_of_six_seconds(string text, double perCharacter)
    {
        TimedWord word = new(text, 1, 1 + (text.Length * perCharacter), WordBreak.Sentence);

        Cue[] cues = CaptionLayout.Lay(new SynthesizedSpeech(new PcmAudio([], 8000), [], [word], Language.English), 0);

        cues.ShouldAllBe(cue => cue.End - cue.Start < 6 + 0.5 && cue.Lines.All(line => !line.Contains(' ')));
        string.Concat(cues.SelectMany(cue => cue.Lines)).ShouldBe(text);
        cues[^1].End.ShouldBe(word.End + 0.3, 1e-6);
    }

    [Theory]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("🏴󠁧󠁢󠁳󠁣󠁴󠁿")]
    [InlineData("e\u0301\u0323")]
    [InlineData("𝗔")]
    public void What_a_reader_sees_as_one_character_is_never_cut(string character)
    {
        SynthesizedSpeech speech = Speech(
            Language.English, [(string.Concat(Enumerable.Repeat(character, 100)), WordBreak.None)]);

        string[] lines = [.. CaptionLayout.Lay(speech, 0).SelectMany(cue => cue.Lines)];

        lines.ShouldAllBe(line => line.Replace(character, "").Length == 0 && line.Length <= 42 * character.Length);
        lines.Length.ShouldBe(3);
    }

    [Fact]
    public void Captions_of_words_without_a_time_of_their_own_follow_each_other()
    {
        TimedWord[] words = [.. Enumerable.Range(0, 5).Select(_ => new TimedWord("Silent.", 1, 1, WordBreak.Sentence))];
        SynthesizedSpeech speech = new(new PcmAudio(new short[16_000], 8000), [], words, Language.English);

        Cue[] cues = CaptionLayout.Lay(speech, 0.3);

        cues.ShouldAllBe(cue => cue.End > cue.Start);
        cues.Zip(cues.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start + 1e-9);
    }

    [Fact]
    public void A_caption_ends_with_its_sentence()
    {
        SynthesizedSpeech speech = Speech(
            Language.English, [("Hello", WordBreak.None), ("there.", WordBreak.Sentence), ("Bye.", WordBreak.Sentence)]);

        CaptionLayout.Lay(speech, 0).Select(cue => cue.Lines.ShouldHaveSingleItem()).ShouldBe(["Hello there.", "Bye."]);
    }

    [Fact]
    public void WebVtt_escapes_what_would_be_markup() =>
        CaptionFiles.ToWebVtt([new Cue(1.5, 3661.0014, ["<b>Q&A</b> --> \"x\"", "two"])]).ShouldBe(
            "WEBVTT\n\n00:00:01.500 --> 01:01:01.001\n&lt;b&gt;Q&amp;A&lt;/b&gt; --&gt; \"x\"\ntwo\n\n");

    [Fact]
    public void SubRip_numbers_its_captions_and_keeps_arrows_out_of_the_text() =>
        CaptionFiles.ToSrt([new Cue(0, 1, ["a --> b"]), new Cue(1, 2, ["c"])]).ShouldBe(
            "1\n00:00:00,000 --> 00:00:01,000\na → b\n\n2\n00:00:01,000 --> 00:00:02,000\nc\n\n");

    private static string Letters(IEnumerable<string> texts) => Regex.Replace(string.Concat(texts), @"\s", "");

    private static SynthesizedSpeech RandomSpeech(Random random, Language language)
    {
        int count = random.Next(1, 60);
        return Speech(language, [.. Enumerable.Range(0, count).Select(_ =>
        {
            int length = random.Next(20) == 0 ? random.Next(40, 130) : random.Next(1, 10);
            WordBreak pause = random.Next(8) switch
            {
                0 => WordBreak.Phrase,
                1 => WordBreak.Sentence,
                _ => WordBreak.None,
            };
            return (new string((char)('a' + random.Next(26)), length), pause);
        })]);
    }

    private static SynthesizedSpeech Speech(Language language, (string Text, WordBreak Break)[] words)
    {
        double at = 0.2;
        List<TimedWord> timed = [];
        foreach ((string text, WordBreak pause) in words)
        {
            double end = at + (new StringInfo(text).LengthInTextElements * 0.07);
            timed.Add(new TimedWord(text, at, end, pause));
            at = end + (pause == WordBreak.None ? 0 : 0.3);
        }

        return new SynthesizedSpeech(new PcmAudio(new short[(int)((at + 0.2) * 8000)], 8000), [], [.. timed], language);
    }
}
