using Understudy.MediaEngine.Captions;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Recognition;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Tests.Training;

namespace Understudy.MediaEngine.Tests.Recognition;

public sealed class SpeechRecognitionTests(RecognisedSpeech speech) : IClassFixture<RecognisedSpeech>
{
    private readonly TestMedia _media = speech.Media;

    [Fact]
    public void Most_words_of_a_clear_voice_are_recognised()
    {
        string[] said = (RecognisedSpeech.First + " " + RecognisedSpeech.Second).Replace(".", "").ToLowerInvariant().Split(' ');

        string[] heard = [.. speech.Transcript.Words.Select(word => word.Word.ToLowerInvariant())];

        said.Count(heard.Contains).ShouldBeGreaterThanOrEqualTo(said.Length * 4 / 5, speech.Transcript.Text);
        heard.Length.ShouldBeInRange(said.Length * 4 / 5, said.Length * 6 / 5);
        speech.Transcript.Language.ShouldBe("en");
        speech.Transcript.Recogniser.ShouldStartWith("pocketsphinx");
        speech.Transcript.Confidence.ShouldBeInRange(0.5, 1);
    }

    [Fact]
    public void Words_have_the_times_at_which_they_are_said()
    {
        TranscriptWord[] words = speech.Transcript.Words;
        double pause = speech.SecondStart - RecognisedSpeech.Gap;

        words[0].Start.ShouldBe(RecognisedSpeech.FirstStart + 0.2, 0.25);
        words.Single(word => word.Word == "office").End.ShouldBe(pause - 0.1, 0.3);
        words.Single(word => word.Word == "last").Start.ShouldBe(speech.SecondStart + 0.2, 0.25);
        words[^1].End.ShouldBe(speech.Transcript.Duration - 0.1, 0.3);
        words.ShouldAllBe(word => word.End >= word.Start && word.Confidence >= 0 && word.Confidence <= 1);
        words.Zip(words.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
        words.ShouldNotContain(word => word.Start > pause + 0.4 && word.End < speech.SecondStart);
    }

    [Fact]
    public void A_pause_ends_a_sentence()
    {
        TranscriptSegment[] sentences = speech.Transcript.Segments;

        sentences.Length.ShouldBe(2, speech.Transcript.Text);
        sentences.ShouldAllBe(sentence => char.IsUpper(sentence.Text[0]) && sentence.Text.EndsWith('.'));
        sentences[1].Text.ShouldStartWith("Last summer");
        speech.Transcript.Text.ShouldBe($"{sentences[0].Text} {sentences[1].Text}");
    }

    [Fact]
    public async Task A_transcript_is_written_as_json_and_as_captions()
    {
        Transcript read = await TranscriptFiles.LoadAsync(speech.Folder, CancellationToken.None);
        Cue[] srt = await CaptionReader.ReadAsync(
            Path.Combine(speech.Folder, TranscriptFiles.SrtFile), CancellationToken.None);
        Cue[] webVtt = await CaptionReader.ReadAsync(
            Path.Combine(speech.Folder, TranscriptFiles.WebVttFile), CancellationToken.None);

        read.Words.ShouldBe(speech.Transcript.Words);
        read.Segments.ShouldBe(speech.Transcript.Segments);
        string.Join(' ', srt.SelectMany(cue => cue.Lines)).ShouldBe(speech.Transcript.Text);
        webVtt.SelectMany(cue => cue.Lines).ShouldBe(srt.SelectMany(cue => cue.Lines));
        srt[0].Start.ShouldBe(speech.Transcript.Words[0].Start, 0.001);
        speech.Progress.ShouldGrowToOne();
    }

    [Fact]
    public async Task The_sample_voice_is_taken_for_english()
    {
        Transcript transcript = await RecogniseAsync(TestMedia.Voice);

        transcript.Language.ShouldBe("en");
        transcript.Text.ShouldStartWith("Hello");
        transcript.Text.ShouldContain("quick brown fox");
    }

    [Theory]
    [InlineData("anullsrc=r=16000:cl=mono:d=4")]
    [InlineData("anoisesrc=d=4:c=white:a=0.4:seed=1")]
    [InlineData("anoisesrc=d=4:c=brown:a=0.6:seed=1")]
    [InlineData("sine=f=440:d=4")]
    [InlineData("aevalsrc=0.2*sin(1382*t)+0.2*sin(1740*t)*(0.5+0.5*sin(12*t))+0.15*sin(6.28*(440+110*floor(mod(t*2\\,4)))*t):d=6")]
    public async Task Nothing_is_heard_where_nobody_speaks(string source)
    {
        Transcript transcript = await RecogniseAsync(await _media.FromSource(source, "sound.wav"));

        transcript.Words.ShouldBeEmpty();
        transcript.Segments.ShouldBeEmpty();
        transcript.Confidence.ShouldBe(0);
        transcript.Language.ShouldBe(Transcript.Undetermined);
        transcript.Duration.ShouldBeInRange(3.9, 6.1);
    }

    [Theory]
    [InlineData("speech.ogg")]
    [InlineData("speech.flac")]
    [InlineData("speech.mp3")]
    public async Task Sound_is_taken_in_the_common_formats(string name)
    {
        string file = await _media.Convert(speech.File, name, "-t", "5");

        Transcript transcript = await RecogniseAsync(file, "en-US");

        transcript.Words.ShouldContain(word => word.Word == "morning");
    }

    [Fact]
    public async Task Words_of_a_film_are_in_step_with_its_picture()
    {
        string film = _media.NewPath("late.mkv");
        await ChildProcess.RunAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-f", "lavfi", "-t", "9", "-i", "color=s=64x64:r=10",
                "-ss", "1", "-t", "5", "-i", speech.File,
                "-filter_complex", "[1]asetpts=PTS+3/TB[late]", "-map", "0:v", "-map", "[late]",
                "-c:v", "mpeg4", "-c:a", "pcm_s16le", film,
            ],
            CancellationToken.None);

        Transcript transcript = await RecogniseAsync(film, "en");

        transcript.Words[0].Start.ShouldBe(speech.Transcript.Words[0].Start + 2, 0.25);
    }

    [Fact]
    public async Task Another_language_is_not_taken_for_english()
    {
        string spanish = _media.NewPath("spanish.wav");
        await ChildProcess.RunAsync(
            "espeak-ng",
            ["-v", "es", "-w", spanish, "Buenos días a todos, hoy el tiempo está despejado y el río corre hacia el mar."],
            CancellationToken.None);

        (await RejectionAsync(spanish)).Code.ShouldBe(MediaRejection.UnknownLanguage);
    }

    [Theory]
    [InlineData("ja", MediaRejection.UnknownLanguage, "\"ja\"")]
    [InlineData("es-MX", MediaRejection.UnknownLanguage, "\"es\"")]
    [InlineData("english!", MediaRejection.InvalidRequest, "language")]
    public async Task A_language_that_cannot_be_recognised_is_refused_at_once(string language, string code, string part)
    {
        MediaRejectedException rejection = await RejectionAsync("not looked at", language);

        rejection.Code.ShouldBe(code);
        rejection.Message.ShouldContain(part);
    }

    [Fact]
    public async Task A_film_without_sound_is_refused_by_that_name()
    {
        string film = await _media.FromSource("color=s=64x64:d=1:r=10", "silent.mp4");

        MediaRejectedException rejection = await RejectionAsync(film);

        rejection.Code.ShouldBe(MediaRejection.NoSound);
        rejection.Message.ShouldContain("no sound");
    }

    [Fact]
    public async Task A_file_that_is_no_recording_is_refused()
    {
        string list = _media.Text("#EXTM3U\n#EXTINF:10,\nfile:///etc/hostname\n", "list.m3u8");

        (await RejectionAsync(list)).Code.ShouldBe(MediaRejection.CorruptFile);
    }

    [Fact]
    public async Task Cancelling_ends_the_work_and_leaves_nothing()
    {
        using CancellationTokenSource cancellation = new();
        string folder = _media.NewPath("cancelled");
        using SpeechRecognition recognition = new(new RecognitionOptions());

        await Should.ThrowAsync<OperationCanceledException>(recognition.RecogniseAsync(
            new RecognitionRequest(speech.File), folder, new CancelAtHalf(cancellation), cancellation.Token));

        Directory.Exists(folder).ShouldBeFalse();
    }

    private async Task<Transcript> RecogniseAsync(string file, string? language = null)
    {
        using SpeechRecognition recognition = new(new RecognitionOptions());
        return await recognition.RecogniseAsync(
            new RecognitionRequest(file) { Language = language },
            _media.NewPath("transcript"),
            new RecordedProgress(),
            CancellationToken.None);
    }

    private async Task<MediaRejectedException> RejectionAsync(string file, string? language = null) =>
        await Should.ThrowAsync<MediaRejectedException>(RecogniseAsync(file, language));

    private sealed class CancelAtHalf(CancellationTokenSource cancellation) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value > 0.5) cancellation.Cancel();
        }
    }
}
