using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Buildings;

/// <summary>What buildings are made of: walls, roofs, battlements, columns.</summary>
internal static class Masonry
{
    /// <summary>Of slate and tiles in the shade of eaves.</summary>
    public static readonly Colour Dark = Colour.Hex(0x2C2A30);

    /// <summary>Two sides of a house: the broad one towards us, a narrow one to the right of it.</summary>
    public static SKPath Walls(Easel easel, float left, float edge, float right, float bottom, float top, Colour colour)
    {
        SKPath front = easel.Rect(left, bottom, edge, top);
        easel.Wall(front, colour, -0.3f);
        if (right > edge) easel.Wall(easel.Rect(edge, bottom, right, top), colour, 0.9f);
        return front;
    }

    /// <summary>Stones or bricks, here and there.</summary>
    public static void Stones(Easel easel, SKPath wall, Colour colour, float size, float share = 0.35f)
    {
        SKRect box = wall.Bounds;
        using (easel.Within(wall))
        {
            int row = 0;
            for (float y = box.Top; y < box.Bottom; y += size * 0.6f, row++)
            {
                for (float x = box.Left - row % 2 * size * 0.5f; x < box.Right; x += size)
                {
                    if (!easel.Chance(share)) continue;
                    easel.Flat(easel.Rect(x + size * 0.06f, y + size * 0.05f, x + size * 0.94f, y + size * 0.55f, size * 0.08f),
                        colour.Times(easel.Between(0.78f, 1.12f)), 0.6f, 0.55f);
                }
            }
        }
    }

    /// <summary>Boards or logs, one above the other.</summary>
    public static void Boards(Easel easel, SKPath wall, Colour colour, float size, bool upright = false)
    {
        SKRect box = wall.Bounds;
        using (easel.Within(wall))
        {
            float from = upright ? box.Left : box.Top, to = upright ? box.Right : box.Bottom;
            for (float at = from; at < to; at += size)
            {
                if (upright) easel.Line(colour.Times(0.6f), 0.4f, size * 0.12f, at, box.Top, at, box.Bottom);
                else easel.Line(colour.Times(0.6f), 0.4f, size * 0.16f, box.Left, at, box.Right, at);
            }
        }
    }

    /// <summary>A roof of tiles seen from its long side.</summary>
    public static void Roof(Easel easel, SKPath roof, Colour colour, float row)
    {
        easel.Wall(roof, colour, 0.25f);
        SKRect box = roof.Bounds;
        using (easel.Within(roof))
        {
            for (float y = box.Top + row * 0.4f; y < box.Bottom; y += row)
                easel.Line(colour.Times(0.62f), 0.4f, row * 0.18f, box.Left, y, box.Right, y);
        }
    }

    /// <summary>A cone or a pyramid on a tower.</summary>
    public static void Spire(Easel easel, float x, float half, float bottom, float top, Colour colour)
    {
        easel.Solid(easel.Poly(x - half, bottom, x, top, x + half, bottom), colour, 0.05f);
        easel.Line(Colour.Hex(0x3A3634), 0.5f, half * 0.07f, x, top - half * 0.2f, x, top + half * 0.3f);
    }

    /// <summary>A round tower with battlements.</summary>
    public static void Tower(Easel easel, float x, float half, float bottom, float top, Colour stone)
    {
        SKPath shaft = easel.Rect(x - half, bottom, x + half, top);
        easel.Solid(shaft, stone, 0);
        Stones(easel, shaft, stone, half * 0.5f, 0.3f);
        SKPath head = easel.Rect(x - half * 1.18f, top - half * 0.5f, x + half * 1.18f, top + half * 0.2f);
        easel.Solid(head, stone.Times(1.04f), 0.04f);
        Battlements(easel, x - half * 1.18f, x + half * 1.18f, top + half * 0.2f, half * 0.4f, stone);
    }

    /// <summary>The teeth on a wall.</summary>
    public static void Battlements(Easel easel, float left, float right, float bottom, float size, Colour stone)
    {
        int count = Math.Max(2, (int)((right - left) / (size * 1.6f)));
        float pitch = (right - left - size) / (count - 1);
        for (int i = 0; i < count; i++)
        {
            float x = left + i * pitch;
            easel.Wall(easel.Rect(x, bottom - size * 0.05f, x + size, bottom + size), stone, (i / (count - 1f) - 0.5f) * 1.2f);
        }
    }

    /// <summary>A roof as of temples, with eaves that turn upwards.</summary>
    public static void CurvedRoof(Easel easel, float x, float half, float bottom, float height, float ridge, Colour colour)
    {
        SKPath roof = easel.Smooth(
            x - half, bottom + height * 0.24f, x - half * 0.93f, bottom + height * 0.2f, x - (half + ridge) * 0.47f,
            bottom + height * 0.5f, x - ridge, bottom + height * 0.97f, x - ridge * 0.9f, bottom + height, x + ridge * 0.9f,
            bottom + height, x + ridge, bottom + height * 0.97f, x + (half + ridge) * 0.47f, bottom + height * 0.5f,
            x + half * 0.93f, bottom + height * 0.2f, x + half, bottom + height * 0.24f, x + half * 0.94f,
            bottom + height * 0.07f, x + half * 0.6f, bottom, x, bottom - height * 0.02f, x - half * 0.6f, bottom,
            x - half * 0.94f, bottom + height * 0.07f);
        easel.Flat(easel.Poly(x - half * 0.8f, bottom + height * 0.05f, x - half * 0.66f, bottom - height * 0.2f,
            x + half * 0.66f, bottom - height * 0.2f, x + half * 0.8f, bottom + height * 0.05f), Dark, 0.25f, 0.75f);
        easel.Solid(roof, colour, 0.07f);
        using (easel.Within(roof))
        {
            int ribs = (int)Math.Clamp(easel.Pixels / easel.Height * half * 0.35f, 4, 22);
            for (int i = -ribs; i <= ribs; i++)
            {
                float part = i / (float)ribs;
                easel.Line(colour.Times(0.55f), 0.4f, half * 0.012f, x + part * ridge, bottom + height,
                    x + part * (half + ridge) * 0.47f, bottom + height * 0.5f, x + part * half * 0.95f, bottom);
            }
        }
        easel.Line(colour.Times(0.8f), 0.8f, height * 0.09f, x - ridge, bottom + height * 0.96f, x + ridge,
            bottom + height * 0.96f);
    }

    /// <summary>A door with a round top.</summary>
    public static void Door(Easel easel, float x, float bottom, float width, float height, Colour colour) =>
        easel.Flat(easel.Poly(
            x - width / 2, bottom, x - width / 2, bottom + height * 0.68f, x - width * 0.34f, bottom + height * 0.9f, x,
            bottom + height, x + width * 0.34f, bottom + height * 0.9f, x + width / 2, bottom + height * 0.68f, x + width / 2,
            bottom), colour, 0.4f);
}
