using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting;

/// <summary>
/// Paints land column by column from near to far, as the old voxel landscapes were: a height field of noise with light from the
/// sun's side, cover by slope, and haze by distance. Whole rows are filled, and only the skyline is smoothed: rings of heights
/// would show else.
/// </summary>
internal sealed unsafe class TerrainPainter
{
    private const float Focal = 900;
    private const int Steps = 520;

    private readonly Sheet _sheet;
    private readonly Stage _stage;
    private readonly Atmosphere _air;
    private readonly Terrain _land;
    private readonly float _horizon;
    private readonly int _seed;

    private TerrainPainter(Sheet sheet, Stage stage, Atmosphere air, Terrain land, float horizon, int seed)
    {
        _sheet = sheet;
        _stage = stage;
        _air = air;
        _land = land;
        _horizon = horizon;
        _seed = seed;
    }

    /// <summary>Paints a slab of land on a sheet.</summary>
    public static void Paint(Sheet sheet, Stage stage, Atmosphere air, Terrain land, float horizon, int seed)
    {
        TerrainPainter painter = new(sheet, stage, air, land, horizon, seed);
        for (int x = 0; x < sheet.Width; x += 8) painter.PaintColumns(x);
    }

    private void PaintColumns(int left)
    {
        Vector256<float> places = (Eight.Steps + Eight.Of(left)) * (1 / _sheet.Scale) - Eight.Of(_sheet.MarginX);
        Vector256<float> direction = (places - Eight.Of(_stage.Centre)) * (1 / Focal);
        Span<float> skyline = stackalloc float[8];
        skyline.Fill(_sheet.Height);
        Colours before = default;
        Colours top = default;
        bool isFirst = true;
        for (int step = 0; step <= Steps; step++)
        {
            float distance = _land.Near * MathF.Pow(_land.Far / _land.Near, step / (float)Steps);
            Vector256<float> x = direction * distance;
            Vector256<float> z = Eight.Of(distance);
            Vector256<float> height = HeightAt(x, z);
            Vector256<float> rows = (Eight.Of(_horizon + _sheet.MarginY) - (height - Eight.Of(_land.Eye)) * (Focal / distance))
                * _sheet.Scale;
            var skylines = Vector256.Create<float>(skyline);
            if (!Vector256.LessThanAny(rows, skylines)) continue;
            Colours colour = ColourAt(x, z, height, distance, places);
            top = Select(Vector256.LessThan(rows, skylines), colour, top);
            Fill(left, skyline, rows, before, colour, isFirst);
            before = colour;
            isFirst = false;
        }
        SmoothSkyline(left, skyline, top);
    }

    private void Fill(int left, Span<float> skyline, Vector256<float> rows, Colours before, Colours colour, bool isFirst)
    {
        for (int column = 0; column < 8; column++)
        {
            float row = rows[column];
            if (row >= skyline[column] || left + column >= _sheet.Stride) continue;
            int bottom = Math.Min(_sheet.Height, (int)MathF.Floor(skyline[column] + 0.5f));
            int up = Math.Max(0, (int)MathF.Floor(row + 0.5f));
            float inverse = 1 / Math.Max(0.01f, skyline[column] - row);
            Colour near = Single(before, column);
            Colour far = Single(colour, column);
            for (int y = bottom - 1; y >= up; y--)
            {
                float part = isFirst ? 1 : Math.Clamp((skyline[column] - y - 0.5f) * inverse, 0, 1);
                _sheet.RowAt(y)[left + column] = near.Mix(far, part).Pixel();
            }
            skyline[column] = row;
        }
    }

    private void SmoothSkyline(int left, Span<float> skyline, Colours top)
    {
        for (int column = 0; column < 8 && left + column < _sheet.Stride; column++)
        {
            int row = (int)MathF.Floor(skyline[column]);
            if (row < 0 || row >= _sheet.Height) continue;
            float alpha = row + 1 - skyline[column];
            Colour colour = Single(top, column);
            uint pixel = colour.Times(alpha).Pixel();
            _sheet.RowAt(row)[left + column] = (pixel & 0xFFFFFF) | (uint)(alpha * 255) << 24;
        }
    }

    private Colours ColourAt(Vector256<float> x, Vector256<float> z, Vector256<float> height, float distance,
        Vector256<float> places)
    {
        float step = 0.004f * distance;
        Vector256<float> slopeX = (height - HeightAt(x + Eight.Of(step), z)) * (1 / step);
        Vector256<float> slopeZ = (height - HeightAt(x, z + Eight.Of(step))) * (1 / step);
        Vector256<float> flatness = Vector256<float>.One
            / Vector256.Sqrt(slopeX * slopeX + slopeZ * slopeZ + Vector256<float>.One);
        Vector256<float> steepness = Vector256<float>.One - flatness;
        float sunX = _air.SunX > 0.5f ? 0.75f : -0.75f;
        float sunY = _air.Light > 0.7f ? 0.6f : 0.38f;
        Vector256<float> direct = Eight.Saturate((slopeX * sunX + Eight.Of(sunY) + slopeZ * 0.28f) * flatness);
        Vector256<float> grain = Noise.Fractal(x * (_land.Frequency * 5), z * (_land.Frequency * 5), 3, _seed + 21);
        Colours ground = Colours.Of(_land.Cover.Ground)
            .Mix(_land.Cover.Patches, Eight.Step(0.30f, 0.62f, grain))
            .Mix(_land.Cover.Slopes, Eight.Step(0.22f, 0.5f, steepness))
            .Mix(
                new Colour(0.96f, 0.97f, 1),
                Eight.Step(_land.SnowLine - 0.4f, _land.SnowLine + 0.5f, height + (grain - Eight.Of(0.5f)) * 1.2f)
                    * Eight.Step(0.75f, 0.35f, steepness));
        Vector256<float> light = direct * (0.95f * _air.Light) + Eight.Of(0.30f * _air.Light + 0.06f);
        ground = ground.Times(
            light * (0.6f + 0.4f * _air.Sun.R),
            light * (0.6f + 0.4f * _air.Sun.G),
            light * (0.6f + 0.4f * _air.Sun.B) + Eight.Of(0.03f));
        Vector256<float> haze = Eight.Saturate(
            Vector256<float>.One - Vector256.Exp(Eight.Of(-distance * _land.Haze))
            + Vector256.Exp((height - Eight.Of(_land.Ground)) * -2.5f) * _land.Mist);
        Vector256<float> aside = (places - Eight.Of(_air.SunX * _stage.Width)) * (1 / 700f);
        // Haze glows towards the sun.
        return ground.Mix(_air.Haze, haze).Add(_air.Sun, haze * Vector256.Exp(aside * aside * -3f) * 0.22f);
    }

    // It rises from its near edge: there would be a cliff else.
    private Vector256<float> HeightAt(Vector256<float> x, Vector256<float> z) =>
        ReliefAt(x, z) * (Eight.Step(_land.Near, _land.Near + (_land.Far - _land.Near) * 0.45f, z) * 0.88f + Eight.Of(0.12f))
        + Eight.Of(_land.Ground);

    private Vector256<float> ReliefAt(Vector256<float> x, Vector256<float> z)
    {
        Vector256<float> u = x * _land.Frequency;
        Vector256<float> v = z * _land.Frequency;
        return _land.Relief switch
        {
            Relief.Hills => Noise.Fractal(u, v, 4, _seed, 0.38f) * _land.Height,
            Relief.Dunes => Dunes(x, z),
            _ => (Noise.Ridges(u + Noise.Fractal(z, x, 2, _seed + 3) * 0.25f, v, 6, _seed, 0.36f) * 1.15f
                + Noise.Fractal(u * 0.45f, v * 0.45f, 2, _seed + 7) * 0.7f - Eight.Of(0.3f)) * _land.Height,
        };
    }

    private Vector256<float> Dunes(Vector256<float> x, Vector256<float> z)
    {
        Vector256<float> across = x * _land.Frequency + Noise.Fractal(z * 0.5f, x * 0.4f, 2, _seed) * 1.6f;
        Vector256<float> crest = Vector256<float>.One
            - Vector256.Abs(Noise.Gradient(across, z * (_land.Frequency * 0.45f), _seed + 1)) * 2f;
        return crest * crest * (_land.Height * 0.5f) + Noise.Fractal(x * 0.3f, z * 0.3f, 2, _seed + 4) * (_land.Height * 0.6f);
    }

    private static Colour Single(Colours colours, int column) => new(
        Math.Clamp(colours.R[column], 0, 1), Math.Clamp(colours.G[column], 0, 1), Math.Clamp(colours.B[column], 0, 1));

    private static Colours Select(Vector256<float> where, Colours yes, Colours no) => new(
        Vector256.ConditionalSelect(where, yes.R, no.R),
        Vector256.ConditionalSelect(where, yes.G, no.G),
        Vector256.ConditionalSelect(where, yes.B, no.B));
}
