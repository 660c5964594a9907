namespace Understudy.MediaEngine.Scenes.Canvas;

/// <summary>Random numbers that are the same for a seed on every machine (PCG, 32 bits).</summary>
internal struct Dice(uint seed)
{
    private uint _state = seed * 747796405u + 2891336453u;

    /// <summary>Any number.</summary>
    public uint Next()
    {
        _state = _state * 747796405u + 2891336453u;
        uint word = ((_state >> (int)((_state >> 28) + 4)) ^ _state) * 277803737u;
        return (word >> 22) ^ word;
    }

    /// <summary>A number from 0 to below 1.</summary>
    public float Float() => (Next() >> 8) * (1f / 16777216f);

    /// <summary>A number between the two.</summary>
    public float Between(float from, float to) => from + (to - from) * Float();

    /// <summary>A number from 0 to below that one.</summary>
    public int Below(int count) => (int)(Next() % (uint)count);
}
