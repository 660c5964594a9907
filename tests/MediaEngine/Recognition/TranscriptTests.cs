using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Recognition;

namespace Understudy.MediaEngine.Tests.Recognition;

public sealed class TranscriptTests
{
    [Theory]
    [InlineData("and(2) 7.920 8.180 0.705576", "and", 7.92, 8.18, 0.706)]
    [InlineData("i'm 0.500 0.700 1.000200", "I'm", 0.5, 0.7, 1)]
    [InlineData("i 12.000 12.100 0.000000", "I", 12, 12.1, 0)]
    public void What_pocketsphinx_prints_of_a_word_is_read(string line, string word, double start, double end, double sure) =>
        PocketSphinxLine.Parse(line).ShouldBe(new TranscriptWord(word, start, end, sure));

    [Theory]
    [InlineData("<s> 0.110 0.180 0.999000")]
    [InlineData("<sil> 7.860 7.910 0.644326")]
    [InlineData("[NOISE] 7.860 7.910 0.644326")]
    [InlineData("++BREATH++ 7.860 7.910 0.644326")]
    [InlineData("good morning to you")]
    [InlineData("")]
    public void What_is_no_word_is_left_out(string line) => PocketSphinxLine.Parse(line).ShouldBeNull();

    [Fact]
    public void Words_return_to_the_time_of_their_piece()
    {
        PieceTimes times = new();
        times.Add(at: 0, start: 10, length: 2);
        times.Add(at: 2.7, start: 60, length: 3);

        times.Restore(new TranscriptWord("one", 0.5, 1, 1)).ShouldBe(new TranscriptWord("one", 10.5, 11, 1));
        times.Restore(new TranscriptWord("two", 1.5, 2.4, 1)).End.ShouldBe(12);
        times.Restore(new TranscriptWord("three", 2.6, 3.2, 1)).ShouldBe(new TranscriptWord("three", 60, 60.5, 1));
    }

    [Fact]
    public void Sentences_end_at_long_pauses_and_long_sentences_at_short_ones()
    {
        string[] texts = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"];
        TranscriptWord[] words = [.. texts.Select((text, i) => new TranscriptWord(text, i, i + 0.9, 1))];

        int[] cuts =
        [
            .. SentenceCuts.Of(words, [new(2, 0.25), new(3, 0.6), new(5, 0.25), new(12.05, 0.25), new(300, 2)]),
        ];

        // Pauses are before c, d, f and m; only the second is long, and the last ends a sentence of nine words.
        cuts.ShouldBe([3, 12, 13]);
    }

    [Fact]
    public void Silence_before_and_behind_the_speech_ends_no_sentence()
    {
        TranscriptWord[] words = [new("a", 1.5, 2, 1), new("b", 2, 2.5, 1), new("c", 2.5, 3, 1)];

        SentenceCuts.Of(words, [new(0.75, 1.5), new(4, 2)]).ShouldBe([3]);
    }

    [Fact]
    public void Punctuation_of_the_recogniser_is_kept()
    {
        TranscriptWord[] words = [new("Hello.", 0, 1, 0.9), new("How", 1, 1.2, 0.5), new("so?", 1.2, 2, 0.5)];

        Transcript transcript = TranscriptBuilder.Build("en", "test", 3, words, []);

        transcript.Segments.Select(segment => segment.Text).ShouldBe(["Hello.", "How so?"]);
        transcript.Confidence.ShouldBe(0.7);
    }

    [Fact]
    public void Japanese_is_written_without_spaces()
    {
        TranscriptWord[] words = [new("今日", 0, 1, 1), new("は", 1, 1.2, 1)];

        TranscriptBuilder.Build("ja", "test", 3, words, []).Text.ShouldBe("今日は");
    }

    [Fact]
    public void A_whisper_model_that_is_missing_or_something_else_is_named()
    {
        string missing = Path.Combine(Path.GetTempPath(), "no-such-ggml.bin");
        Should.Throw<InvalidDataException>(() => new RecognitionOptions { WhisperModel = missing }.Validate())
            .Message.ShouldContain(missing);

        string other = typeof(TranscriptTests).Assembly.Location;
        Should.Throw<InvalidDataException>(() => new RecognitionOptions { WhisperModel = other }.Validate())
            .Message.ShouldContain("ggml");
    }

    [Fact]
    public async Task Whisper_refuses_the_languages_that_it_does_not_know()
    {
        string model = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(model, "lmgg");
            using SpeechRecognition recognition = new(new RecognitionOptions { WhisperModel = model });

            MediaRejectedException rejection = await Should.ThrowAsync<MediaRejectedException>(recognition.RecogniseAsync(
                new RecognitionRequest("not looked at") { Language = "xx" }, "unused", new Progress<double>(), CancellationToken.None));

            rejection.Code.ShouldBe(MediaRejection.UnknownLanguage);
            rejection.Message.ShouldNotContain("English");
        }
        finally
        {
            File.Delete(model);
        }
    }
}
