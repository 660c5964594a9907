using System.Buffers.Binary;
using System.Numerics;

namespace Understudy.MediaEngine.Models;

/// <summary>
/// 68 facial landmarks (the iBUG scheme: 0–16 jaw, 17–26 brows, 27–35 nose, 36–47 eyes, 48–59 outer and 60–67 inner
/// lips) for each frame of a mezzanine cycle, at 25 frames a second, in pixels of the 1920×1080 mezzanine.
/// </summary>
public sealed class FaceTrack
{
    /// <summary>Landmarks a frame.</summary>
    public const int LandmarkCount = 68;

    /// <summary>Coordinates are stored as 16-bit numbers of sixteenths of a pixel: −2048 to 2047.9 pixels.</summary>
    private const float UnitsPerPixel = 16;

    private const int HeaderSize = 8;
    private const uint Signature = 0x4B525446; // "FTRK"
    private const ushort Version = 1;

    private readonly Vector2[] _landmarks;

    /// <param name="landmarks">All frames one after the other, <see cref="LandmarkCount"/> points each.</param>
    public FaceTrack(Vector2[] landmarks)
    {
        ArgumentNullException.ThrowIfNull(landmarks);
        if (landmarks.Length == 0 || landmarks.Length % LandmarkCount != 0)
            throw new ArgumentException("A face track has whole frames, at least one.", nameof(landmarks));
        _landmarks = landmarks;
    }

    /// <summary>Frames of one cycle.</summary>
    public int FrameCount => _landmarks.Length / LandmarkCount;

    /// <summary>The landmarks of a frame; frames past the cycle start it again.</summary>
    /// <param name="index">Zero or more.</param>
    public ReadOnlySpan<Vector2> this[int index] =>
        _landmarks.AsSpan(index % FrameCount * LandmarkCount, LandmarkCount);

    /// <summary>The track for a mezzanine of another size.</summary>
    /// <param name="factor">For instance 2/3 for 1280×720.</param>
    public FaceTrack Scale(float factor) => new(Array.ConvertAll(_landmarks, point => point * factor));

    /// <summary>The track for a part of the picture.</summary>
    /// <param name="left">Where the part begins, in pixels from the left.</param>
    /// <param name="top">Where it begins from the top.</param>
    public FaceTrack Within(int left, int top) => new(Array.ConvertAll(_landmarks, point => point - new Vector2(left, top)));

    /// <summary>Writes the track.</summary>
    public void Save(string file)
    {
        byte[] bytes = new byte[HeaderSize + (_landmarks.Length * 4)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Signature);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), LandmarkCount);
        Span<byte> rest = bytes.AsSpan(HeaderSize);
        foreach (Vector2 point in _landmarks)
        {
            BinaryPrimitives.WriteInt16LittleEndian(rest, Quantize(point.X));
            BinaryPrimitives.WriteInt16LittleEndian(rest[2..], Quantize(point.Y));
            rest = rest[4..];
        }

        File.WriteAllBytes(file, bytes);
    }

    /// <summary>Reads a track.</summary>
    /// <exception cref="InvalidDataException">The file is not a face track of this version.</exception>
    public static FaceTrack Load(string file)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(file);
        if (bytes.Length <= HeaderSize
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Signature
            || BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]) != Version
            || BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]) != LandmarkCount
            || (bytes.Length - HeaderSize) % (LandmarkCount * 4) != 0)
        {
            throw new InvalidDataException($"{file} is not a face track of version {Version}.");
        }

        var landmarks = new Vector2[(bytes.Length - HeaderSize) / 4];
        for (int i = 0; i < landmarks.Length; i++)
        {
            ReadOnlySpan<byte> stored = bytes[(HeaderSize + (i * 4))..];
            landmarks[i] = new Vector2(
                BinaryPrimitives.ReadInt16LittleEndian(stored) / UnitsPerPixel,
                BinaryPrimitives.ReadInt16LittleEndian(stored[2..]) / UnitsPerPixel);
        }

        return new FaceTrack(landmarks);
    }

    private static short Quantize(float pixels) =>
        (short)Math.Clamp(MathF.Round(pixels * UnitsPerPixel), short.MinValue, short.MaxValue);
}
