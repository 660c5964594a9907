using System.Numerics;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Mouth;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.LipSync;

/// <summary>Where the face is in each frame of a film, and how much its lips may be moved there.</summary>
internal sealed class LipTrack
{
    /// <summary>Shorter gaps are blinks of the detector, in frames.</summary>
    private const int LongestGap = 10;

    /// <summary>Shorter appearances are mistakes of the detector, in frames.</summary>
    private const int ShortestRun = 5;

    /// <summary>Frames in which the recording's lips take over from the film's.</summary>
    private const float Ramp = 4;

    /// <summary>A step of the face from one frame to the next, relative to its height, that only a cut makes.</summary>
    private const float Jump = 0.35f;

    /// <summary>What lips do in a frame depends on no more frames than so many before and after it: on what bridges a gap that
    /// reaches so far, and on the shot that the frame is in.</summary>
    public const int Reach = LongestGap + ShortestRun;

    private readonly Vector2[]?[] _landmarks;
    private readonly float[] _strength;

    private LipTrack(Vector2[]?[] landmarks, float[] strength) => (_landmarks, _strength) = (landmarks, strength);

    /// <param name="seen">The landmarks of each frame; null where no face is.</param>
    public static LipTrack Of(IReadOnlyList<Vector2[]?> seen)
    {
        Vector2[]?[] bridged = Bridge(seen);
        var landmarks = new Vector2[]?[bridged.Length];
        float[] strength = new float[bridged.Length];
        for (int start = 0; start < bridged.Length;)
        {
            int end = start;
            while (end < bridged.Length && bridged[end] is { } next && (end == start || IsSameShot(bridged[end - 1]!, next)))
                end++;
            if (end - start >= ShortestRun) Follow(start, end);
            start = Math.Max(end, start + 1);
        }

        return new LipTrack(landmarks, strength);

        void Follow(int start, int end)
        {
            Vector2[] smooth = TrackSmoothing.Smooth([.. bridged[start..end].Select(points => points!)]);
            for (int frame = start; frame < end; frame++)
            {
                Vector2[] points = smooth.AsSpan((frame - start) * FaceTrack.LandmarkCount, FaceTrack.LandmarkCount).ToArray();
                landmarks[frame] = points;
                float since = start == 0 ? 1 : (frame - start + 1) / Ramp;
                float until = end == bridged.Length ? 1 : (end - frame) / Ramp;
                strength[frame] = Math.Clamp(MathF.Min(since, until), 0, 1) * Frontality(points);
            }
        }
    }

    /// <summary>In how many of so many frames lips are moved, 0 to 1; the last frame seen is held to the end.</summary>
    public double Share(int frames) =>
        Enumerable.Range(0, frames).Count(frame => At(frame).Strength > 0) / (double)frames;

    /// <summary>The landmarks of a frame and how far its lips follow the recording, 0 to 1.</summary>
    public (Vector2[]? Landmarks, float Strength) At(int frame)
    {
        if (_landmarks.Length == 0) return (null, 0);
        int at = Math.Min(frame, _landmarks.Length - 1);
        return (_landmarks[at], _strength[at]);
    }

    private static Vector2[]?[] Bridge(IReadOnlyList<Vector2[]?> seen)
    {
        Vector2[]?[] bridged = [.. seen];
        int last = -1;
        for (int frame = 0; frame < bridged.Length; frame++)
        {
            if (bridged[frame] is not { } to) continue;
            if (last >= 0 && frame - last is > 1 and <= LongestGap && IsSameShot(bridged[last]!, to))
            {
                Vector2[] from = bridged[last]!;
                for (int gap = last + 1; gap < frame; gap++)
                {
                    float share = (float)(gap - last) / (frame - last);
                    bridged[gap] = [.. from.Zip(to, (a, b) => Vector2.Lerp(a, b, share))];
                }
            }

            last = frame;
        }

        return bridged;
    }

    private static bool IsSameShot(Vector2[] from, Vector2[] to)
    {
        float height = Vector2.Distance(from[8], from[27]);
        float grown = Vector2.Distance(to[8], to[27]) / (height + 0.001f);
        return Vector2.Distance(from[30], to[30]) < Jump * height && grown is > 0.6f and < 1 / 0.6f;
    }

    /// <summary>
    /// 1 for a face that looks about here, 0 for a profile, of which landmarks are guesses: by where the nose is between the
    /// sides of the jaw.
    /// </summary>
    private static float Frontality(Vector2[] points)
    {
        Vector2 across = points[14] - points[2];
        float share = Vector2.Dot(points[30] - points[2], across) / (across.LengthSquared() + 0.001f);
        return MouthShape.Smooth(0.1f, 0.22f, MathF.Min(share, 1 - share));
    }
}
