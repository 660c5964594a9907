using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Painting.Finishing;
using Understudy.MediaEngine.TalkingHead;

namespace Understudy.MediaEngine.Scenes.Film;

/// <summary>
/// Makes the frames of a film, a few at a time on two threads, while those before are handed to the encoder. A shot is painted
/// when its first frame comes and forgotten after its last, so that a long film needs no more memory than a short one.
/// </summary>
internal sealed class FramePainter : IDisposable
{
    private const int Threads = 2;
    private const int Batch = 6;
    private const float WordsComeIn = 0.5f;

    private readonly FilmRequest _request;
    private readonly IReadOnlyList<FilmShot> _shots;
    private readonly WordsPlate? _words;
    private readonly Finish _finish;
    private readonly Watermark? _watermark;
    private readonly Dictionary<int, LiveShot> _live = [];
    private readonly byte[][] _others;

    /// <summary>A painter for a film.</summary>
    /// <param name="request">The film.</param>
    /// <param name="shots">Its shots, in their order; neighbours dissolve into each other where they overlap.</param>
    /// <param name="finish">What is done to its pictures at the end.</param>
    /// <param name="words">Words in the picture, or null.</param>
    /// <param name="watermark">A notice on every frame, or null.</param>
    public FramePainter(
        FilmRequest request, IReadOnlyList<FilmShot> shots, Finish finish, WordsPlate? words, Watermark? watermark)
    {
        _request = request;
        _shots = shots;
        _finish = finish;
        _words = words;
        _watermark = watermark;
        _others = [.. Enumerable.Range(0, Threads).Select(_ => new byte[FrameSize])];
    }

    private int FrameSize => _request.Width * _request.Height * 3 / 2;

    /// <summary>Makes all frames.</summary>
    /// <param name="write">Takes each in its order; the memory is used again afterwards.</param>
    /// <param name="progress">Hears how much is done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task PaintAsync(
        Func<ReadOnlyMemory<byte>, ValueTask> write, IProgress<double> progress, CancellationToken cancellationToken)
    {
        byte[][] painting = Buffers();
        byte[][] written = Buffers();
        Task writing = Task.CompletedTask;
        for (int first = 0; first < _request.Frames; first += Batch)
        {
            int count = Math.Min(Batch, _request.Frames - first);
            byte[][] now = painting;
            int from = first;
            var paint = Task.Run(() => PaintBatch(from, count, now, cancellationToken), cancellationToken);
            // Both must have ended before either's memory is given up.
            await Task.WhenAll(paint, writing);
            (painting, written) = (written, painting);
            writing = WriteAsync(written, from, count);
        }
        await writing;

        async Task WriteAsync(byte[][] frames, int from, int count)
        {
            for (int n = 0; n < count; n++)
            {
                await write(frames[n]);
                progress.Report((double)(from + n + 1) / _request.Frames);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (LiveShot shot in _live.Values) shot.Dispose();
    }

    private byte[][] Buffers() => [.. Enumerable.Range(0, Batch).Select(_ => new byte[FrameSize])];

    private void PaintBatch(int first, int count, byte[][] frames, CancellationToken cancellationToken)
    {
        Prepare(first, first + count, cancellationToken);
        Parallel.For(0, Threads, new ParallelOptions { CancellationToken = cancellationToken }, thread =>
        {
            for (int n = thread; n < count; n += Threads)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Make(thread, first + n, frames[n]);
            }
        });
    }

    private void Prepare(int first, int end, CancellationToken cancellationToken)
    {
        for (int n = 0; n < _shots.Count; n++)
        {
            (int from, int to) = Extent(n);
            if (to <= first && _live.Remove(n, out LiveShot? gone)) gone.Dispose();
            if (from >= end || to <= first || _live.ContainsKey(n)) continue;
            cancellationToken.ThrowIfCancellationRequested();
            _live[n] = new LiveShot(_request, _shots[n], _finish, Threads);
        }
    }

    // The frames of a shot: from, and up to but not including.
    private (int From, int To) Extent(int shot)
    {
        FilmShot plan = _shots[shot];
        int from = (int)Math.Round(plan.Start * _request.FrameRate);
        bool isLast = shot == _shots.Count - 1;
        return (from, isLast ? _request.Frames : (int)Math.Round((plan.Start + plan.Seconds) * _request.FrameRate));
    }

    private void Make(int thread, int index, Span<byte> frame)
    {
        bool isFirst = true;
        for (int n = 0; n < _shots.Count; n++)
        {
            (int from, int to) = Extent(n);
            if (index < from || index >= to) continue;
            float time = (float)(index - from) / _request.FrameRate;
            if (isFirst)
            {
                _live[n].Make(thread, time, index, frame);
                isFirst = false;
                continue;
            }
            Span<byte> other = _others[thread];
            _live[n].Make(thread, time, index, other);
            float part = (index - from + 1) / (float)(Extent(n - 1).To - from + 1);
            Mix(frame, other, (ushort)(Math.Clamp(part * part * (3 - 2 * part), 0, 1) * 256));
        }
        _words?.Apply(frame, index / (WordsComeIn * _request.FrameRate));
        _watermark?.Apply(frame);
    }

    private static void Mix(Span<byte> frame, ReadOnlySpan<byte> other, ushort weight)
    {
        var own = Vector256.Create((ushort)(256 - weight));
        var more = Vector256.Create(weight);
        int at = 0;
        for (; at + 32 <= frame.Length; at += 32)
        {
            (Vector256<ushort> a, Vector256<ushort> b) = Vector256.Widen(Vector256.Create<byte>(frame[at..]));
            (Vector256<ushort> c, Vector256<ushort> d) = Vector256.Widen(Vector256.Create(other[at..]));
            Vector256.Narrow((a * own + c * more) >> 8, (b * own + d * more) >> 8).CopyTo(frame[at..]);
        }
        for (; at < frame.Length; at++) frame[at] = (byte)((frame[at] * (256 - weight) + other[at] * weight) >> 8);
    }
}
