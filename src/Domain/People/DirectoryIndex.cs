namespace Understudy.Domain.People;

/// <summary>Which people are looked for.</summary>
/// <param name="Search">
/// What their address or name contains, whatever the case of its letters; null or empty for anybody.
/// </param>
/// <param name="With">What they are subscribed to; null for anybody.</param>
/// <param name="Without">What they are not subscribed to; null for anybody.</param>
public sealed record DirectorySearch(string? Search = null, DirectoryPlan? With = null, DirectoryPlan? Without = null);

/// <summary>A page of people.</summary>
/// <param name="Entries">Those on it, the newest accounts first.</param>
/// <param name="Total">How many there are on all pages.</param>
public sealed record DirectoryPage(IReadOnlyList<DirectoryEntry> Entries, int Total);

/// <summary>
/// The whole directory in memory, as it was at one instant. What it says is never changed: what has changed makes another one,
/// which shares most of its parts. Any page costs the same: without a text, as much as there are blocks, and with one, a
/// pass over the text of all.
/// </summary>
public sealed class DirectoryIndex
{
    private readonly DirectoryBlock[] _blocks;

    private DirectoryIndex(DirectoryBlock[] blocks)
    {
        _blocks = blocks;
        Count = blocks.Sum(block => block.Count);
    }

    /// <summary>Nobody.</summary>
    public static DirectoryIndex Empty { get; } = new([]);

    /// <summary>How many people there are.</summary>
    public int Count { get; }

    /// <summary>How many people something holds for.</summary>
    public int CountOf(Func<DirectoryEntry, bool> predicate) => _blocks.Sum(block => block.CountOf(predicate));

    /// <summary>The same people, but for what has changed of some; of several entries of one account the last counts.</summary>
    /// <param name="changed">The entries, in whatever order of accounts; those that are known already change nothing.</param>
    public DirectoryIndex With(IEnumerable<DirectoryEntry> changed)
    {
        Dictionary<string, DirectoryEntry> latest = new(StringComparer.Ordinal);
        foreach (DirectoryEntry entry in changed) latest[entry.Id] = entry;
        if (latest.Count == 0) return this;
        DirectoryEntry[] news = [.. latest.Values.Order(DirectoryBlock.ByAge)];
        List<DirectoryBlock> blocks = new(_blocks.Length + 1);
        int first = 0;
        for (int i = 0; i < Math.Max(1, _blocks.Length); i++)
        {
            // Each block has what comes before the next one begins; the first also what comes before itself.
            int end = i + 1 < _blocks.Length ? BeforeIn(news, _blocks[i + 1].First, first) : news.Length;
            DirectoryBlock? known = i < _blocks.Length ? _blocks[i] : null;
            if (known is not null && known.Knows(news.AsSpan(first..end))) blocks.Add(known);
            else blocks.AddRange(DirectoryBlock.Merge(known, news.AsSpan(first..end)));
            first = end;
        }
        return blocks.SequenceEqual(_blocks) ? this : new DirectoryIndex([.. blocks]);
    }

    /// <summary>Reads a page of those who are looked for.</summary>
    /// <param name="search">Whom.</param>
    /// <param name="offset">How many to pass over; 0 or more.</param>
    /// <param name="limit">How many at most; 1 or more.</param>
    public DirectoryPage Find(DirectorySearch search, int offset, int limit)
    {
        byte[] wanted = DirectoryBlock.Normal(search.Search ?? "");
        List<DirectoryEntry> page = new(Math.Min(limit, 100));
        Span<ulong> found = stackalloc ulong[DirectoryBlock.Words];
        int total = 0;
        for (int i = _blocks.Length - 1; i >= 0; i--)
        {
            DirectoryBlock block = _blocks[i];
            int count = block.Find(wanted, search.With, search.Without, found);
            if (page.Count < limit && total + count > offset) block.AddTo(page, found, Math.Max(0, offset - total), limit);
            total += count;
        }
        return new DirectoryPage(page, total);
    }

    private static int BeforeIn(DirectoryEntry[] news, DirectoryEntry next, int from)
    {
        int end = from;
        while (end < news.Length && DirectoryBlock.ByAge.Compare(news[end], next) < 0) end++;
        return end;
    }
}
