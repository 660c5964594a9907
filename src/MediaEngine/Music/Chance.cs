using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Music;

/// <summary>Choices that are the same for a seed on every machine.</summary>
internal sealed class Chance
{
    private Dice _dice;

    /// <param name="seed">The seed of the piece.</param>
    /// <param name="purpose">What is chosen, so that a choice more in one place changes nothing in another.</param>
    public Chance(long seed, string purpose)
    {
        // FNV-1a, over the seed and then the purpose.
        uint hash = 2166136261;
        for (int shift = 0; shift < 64; shift += 8) hash = (hash ^ (byte)(seed >> shift)) * 16777619;
        foreach (char letter in purpose) hash = (hash ^ letter) * 16777619;
        _dice = new Dice(hash);
    }

    /// <summary>Whether something of a probability from 0 to 1 happens.</summary>
    public bool Of(double probability) => _dice.Float() < probability;

    /// <summary>A number from 0 to below that one.</summary>
    public int Below(int count) => _dice.Below(count);

    /// <summary>One of them, each as likely as the other.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[_dice.Below(choices.Count)];

    /// <summary>A number around 0, mostly within half of the width and always within all of it.</summary>
    public double Around(double width) => (_dice.Float() + _dice.Float() + _dice.Float() - 1.5) / 1.5 * width;
}
