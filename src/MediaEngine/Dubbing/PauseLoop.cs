namespace Understudy.MediaEngine.Dubbing;

/// <summary>The sound of a pause again and again, its end faded into its beginning.</summary>
internal sealed class PauseLoop
{
    private readonly short[] _loop;
    private int _at;

    public PauseLoop(short[] pause, int sampleRate)
    {
        int fade = Math.Min(sampleRate / 5, pause.Length / 3);
        _loop = pause[..(pause.Length - fade)];
        for (int i = 0; i < fade; i++)
        {
            double angle = Math.PI / 2 * i / fade;
            double both = (pause[i] * Math.Sin(angle)) + (pause[pause.Length - fade + i] * Math.Cos(angle));
            _loop[i] = (short)Math.Clamp(both, short.MinValue, short.MaxValue);
        }
    }

    public short Next()
    {
        if (_loop.Length == 0) return 0;
        short sample = _loop[_at];
        _at = (_at + 1) % _loop.Length;
        return sample;
    }
}
