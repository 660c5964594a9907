using System.Numerics;
using System.Text.Json;
using Understudy.MediaEngine.Faces;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Tests.TalkingHead;

/// <summary>Measures finished videos with the tools of the trade, independently of how they were made.</summary>
internal static class RenderedVideo
{
    /// <summary>Pictures a second at which mouths are measured.</summary>
    public const int MouthRate = 12;

    public static async Task<JsonElement> ProbeAsync(string video)
    {
        string json = await ChildProcess.ReadTextAsync(
            FFmpeg.ProbeTool,
            ["-v", "error", "-show_streams", "-show_format", "-of", "json", video],
            CancellationToken.None);
        return JsonDocument.Parse(json).RootElement;
    }

    public static async Task<double> LoudnessAsync(string video) =>
        await Understudy.MediaEngine.Audio.AudioRecording.MeasureLoudnessAsync(video, 0, 0, 60, CancellationToken.None);

    public static async Task<PcmAudio> SoundAsync(string video, string wav)
    {
        await ChildProcess.RunAsync(
            FFmpeg.Tool,
            [.. FFmpeg.GlobalOptions, "-i", video, "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le", wav],
            CancellationToken.None);
        return PcmAudio.ReadWav(wav);
    }

    /// <summary>The words that a speech recognizer hears.</summary>
    public static async Task<string[]> TranscribeAsync(string wav)
    {
        string heard = await ChildProcess.ReadTextAsync(
            "pocketsphinx_continuous", ["-infile", wav, "-logfn", "/dev/null"], CancellationToken.None);
        return heard.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>How far the lips are apart, relative to the mouth's width, as the landmark network sees it.</summary>
    public static async Task<float[]> MouthOpeningAsync(string video, double seconds, bool loop)
    {
        RgbFrame frame = new(640, 360);
        FaceDetector detector = new();
        LandmarkDetector landmarkDetector = new();
        FaceBox? face = null;
        List<float> openings = [];
        await using var decoder = ChildProcess.Start(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-stream_loop", loop ? "-1" : "0", "-i", video,
                "-t", FormattableString.Invariant($"{seconds}"),
                "-vf", $"fps={MouthRate},scale=640:360", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1",
            ],
            ChildStreams.Output,
            CancellationToken.None);
        while (await decoder.ReadBlockAsync(frame.Pixels))
        {
            if (openings.Count % MouthRate == 0) face = detector.Detect(frame, 0.3f).MaxBy(box => box.Area);
            var landmarks = new Vector2[FaceTrack.LandmarkCount];
            landmarkDetector.Detect(frame, face.ShouldNotBeNull(), landmarks);
            openings.Add(Vector2.Distance(landmarks[62], landmarks[66]) / Vector2.Distance(landmarks[48], landmarks[54]));
        }

        return [.. openings];
    }

    /// <summary>Pearson's correlation of the common beginning.</summary>
    public static double Correlation(float[] a, float[] b)
    {
        int count = Math.Min(a.Length, b.Length);
        double meanA = a.Take(count).Average();
        double meanB = b.Take(count).Average();
        double both = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < count; i++)
        {
            both += (a[i] - meanA) * (b[i] - meanB);
            squareA += (a[i] - meanA) * (a[i] - meanA);
            squareB += (b[i] - meanB) * (b[i] - meanB);
        }

        return both / Math.Sqrt((squareA * squareB) + 1e-12);
    }

    /// <summary>The share of words that must be inserted, deleted or replaced.</summary>
    public static double WordErrorRate(string[] said, string[] heard)
    {
        int[] row = [.. Enumerable.Range(0, heard.Length + 1)];
        for (int i = 1; i <= said.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= heard.Length; j++)
            {
                int replaced = diagonal + (said[i - 1] == heard[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return (double)row[^1] / said.Length;
    }

    /// <summary>One grey picture.</summary>
    public static async Task<byte[]> PictureAsync(string video, double time, int width, int height) =>
        (await PicturesAsync(
            width, height, ["-ss", FormattableString.Invariant($"{time}"), "-i", video, "-frames:v", "1"])).ShouldHaveSingleItem();

    /// <summary>All of its pictures, in grey.</summary>
    public static Task<List<byte[]>> PicturesAsync(string video, int width, int height) =>
        PicturesAsync(width, height, ["-i", video, "-fps_mode", "passthrough"]);

    private static async Task<List<byte[]>> PicturesAsync(int width, int height, string[] arguments)
    {
        List<byte[]> pictures = [];
        await using var decoder = ChildProcess.Start(
            FFmpeg.Tool,
            [.. FFmpeg.GlobalOptions, .. arguments, "-f", "rawvideo", "-pix_fmt", "gray", "pipe:1"],
            ChildStreams.Output,
            CancellationToken.None);
        for (byte[] next = new byte[width * height]; await decoder.ReadBlockAsync(next); next = new byte[width * height])
            pictures.Add(next);
        return pictures;
    }
}
