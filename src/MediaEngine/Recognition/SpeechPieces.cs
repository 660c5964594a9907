using Understudy.MediaEngine.Probing;

namespace Understudy.MediaEngine.Recognition;

/// <summary>
/// Cuts a stream of sound into pieces in which somebody speaks, and leaves the rest out. No more than the longest piece is
/// kept in memory.
/// </summary>
internal sealed class SpeechPieces
{
    // Speech begins above the first and ends below the second, so that it does not flicker in between.
    private const float Begins = 0.5f;
    private const float Ends = 0.35f;

    // In frames of 32 ms: the pause that parts pieces, the sound around them, the shortest that is a
    // word, the shortest pause that is one, and where a long piece is cut.
    private const int Pause = 12;
    private const int Before = 7;
    private const int After = 9;
    private const int Shortest = 6;
    private const int ShortPause = 6;
    private const int Long = 600;
    private const int Longest = 900;

    private const int FrameLength = VoiceDetector.FrameLength;

    private readonly List<short> _kept = [];
    private readonly List<SpeechPause> _pauses = [];
    private long _frames;
    private long _firstKept;
    private bool _speaking;
    private int _voiced;
    private int _quiet;

    /// <summary>The pauses so far.</summary>
    public IReadOnlyList<SpeechPause> Pauses => _pauses;

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">Its samples.</param>
    /// <param name="voice">How likely somebody speaks in it.</param>
    /// <returns>The piece that has ended; null most of the time.</returns>
    public SpeechPiece? Add(ReadOnlySpan<short> frame, float voice)
    {
        _kept.AddRange(frame);
        _frames++;
        if (voice >= Begins)
        {
            _speaking = true;
            _voiced++;
        }

        if (voice < Ends)
        {
            _quiet++;
        }
        else
        {
            NotePause();
            _quiet = 0;
        }

        if (!_speaking)
        {
            Forget(Before);
            return null;
        }

        int length = _kept.Count / FrameLength;
        bool over = _quiet >= Pause || (length >= Long && _quiet > 0) || length >= Longest;
        return over ? End() : null;
    }

    /// <summary>The sound has ended.</summary>
    /// <returns>The piece that ends with it; null when nobody speaks at the end.</returns>
    public SpeechPiece? Complete() => _speaking ? End() : null;

    private void NotePause()
    {
        if (_quiet < ShortPause) return;
        const double Frame = (double)FrameLength / SoundTrack.SpeechRate;
        _pauses.Add(new SpeechPause((_frames - 1 - (_quiet / 2.0)) * Frame, _quiet * Frame));
    }

    private SpeechPiece? End()
    {
        int length = _kept.Count / FrameLength;
        // What is quiet and not part of this piece may be the sound before the next.
        int taken = Math.Min(length, length - _quiet + After) * FrameLength;
        SpeechPiece? piece = _voiced >= Shortest
            ? new SpeechPiece((double)_firstKept * FrameLength / SoundTrack.SpeechRate, [.. _kept.Take(taken)])
            : null;
        _kept.RemoveRange(0, taken);
        _firstKept = _frames - (_kept.Count / FrameLength);
        Forget(Before);
        _speaking = false;
        _voiced = 0;
        return piece;
    }

    private void Forget(int except)
    {
        int surplus = (_kept.Count / FrameLength) - except;
        if (surplus <= 0) return;
        _kept.RemoveRange(0, surplus * FrameLength);
        _firstKept += surplus;
    }
}
