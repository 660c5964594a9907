using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Keeps things from standing in front of each other, as far as there is room.</summary>
/// <param name="width">Units across the picture.</param>
internal sealed class Room(float width)
{
    private const int Tries = 14;
    private readonly List<(float From, float To)> _taken = [];

    /// <summary>Finds a place for the middle of something.</summary>
    /// <param name="from">The leftmost.</param>
    /// <param name="to">The rightmost.</param>
    /// <param name="wide">How wide it is.</param>
    /// <param name="dice">Chooses.</param>
    public float Find(float from, float to, float wide, ref Dice dice)
    {
        float best = (from + to) / 2;
        float least = float.MaxValue;
        for (int n = 0; n < Tries; n++)
        {
            float x = dice.Between(from, to);
            float overlap = _taken.Sum(taken => Math.Max(0, Math.Min(taken.To, x + wide / 2)
                - Math.Max(taken.From, x - wide / 2)))
                // A thirds' line is a better place than the middle.
                + MathF.Min(MathF.Abs(x - width / 3), MathF.Abs(x - width * 2 / 3)) * 0.05f;
            if (overlap >= least) continue;
            (best, least) = (x, overlap);
        }
        _taken.Add((best - wide / 2, best + wide / 2));
        return best;
    }
}
