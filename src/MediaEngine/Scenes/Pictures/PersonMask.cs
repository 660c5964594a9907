using Microsoft.ML.OnnxRuntime;
using SkiaSharp;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>Where in a picture people are, by the network in <c>Weights</c>: a square that covers all of it.</summary>
/// <param name="values">How likely somebody is at each place, 0 to 1, row by row.</param>
internal sealed class PersonMask(float[] values)
{
    /// <summary>Places across and down.</summary>
    public const int Side = 256;

    private const string Weights = "selfie_segmentation.onnx";
    private const float Likely = 0.5f;

    // Of somebody the network is sure, but for the edge; of rocks, trees and sails it doubts most of the places.
    private const float LeastShare = 0.02f;
    private const float LeastSureness = 0.9f;
    private const float MostDoubt = 0.4f;
    private const float Doubtful = 0.1f;

    // Of somebody who fills the picture nothing is left to move in front of.
    private const float MostShare = 0.85f;

    // Loaded once: a session may be used by many at a time.
    private static readonly Lazy<InferenceSession> _network = new(Load);

    /// <summary>The part of the picture that people cover.</summary>
    public float Share { get; } = values.Count(value => value > Likely) / (float)values.Length;

    /// <summary>Whether there is anybody.</summary>
    public bool HasPerson => Share > LeastShare
        && values.Where(value => value > Likely).Average() > LeastSureness
        && values.Count(value => value is > Doubtful and < 1 - Doubtful) < MostDoubt * Share * values.Length;

    /// <summary>Whether there is also something to be seen behind them.</summary>
    public bool HasRest => Share < MostShare;

    /// <summary>Looks at a picture.</summary>
    public static PersonMask Of(SKBitmap picture)
    {
        SKImageInfo square = new(Side, Side, SKColorType.Bgra8888, SKAlphaType.Opaque);
        using SKBitmap small = picture.Resize(square, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        ReadOnlySpan<byte> pixels = small.GetPixelSpan();
        float[] seen = new float[Side * Side * 3];
        for (int n = 0; n < Side * Side; n++)
            for (int part = 0; part < 3; part++) seen[3 * n + part] = pixels[4 * n + 2 - part] / 255f;
        float[] answer = new float[Side * Side];
        using var given = OrtValue.CreateTensorValueFromMemory(seen, [1, Side, Side, 3]);
        using var wanted = OrtValue.CreateTensorValueFromMemory(answer, [1, 1, Side, Side]);
        using RunOptions options = new();
        InferenceSession network = _network.Value;
        network.Run(options, network.InputNames, [given], network.OutputNames, [wanted]);
        return new PersonMask(answer);
    }

    /// <summary>How likely somebody is at a place, both from 0 to 1, smoothly between the mask's own places.</summary>
    public float At(float x, float y)
    {
        x = Math.Clamp(x * Side - 0.5f, 0, Side - 1.001f);
        y = Math.Clamp(y * Side - 0.5f, 0, Side - 1.001f);
        int at = (int)y * Side + (int)x;
        (x, y) = (x - (int)x, y - (int)y);
        return float.Lerp(
            float.Lerp(values[at], values[at + 1], x), float.Lerp(values[at + Side], values[at + Side + 1], x), y);
    }

    /// <summary>
    /// One that also knows what was seen in a larger picture, of which this one's is a part: from close by, where only hair or
    /// cloth is left to be seen, the network doubts what it is.
    /// </summary>
    /// <param name="larger">The mask of the larger picture.</param>
    /// <param name="part">The part, from 0 to 1.</param>
    public PersonMask With(PersonMask larger, SKRect part) => new([.. values.Select((value, n) => Math.Max(
        value,
        larger.At(
            part.Left + part.Width * (n % Side + 0.5f) / Side, part.Top + part.Height * (n / Side + 0.5f) / Side)))]);

    /// <summary>One without the places where somebody is hardly likelier than nobody.</summary>
    public PersonMask Surer() => new([.. values.Select(value => Eight.Step(0.65f, 0.95f, value))]);

    /// <summary>One that reaches so many places farther.</summary>
    public PersonMask Wider(int by)
    {
        float[] across = new float[values.Length];
        float[] both = new float[values.Length];
        for (int y = 0; y < Side; y++)
            for (int x = 0; x < Side; x++)
                for (int near = Math.Max(0, x - by); near <= Math.Min(Side - 1, x + by); near++)
                    across[y * Side + x] = Math.Max(across[y * Side + x], values[y * Side + near]);
        for (int y = 0; y < Side; y++)
            for (int x = 0; x < Side; x++)
                for (int near = Math.Max(0, y - by); near <= Math.Min(Side - 1, y + by); near++)
                    both[y * Side + x] = Math.Max(both[y * Side + x], across[near * Side + x]);
        return new PersonMask(both);
    }

    /// <summary>Where they are: the smallest rectangle with all of them, in parts of the picture.</summary>
    public SKRect Bounds()
    {
        int left = Side, top = Side, right = 0, bottom = 0;
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                if (values[y * Side + x] <= Likely) continue;
                (left, right) = (Math.Min(left, x), Math.Max(right, x + 1));
                (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y + 1));
            }
        }
        return new SKRect(left / (float)Side, top / (float)Side, right / (float)Side, bottom / (float)Side);
    }

    private static InferenceSession Load()
    {
        // A picture takes a few milliseconds, and one thread gives the same bits everywhere.
        using SessionOptions options = new()
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        return EmbeddedNetwork.Load(Weights, options);
    }
}
