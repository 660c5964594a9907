using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Tests.Probing;

/// <summary>What breaks here is never held against what somebody uploaded.</summary>
[Collection(BrokenToolsGroup.Name)]
public sealed class BrokenToolTests(TestMedia media) : IClassFixture<TestMedia>, IDisposable
{
    private const string Full = "echo 'x: No space left on device' >&2; exit 1";
    private readonly BrokenTools _tools = new();

    public void Dispose() => _tools.Dispose();

    [Theory]
    [InlineData("ffprobe", "kill -9 $$", ToolFault.Killed)]
    [InlineData("ffprobe", "exit 127", ToolFault.NotStarted)]
    [InlineData("ffprobe", Full, ToolFault.DiskFull)]
    [InlineData("ffmpeg", "kill -9 $$", ToolFault.Killed)]
    [InlineData("ffmpeg", "kill -TERM $$", ToolFault.Killed)]
    [InlineData("ffmpeg", "exit 255", ToolFault.Killed)]
    [InlineData("ffmpeg", Full, ToolFault.DiskFull)]
    public async Task A_tool_that_breaks_refuses_no_recording(string tool, string script, ToolFault fault)
    {
        _tools.Replace(tool, script);

        (await Should.ThrowAsync<MediaToolException>(Train(MediaKind.Audio))).Fault.ShouldBe(fault);
        (await Should.ThrowAsync<MediaToolException>(Train(MediaKind.Video))).Fault.ShouldBe(fault);
    }

    [Fact]
    public async Task A_missing_tool_refuses_no_recording()
    {
        _tools.RemoveAll();

        (await Should.ThrowAsync<MediaToolException>(Train(MediaKind.Audio))).Fault.ShouldBe(ToolFault.NotStarted);
        (await Should.ThrowAsync<MediaToolException>(Train(MediaKind.Video))).Fault.ShouldBe(ToolFault.NotStarted);
    }

    [Fact]
    public async Task A_probe_that_hangs_refuses_no_recording()
    {
        _tools.Replace("ffprobe", "sleep 300");

        (await Should.ThrowAsync<MediaToolException>(
                Probe(new ToolLimits { Patience = TimeSpan.FromSeconds(0.3) })))
            .Fault.ShouldBe(ToolFault.TimedOut);
    }

    [Fact]
    public async Task A_probe_that_the_machine_makes_late_takes_the_recording()
    {
        _tools.Precede("ffprobe", "sleep 3.5");

        (await Probe(ToolLimits.Quick with { ProcessorTime = TimeSpan.FromSeconds(3) })).AudioCodec.ShouldBe("pcm_s16le");
    }

    [Fact]
    public async Task A_machine_with_too_much_to_do_takes_every_recording()
    {
        await using var load = ChildProcess.Start(
            "sh",
            ["-c", "for i in 1 2 3 4; do yes >/dev/null & done; wait"],
            ChildStreams.None,
            ToolLimits.Quick with { ProcessorTime = null },
            CancellationToken.None);

        (await Probe(ToolLimits.Quick)).AudioCodec.ShouldBe("pcm_s16le");
    }

    [Theory]
    [InlineData("while :; do :; done")]
    [InlineData("yes")]
    public async Task A_recording_that_costs_too_much_to_look_at_is_refused_by_naming_that(string script)
    {
        _tools.Replace("ffprobe", script);

        MediaRejectedException rejection = await Should.ThrowAsync<MediaRejectedException>(
            Probe(ToolLimits.Quick with { ProcessorTime = TimeSpan.FromSeconds(2), OutputBytes = 1000 }));

        rejection.Code.ShouldBe(MediaRejection.TooCostly);
        rejection.Message.ShouldContain("2 seconds of computing");
    }

    [Theory]
    [InlineData("flite", Language.English, "Hello there.")]
    [InlineData("espeak-ng", Language.Japanese, "こんにちは。")]
    [InlineData("mecab", Language.Japanese, "こんにちは。")]
    public async Task A_synthesizer_that_is_killed_refuses_no_text(string tool, Language language, string text)
    {
        _tools.Replace(tool, "kill -9 $$");

        (await Should.ThrowAsync<MediaToolException>(
                SpeechSynthesizers.For(language).SynthesizeAsync(text, BaseVoice.High, CancellationToken.None)))
            .Fault.ShouldBe(ToolFault.Killed);
    }

    [Fact]
    public async Task Speech_that_a_full_disk_has_cut_is_not_taken_for_whole()
    {
        // As flite does: the header tells the whole length, the rest is short, and the exit code is 0.
        _tools.Replace(
            "flite",
            """
            PATH=${PATH#*:}; flite "$@" || exit
            while [ $# -gt 1 ]; do [ "$1" != -o ] || [ "$2" = none ] || truncate -s 2000 "$2"; shift; done
            """);

        await Should.ThrowAsync<InvalidDataException>(SpeechSynthesizers.For(Language.English).SynthesizeAsync(
            "Hello there.", BaseVoice.High, CancellationToken.None));
    }

    private static Task<MediaProbe> Probe(ToolLimits limits) =>
        MediaProber.ProbeAsync(TestMedia.Voice, MediaKind.Audio, limits, CancellationToken.None);

    private Task Train(MediaKind kind) => kind == MediaKind.Audio
        ? VoiceTrainer.TrainAsync(TestMedia.Voice, media.NewPath("model"), null, CancellationToken.None)
        : new VideoTrainer(media.NewPath("temporary")).TrainAsync(
            TestMedia.Presenter, media.NewPath("model"), null, CancellationToken.None);
}
