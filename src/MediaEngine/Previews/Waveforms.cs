using System.Text.Json;
using System.Text.Json.Serialization;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;

namespace Understudy.MediaEngine.Previews;

/// <summary>How the picture of a sound is made.</summary>
/// <param name="SourceFile">A recording or a film.</param>
public sealed record WaveformRequest(string SourceFile)
{
    /// <summary>Samples at 48 kHz that become one pair of numbers.</summary>
    public int SamplesPerPixel { get; init; } = 512;

    /// <summary>Bits of each number, 8 or 16.</summary>
    public int Bits { get; init; } = 8;

    /// <summary>Whether left and right are told apart.</summary>
    public bool Stereo { get; init; }

    /// <summary>Its sound, when that was found already.</summary>
    internal SoundTrack? Sound { get; init; }
}

/// <summary>The picture of a sound, in version 2 of audiowaveform's format.</summary>
/// <param name="Length">How many pairs there are for each channel.</param>
/// <param name="Data">The lowest and the highest sample of each pixel, the channels in turn.</param>
public sealed record Waveform(
    int Version, int Channels, int SampleRate, int SamplesPerPixel, int Bits, int Length, IReadOnlyList<short> Data);

/// <summary>Makes pictures of sounds.</summary>
public static class Waveforms
{
    /// <summary>The file's name.</summary>
    public const string FileName = "waveform.json";

    private const int Rate = 48_000;

    /// <summary>Makes a waveform and writes it.</summary>
    /// <param name="request">Of what, and how.</param>
    /// <param name="outputFolder">Where the file goes; made if missing.</param>
    /// <param name="progress">Receives 0 to 1.</param>
    /// <param name="cancellationToken">Stops all work and kills the tools.</param>
    /// <exception cref="MediaRejectedException">There is no sound, or the request is not possible.</exception>
    public static async Task<Waveform> MakeAsync(
        WaveformRequest request, string outputFolder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        PreviewBounds.Require("number of samples a pixel", request.SamplesPerPixel, 64, 1 << 20);
        if (request.Bits is not (8 or 16))
            throw new MediaRejectedException(MediaRejection.InvalidRequest, "A waveform has 8 or 16 bits.");

        SoundTrack sound = request.Sound ?? await SoundTrack.FindAsync(request.SourceFile, cancellationToken);
        int channels = request.Stereo ? 2 : 1;
        List<short> data = [];
        short[] samples = new short[request.SamplesPerPixel * channels];
        await using (SoundReader reader = new(sound, Rate, channels, cancellationToken))
        {
            int read;
            while ((read = await reader.ReadAsync(samples)) > 0)
            {
                for (int channel = 0; channel < channels; channel++)
                    AddPixel(data, samples.AsSpan(0, read), channel, channels, request.Bits);
                progress.Report(Math.Min(0.99, reader.Position / (sound.Duration ?? MediaLimits.MaximumDuration)));
            }
        }

        Waveform waveform = new(
            2, channels, Rate, request.SamplesPerPixel, request.Bits, data.Count / 2 / channels, data);
        Directory.CreateDirectory(outputFolder);
        await File.WriteAllBytesAsync(
            Path.Combine(outputFolder, FileName),
            JsonSerializer.SerializeToUtf8Bytes(waveform, WaveformJson.Default.Waveform),
            cancellationToken);
        progress.Report(1);
        return waveform;
    }

    private static void AddPixel(List<short> data, ReadOnlySpan<short> samples, int channel, int channels, int bits)
    {
        short low = short.MaxValue;
        short high = short.MinValue;
        for (int i = channel; i < samples.Length; i += channels)
        {
            low = Math.Min(low, samples[i]);
            high = Math.Max(high, samples[i]);
        }

        int unit = bits == 8 ? 256 : 1;
        data.Add((short)(low / unit));
        data.Add((short)(high / unit));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Waveform))]
internal sealed partial class WaveformJson : JsonSerializerContext;
