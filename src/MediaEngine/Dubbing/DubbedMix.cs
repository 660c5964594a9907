using System.Globalization;
using System.Runtime.InteropServices;
using Understudy.MediaEngine.Audio;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Dubbing;

/// <summary>Lays the dubbed speech over what is kept of the original, block by block.</summary>
internal static class DubbedMix
{
    private const int Channels = 2;
    private const int BlockFrames = 4800;

    /// <param name="original">The uploaded file; null when it has no sound.</param>
    /// <param name="speech">Bare mono samples of <see cref="SpeechMaster.SampleRate"/>.</param>
    /// <param name="sound">What is heard in the original.</param>
    /// <param name="fits">Where the segments are.</param>
    /// <param name="duration">Seconds of the whole.</param>
    /// <param name="mark">What the file says of itself.</param>
    /// <param name="output">A WAV file.</param>
    /// <param name="progress">Receives 0 to 1.</param>
    /// <param name="cancellationToken">Kills the tools.</param>
    public static async Task WriteAsync(
        string? original,
        string speech,
        OriginalSound sound,
        IReadOnlyList<SegmentFit> fits,
        double duration,
        AiMark mark,
        string output,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        string rate = SpeechMaster.SampleRate.ToString(CultureInfo.InvariantCulture);
        await using ChildProcess? decoder = original is null ? null : ChildProcess.Start(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, .. FFmpeg.UntrustedInput(original), "-map", "0:a:0",
                "-t", $"{MediaLimits.MaximumDuration + 1}", "-af", sound.Filters, "-c:a", "pcm_s16le", "-f", "s16le", "pipe:1",
            ],
            ChildStreams.Output,
            cancellationToken);
        await using var encoder = ChildProcess.Start(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-f", "s16le", "-ar", rate, "-ac", "2", "-i", "pipe:0",
                "-metadata", $"comment={mark.Comment}", "-c:a", "pcm_s16le", "-bitexact", output,
            ],
            ChildStreams.Input,
            ToolLimits.Work with { Disk = DiskQuota.Around(output) },
            cancellationToken);
        await using FileStream voice = File.OpenRead(speech);
        MixGains gains = new(fits, sound, SpeechMaster.SampleRate);
        PauseLoop pause = new(sound.Pause, SpeechMaster.SampleRate);
        long frames = (long)Math.Round(duration * SpeechMaster.SampleRate);
        byte[] block = new byte[BlockFrames * Channels * sizeof(short)];
        byte[] spoken = new byte[BlockFrames * sizeof(short)];
        for (long done = 0; done < frames; done += BlockFrames)
        {
            int count = (int)Math.Min(BlockFrames, frames - done);
            await FillAsync(decoder?.Output, block, cancellationToken);
            await FillAsync(voice, spoken, cancellationToken);
            Mix(
                MemoryMarshal.Cast<byte, short>(block.AsSpan(0, count * Channels * sizeof(short))),
                MemoryMarshal.Cast<byte, short>(spoken.AsSpan()),
                done);
            await encoder.WriteAsync(block.AsMemory(0, count * Channels * sizeof(short)));
            progress.Report((double)(done + count) / frames);
        }

        await encoder.CompleteAsync();
        if (decoder is not null) await EndAsync(decoder);

        void Mix(Span<short> both, ReadOnlySpan<short> said, long first)
        {
            for (int i = 0; i < both.Length / Channels; i++)
            {
                gains.MoveTo((double)(first + i) / SpeechMaster.SampleRate);
                (short left, short right) = (both[i * Channels], both[(i * Channels) + 1]);
                double under = gains.Under * (sound.Background switch
                {
                    KeptBackground.Sides => (left - right) / 2.0,
                    KeptBackground.Pause => pause.Next(),
                    _ => 0,
                });
                both[i * Channels] = Sample((left * gains.Original) + under + said[i]);
                both[(i * Channels) + 1] = Sample((right * gains.Original) + under + said[i]);
            }
        }
    }

    private static short Sample(double value) => (short)Math.Clamp(Math.Round(value), short.MinValue, short.MaxValue);

    /// <summary>Fills a block; what is missing behind the end is silence.</summary>
    private static async Task FillAsync(Stream? stream, byte[] block, CancellationToken cancellationToken)
    {
        int read = stream is null
            ? 0
            : await stream.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken);
        block.AsSpan(read).Clear();
    }

    private static async Task EndAsync(ChildProcess decoder)
    {
        try
        {
            await decoder.Output.CopyToAsync(Stream.Null);
            await decoder.CompleteAsync();
        }
        catch (MediaToolException exception) when (AudioRecording.Rejection(exception) is not null)
        {
            throw AudioRecording.Rejection(exception)!;
        }
    }

    /// <summary>A stretch of time in seconds.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Span(double Start, double End);
}
