using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Finds places on land for what stands and on water for what swims, so that neither is behind a bank.</summary>
/// <param name="scene">The scene.</param>
/// <param name="slabs">Its land, from far to near.</param>
internal sealed class Banks(SceneBuilder scene, IReadOnlyList<Slab> slabs)
{
    private const float Step = 6;
    private const float Smallest = 0.3f;

    private readonly List<(float X, float Y, float Half)> _taken = [];

    /// <summary>How long the shot is, in its own time.</summary>
    private float Span => (float)scene.Shot.Seconds * scene.Shot.Pace;

    /// <summary>Where something is across the picture in the middle of the shot.</summary>
    public float Middle(PlacedFigure placed) => Math.Clamp(placed.X + placed.Speed.X * Span / 2, 0, scene.Stage.Width);

    /// <summary>How high the ground of a slab is seen where something stands on it.</summary>
    public static float FootOn(Slab slab, float x, float y) => Math.Max(y, slab.TopAt(x) + 3);

    /// <summary>The nearest place across a slab with ground under the feet; the same one where there is none.</summary>
    public float OnGround(Slab slab, float x, float y)
    {
        for (float aside = 0; aside < scene.Stage.Width; aside += Step)
        {
            foreach (float place in (float[])[x - aside, x + aside])
            {
                if (place < 0 || place > scene.Stage.Width || slab.TopAt(place) > Stage.Height) continue;
                float foot = FootOn(slab, place, y) + 1;
                if (slab.IsGround(place - 8, foot) && slab.IsGround(place, foot) && slab.IsGround(place + 8, foot)) return place;
            }
        }
        return x;
    }

    /// <summary>
    /// Puts something that floats into a river, a stream or a pond: where it fits, near where it was; smaller if the water is. Beside
    /// it is the depth of the land around. Null where there is no such water.
    /// </summary>
    public (PlacedFigure Placed, float Parallax)? OnInlandWater(PlacedFigure placed)
    {
        float x = Middle(placed);
        float half = placed.Figure.Width * placed.Metre / 2;
        (float X, float Y, float Room)? best = null;
        float least = float.MaxValue;
        for (float y = scene.Horizon + 16; y < Stage.Height - 12; y += Step)
        {
            foreach ((float from, float to) in Waters(y))
            {
                float room = (to - from) / 2;
                float inside = Math.Min(half, room);
                float place = Math.Clamp(x, from + inside, Math.Max(from + inside, to - inside));
                float crowd = _taken.Where(taken => MathF.Abs(taken.Y - y) < 24)
                    .Sum(taken => Math.Max(0, taken.Half + inside - MathF.Abs(taken.X - place)));
                float cost = MathF.Abs(y - placed.Y) + MathF.Abs(place - x) * 0.5f + Math.Max(0, half - room) * 3 + crowd * 2;
                if (cost >= least) continue;
                (best, least) = ((place, y, room), cost);
            }
        }
        if (best is not { } found) return null;
        float scale = Math.Clamp(found.Room / half, Smallest, 1);
        _taken.Add((found.X, found.Y, half * scale));
        // It stays in the water until the end.
        float speed = Math.Clamp(placed.Speed.X, -2 * Math.Max(0, found.Room - half) / Span, 2 * Math.Max(0, found.Room - half) / Span);
        return (
            placed with { X = found.X - speed * Span / 2, Y = found.Y, Metre = placed.Metre * scale, Speed = (speed, 0) },
            slabs.Last(slab => slab.TopAt(found.X) < found.Y).Sheet.Parallax);
    }

    /// <summary>Lifts something that floats above the edge of the nearest shore.</summary>
    /// <param name="placed">It.</param>
    /// <param name="from">The first slab that is nearer than the water.</param>
    public PlacedFigure BeforeShore(PlacedFigure placed, int from)
    {
        float x = Middle(placed);
        float half = placed.Figure.Width * placed.Metre / 2;
        float top = Stage.Height;
        foreach (Slab slab in slabs.Skip(from))
            for (float place = x - half; place <= x + half; place += Step) top = Math.Min(top, slab.TopAt(place));
        return placed with { Y = Math.Max(scene.Horizon + 3, Math.Min(placed.Y, top - 5)) };
    }

    // The stretches of a row in which water is seen through all the land.
    private IEnumerable<(float From, float To)> Waters(float y)
    {
        float? from = null;
        for (float x = 0; x <= scene.Stage.Width; x += Step)
        {
            bool isWater = IsWater(x, y);
            if (isWater) from ??= x;
            if (from is not { } begin || (isWater && x + Step <= scene.Stage.Width)) continue;
            yield return (begin, x);
            from = null;
        }
    }

    private bool IsWater(float x, float y)
    {
        bool any = false;
        foreach (Slab slab in slabs)
        {
            if (slab.TopAt(x) > y) continue;
            if (slab.IsGround(x, y)) return false;
            any = true;
        }
        return any;
    }
}
