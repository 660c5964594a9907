using Understudy.Domain.Jobs;
using Understudy.Domain.Products.Sora;

namespace Understudy.Functions.Products.Sora;

/// <summary>
/// Reads the showcase once for all who ask within a second, for everybody is shown the same. What is looked at here is told
/// at once, and what is looked at elsewhere within that second.
/// </summary>
public sealed class ShowcaseReadings(Showcase showcase, ShowcaseBodies bodies, TimeProvider time)
{
    private static readonly TimeSpan _told = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Reading? _last;
    private int _ordering;

    /// <summary>All films that there are, as they are told; those that nobody has asked for yet are ordered.</summary>
    internal async Task<IReadOnlyList<ShowcaseVideo>> ReadAsync(IPipelines pipelines, CancellationToken cancellationToken)
    {
        Shown shown = await Last().WaitAsync(cancellationToken);
        if (shown.Shelf.Missing.Count > 0 && Interlocked.Exchange(ref _ordering, 1) == 0)
        {
            try
            {
                await showcase.OrderAsync(shown.Shelf, pipelines, cancellationToken);
                Forget();
            }
            finally
            {
                Volatile.Write(ref _ordering, 0);
            }
        }
        return shown.Videos;
    }

    /// <summary>Has the next one who asks read it anew.</summary>
    public void Forget()
    {
        lock (_gate) _last = null;
    }

    private Task<Shown> Last()
    {
        lock (_gate)
        {
            if (_last is null || _last.Shown.IsFaulted || time.GetElapsedTime(_last.At) >= _told)
                // Whoever began it may go away: the others wait for it, too.
                _last = new Reading(time.GetTimestamp(), ReadAsync());
            return _last.Shown;
        }
    }

    private async Task<Shown> ReadAsync()
    {
        ShowcaseShelf shelf = await showcase.ReadAsync(CancellationToken.None);
        return new Shown(shelf, [.. shelf.Films.Select(bodies.Of)]);
    }

    private sealed record Shown(ShowcaseShelf Shelf, IReadOnlyList<ShowcaseVideo> Videos);

    private sealed record Reading(long At, Task<Shown> Shown);
}
