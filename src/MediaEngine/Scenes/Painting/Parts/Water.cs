using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Parts;

/// <summary>What water looks like.</summary>
/// <param name="Horizon">The height at which it begins, in units; it goes on to the lower edge.</param>
/// <param name="Tint">Its own colour.</param>
/// <param name="Glint">The light that glitters on it.</param>
/// <param name="GlintX">Below what it glitters, in units.</param>
internal sealed record WaterSurface(float Horizon, Colour Tint, Colour Glint, float GlintX)
{
    /// <summary>How much it moves: 0.3 is a pond, 1 the sea.</summary>
    public float Roughness { get; init; } = 0.7f;

    /// <summary>How much it mirrors, at its far edge.</summary>
    public float Mirror { get; init; } = 0.88f;

    /// <summary>How much of that is left at its near edge.</summary>
    public float NearMirror { get; init; }

    /// <summary>How wide the column of glints is, in units; 0 for none.</summary>
    public float GlintWidth { get; init; } = 90;
}

/// <summary>
/// Water mirrors what is already painted above it, broken by two tiles of noise that drift towards and away from the eye, and
/// glitters in a column below the sun.
/// </summary>
internal sealed unsafe class Water : IPart
{
    private const float Parallax = 0.15f;
    private const int TileMask = 255;
    private static readonly Vector256<int> _lanes = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);

    private readonly WaterSurface _surface;
    private readonly byte[] _waves;
    private readonly byte[] _ripples;

    /// <summary>Water that looks so.</summary>
    public Water(WaterSurface surface, int seed)
    {
        _surface = surface;
        _waves = [.. Noise.Tile(256, 8, 4, seed), .. new byte[Gather.Spare]];
        _ripples = [.. Noise.Tile(256, 6, 3, seed + 9), .. new byte[Gather.Spare]];
    }

    /// <inheritdoc/>
    public void Paint(Picture picture)
    {
        (_, float shore, _) = picture.Project(0, _surface.Horizon, Parallax);
        int first = Math.Max(1, (int)shore);
        fixed (byte* waves = _waves, ripples = _ripples)
            for (int y = first; y < picture.Stage.PixelHeight; y++) PaintRow(picture, first, y, waves, ripples);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void PaintRow(Picture picture, int shore, int y, byte* waves, byte* ripples)
    {
        float scale = picture.Stage.Scale;
        float depth = y - shore + 1.5f;
        float nearness = Math.Min(1, depth / (300 * scale));
        // How far away it is; 1 is 60 units below the horizon.
        float distance = 60 * scale / depth;
        float across = picture.Camera.X * 60;
        float stretch = MathF.Min(distance, 9) * 2.3f / scale;
        float middle = picture.Stage.PixelWidth / 2f;
        int wave = (int)((picture.Time * 16 - across - middle * stretch) * 65536);
        int ripple = (int)((picture.Time * -12 - across - middle * stretch * 0.62f) * 65536);
        int waveStep = (int)(stretch * 65536);
        int rippleStep = (int)(stretch * 0.62f * 65536);
        float toward = distance * 1000 + picture.Time * 26;
        float away = distance * 600 - picture.Time * 17;
        byte* waveRow = Row(waves, toward);
        byte* rippleRow = Row(ripples, away);
        byte* fineWaveRow = Row(waves, toward * 5);
        byte* fineRippleRow = Row(ripples, away * 7);

        int fade = (int)(256 * Math.Min(1, nearness * 3 + 0.15f));
        int swing = (int)(_surface.Roughness * (2 + 22 * nearness) * scale * 2);
        float mirror = _surface.Mirror - (_surface.Mirror - _surface.NearMirror) * 0.55f * MathF.Sqrt(nearness);
        Tint tint = new(_surface.Tint, (int)(256 * Math.Clamp(mirror, 0, 1)));
        (float sunX, _, _) = picture.Project(_surface.GlintX, _surface.Horizon, 0.02f);
        float glintWidth = _surface.GlintWidth * (0.35f + nearness * 1.3f) * scale;
        int threshold = 58 - (int)(34 * (1 - nearness));

        uint* target = picture.RowAt(y);
        uint* source = picture.RowAt(0);
        int mirrored = (int)(shore - depth * 0.95f);
        for (int x = 0; x < picture.Stage.PixelWidth; x += 8)
        {
            Vector256<int> waveAt = (Vector256.Create(wave) + (_lanes + Vector256.Create(x)) * waveStep) >>> 16;
            Vector256<int> rippleAt = (Vector256.Create(ripple) + (_lanes + Vector256.Create(x)) * rippleStep) >>> 16;
            var mask = Vector256.Create(TileMask);
            Vector256<int> raw = Gather.Bytes(waveRow, waveAt & mask) + Gather.Bytes(rippleRow, rippleAt & mask)
                - Vector256.Create(256);
            Vector256<int> slope = (raw * fade) >> 8;
            // What would be mirrored from above the picture is mirrored at its upper edge once more.
            var rows = Vector256.Abs(Vector256.Create(mirrored) - ((slope * swing) >> 7));
            rows = Vector256.Min(rows, Vector256.Create(2 * shore - 1) - rows);
            rows = Vector256.Max(rows, Vector256<int>.Zero);
            Vector256<uint> seen = Gather.Pixels(source, rows * picture.Stride + _lanes + Vector256.Create(x));
            Vector256<byte> colour = tint.Over(seen);
            Vector256<int> shade = slope >> 3;
            colour = Vector256.AddSaturate(colour, (Vector256.Max(shade, Vector256<int>.Zero) * 0x010101).AsByte());
            colour = Vector256.SubtractSaturate(colour, (Vector256.Max(-shade, Vector256<int>.Zero) * 0x010101).AsByte());
            if (glintWidth > 0 && x + 8 > sunX - glintWidth && x < sunX + glintWidth)
            {
                Vector256<float> aside = (Vector256.ConvertToSingle(_lanes + Vector256.Create(x)) - Eight.Of(sunX))
                    * (1 / glintWidth);
                aside = Vector256.Max(Vector256<float>.One - aside * aside, Vector256<float>.Zero);
                Vector256<int> fine = (raw >> 1) + Gather.Bytes(fineWaveRow, (waveAt * 5) & mask)
                    + Gather.Bytes(fineRippleRow, (rippleAt * 7) & mask) - Vector256.Create(256 + threshold);
                colour = Glitter(colour, Vector256.ConvertToSingle(Vector256.Max(fine, Vector256<int>.Zero)) * aside * aside
                    * 9f);
            }
            (colour.AsUInt32() | Vector256.Create(0xFF000000u)).Store(target + x);
        }
    }

    private Vector256<byte> Glitter(Vector256<byte> colour, Vector256<float> strength)
    {
        var light = Vector256.Min(strength, Eight.Of(255));
        Vector256<int> glint = Vector256.ConvertToInt32(light * _surface.Glint.B)
            | Vector256.ConvertToInt32(light * _surface.Glint.G) << 8
            | Vector256.ConvertToInt32(light * _surface.Glint.R) << 16;
        return Vector256.AddSaturate(colour, glint.AsByte());
    }

    private static byte* Row(byte* tile, float y) => tile + ((int)y & TileMask) * 256;

    /// <summary>Mixes what is mirrored with the water's colour.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly struct Tint(Colour colour, int mirror)
    {
        private readonly Vector256<ushort> _mirror = Vector256.Create((ushort)mirror);
        private readonly Vector256<ushort> _own = Vector256.Create(
            (ulong)(uint)(colour.B * 255 * (256 - mirror))
            | (ulong)(uint)(colour.G * 255 * (256 - mirror)) << 16
            | (ulong)(uint)(colour.R * 255 * (256 - mirror)) << 32).AsUInt16();

        public Vector256<byte> Over(Vector256<uint> pixels)
        {
            (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(pixels.AsByte());
            return Vector256.Narrow((low * _mirror + _own) >> 8, (high * _mirror + _own) >> 8);
        }
    }
}
