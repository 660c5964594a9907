namespace Understudy.MediaEngine.Recognition;

/// <summary>
/// Remembers where in a recording the pieces are from that were put one behind the other, with silence between them.
/// </summary>
internal sealed class PieceTimes
{
    private readonly List<Placed> _pieces = [];

    /// <summary>Notes a piece.</summary>
    /// <param name="at">Where it was put, in seconds.</param>
    /// <param name="start">Where it is from, in seconds.</param>
    /// <param name="length">How long it is, in seconds.</param>
    public void Add(double at, double start, double length)
    {
        lock (_pieces) _pieces.Add(new Placed(at, start, length));
    }

    /// <summary>A word with the times of the recording; it does not reach beyond its piece.</summary>
    public TranscriptWord Restore(TranscriptWord word)
    {
        Placed piece = PieceOf((word.Start + word.End) / 2);
        return word with { Start = piece.Restore(word.Start), End = piece.Restore(word.End) };
    }

    private Placed PieceOf(double at)
    {
        lock (_pieces)
        {
            int index = _pieces.FindLastIndex(piece => piece.At <= at);
            return _pieces[Math.Max(0, index)];
        }
    }

    private sealed record Placed(double At, double Start, double Length)
    {
        public double Restore(double at) => Start + Math.Clamp(at - At, 0, Length);
    }
}
