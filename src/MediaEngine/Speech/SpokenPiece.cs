namespace Understudy.MediaEngine.Speech;

/// <summary>A part of a text, spoken. Times count from its own first sample.</summary>
internal sealed record SpokenPiece(PcmAudio Audio, TimedWord[] Words)
{
    private const int Threshold = 300;

    /// <summary>The piece without the silence before and after it.</summary>
    public SpokenPiece Trim()
    {
        int first = Array.FindIndex(Audio.Samples, sample => Math.Abs((int)sample) > Threshold);
        if (first < 0) return this;
        double lead = (double)first / Audio.SampleRate;
        PcmAudio audio = Audio.Trim();
        return new SpokenPiece(
            audio,
            [
                .. Words.Select(word => word with
                {
                    Start = Math.Clamp(word.Start - lead, 0, audio.Duration),
                    End = Math.Clamp(word.End - lead, 0, audio.Duration),
                }),
            ]);
    }
}
