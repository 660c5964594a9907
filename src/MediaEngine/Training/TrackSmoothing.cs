using System.Numerics;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Training;

/// <summary>Takes the jitter of frame-by-frame detection out of landmarks.</summary>
internal static class TrackSmoothing
{
    /// <summary>Seven frames (0.28 s), bell-shaped: head movements stay, jitter goes.</summary>
    private const int Radius = 3;

    private static readonly float[] _weights = MakeWeights();

    /// <returns>The smoothed points of all frames, one frame after the other.</returns>
    public static Vector2[] Smooth(Vector2[][] frames)
    {
        var result = new Vector2[frames.Length * FaceTrack.LandmarkCount];
        for (int frame = 0; frame < frames.Length; frame++)
        {
            Span<Vector2> smoothed = result.AsSpan(frame * FaceTrack.LandmarkCount, FaceTrack.LandmarkCount);
            for (int offset = -Radius; offset <= Radius; offset++)
            {
                Vector2[] neighbour = frames[Math.Clamp(frame + offset, 0, frames.Length - 1)];
                for (int point = 0; point < smoothed.Length; point++)
                    smoothed[point] += neighbour[point] * _weights[offset + Radius];
            }
        }

        return result;
    }

    private static float[] MakeWeights()
    {
        float[] weights = Enumerable.Range(-Radius, (2 * Radius) + 1).Select(k => MathF.Exp(-k * k / 4f)).ToArray();
        float sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }
}
