namespace Understudy.MediaEngine.Dubbing;

/// <summary>How loud the original and what is laid under the dubbed speech are from moment to moment.</summary>
internal sealed class MixGains
{
    /// <summary>Loudness of the background under the dubbed speech, in decibels from that.</summary>
    public const double BackgroundBelow = -18;

    /// <summary>The original is away a little longer than it speaks, in seconds.</summary>
    private const double Margin = 0.1;

    /// <summary>How long a change takes, in seconds.</summary>
    private const double Ramp = 0.04;

    private readonly DubbedMix.Span[] _original;
    private readonly DubbedMix.Span[] _dubbed;
    private readonly double _duck;
    private readonly double _under;
    private readonly double _share;
    private int _nextOriginal;
    private int _nextDubbed;

    public MixGains(IReadOnlyList<SegmentFit> fits, OriginalSound sound, int sampleRate)
    {
        _original = [.. fits.Select(fit => new DubbedMix.Span(fit.Start - Margin, fit.End + Margin))];
        _dubbed =
        [
            .. fits.Where(fit => fit.Spoken > 0).Select(fit => new DubbedMix.Span(fit.SpokenAt, fit.SpokenAt + fit.Spoken)),
        ];
        _duck = Down(sound.Speech + BackgroundBelow - sound.Between);
        _under = sound.Background == KeptBackground.None ? 0 : Down(sound.Speech + BackgroundBelow - sound.Under);
        _share = 1 - Math.Exp(-1 / (Ramp * sampleRate));
        Original = 1;
    }

    /// <summary>The gain of the original.</summary>
    public double Original { get; private set; }

    /// <summary>The gain of what replaces it.</summary>
    public double Under { get; private set; }

    /// <summary>Goes on to a time, in seconds.</summary>
    public void MoveTo(double time)
    {
        bool said = Contains(_original, ref _nextOriginal, time);
        bool dubbed = Contains(_dubbed, ref _nextDubbed, time);
        double original = said ? 0 : dubbed ? _duck : 1;
        double under = !said ? 0 : dubbed ? _under : _under > 0 ? 1 : 0;
        Original += (original - Original) * _share;
        Under += (under - Under) * _share;
    }

    private static double Down(double decibels) => Math.Pow(10, Math.Min(0, decibels) / 20);

    private static bool Contains(DubbedMix.Span[] spans, ref int next, double time)
    {
        while (next < spans.Length && spans[next].End < time) next++;
        return next < spans.Length && time >= spans[next].Start;
    }
}
