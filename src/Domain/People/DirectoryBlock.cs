using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Understudy.Domain.People;

/// <summary>
/// Some hundred people who opened their accounts one after the other: all that they are searched by as one text, and what they
/// are subscribed to as a bit each.
/// </summary>
internal sealed class DirectoryBlock
{
    /// <summary>How many words have a bit for each person.</summary>
    public const int Words = Most / 64;

    private const int Most = 512;

    // Nothing that is searched for has it in it.
    private const byte End = (byte)'\n';

    private static readonly ulong[] _nobody = new ulong[Words];

    private readonly DirectoryEntry[] _entries;
    private readonly byte[] _text;
    private readonly int[] _ends;
    private readonly ulong[] _everybody = new ulong[Words];
    private readonly Dictionary<DirectoryPlan, ulong[]> _subscribed = [];

    private DirectoryBlock(DirectoryEntry[] entries)
    {
        _entries = entries;
        _ends = new int[entries.Length];
        using MemoryStream text = new();
        foreach ((int index, DirectoryEntry entry) in entries.Index())
        {
            text.Write([.. Normal(entry.Email), End, .. Normal(entry.Name), End]);
            _ends[index] = (int)text.Length;
            Mark(_everybody, index);
            foreach (DirectoryPlan plan in entry.Plans)
            {
                if (!_subscribed.TryGetValue(plan, out ulong[]? people)) _subscribed.Add(plan, people = new ulong[Words]);
                Mark(people, index);
            }
        }
        _text = text.ToArray();
    }

    /// <summary>The order of accounts, the oldest first.</summary>
    public static IComparer<DirectoryEntry> ByAge { get; } = Comparer<DirectoryEntry>.Create((one, other) =>
        one.CreatedAt.CompareTo(other.CreatedAt) is not 0 and var order ? order : string.CompareOrdinal(one.Id, other.Id));

    /// <summary>How many people there are in it.</summary>
    public int Count => _entries.Length;

    /// <summary>The oldest account.</summary>
    public DirectoryEntry First => _entries[0];

    /// <summary>A text as it is compared.</summary>
    public static byte[] Normal(string text) => Encoding.UTF8.GetBytes(text.ToLowerInvariant());

    /// <summary>
    /// A block with what has changed in it, as one or, when it has become too large, several; none when nobody is left.
    /// </summary>
    public static IEnumerable<DirectoryBlock> Merge(DirectoryBlock? known, ReadOnlySpan<DirectoryEntry> news)
    {
        List<DirectoryEntry> merged = new((known?.Count ?? 0) + news.Length);
        int old = 0;
        foreach (DirectoryEntry entry in news)
        {
            int order = -1;
            while (known is not null && old < known.Count && (order = ByAge.Compare(known._entries[old], entry)) < 0)
                merged.Add(known._entries[old++]);
            if (order == 0) old++;
            if (!entry.IsGone) merged.Add(entry);
        }
        if (known is not null) merged.AddRange(known._entries.AsSpan(old));
        int parts = (merged.Count + Most - 1) / Most;
        return parts == 0 ? [] : merged.Chunk((merged.Count + parts - 1) / parts).Select(part => new DirectoryBlock(part));
    }

    /// <summary>Whether entries say nothing that is not in it.</summary>
    public bool Knows(ReadOnlySpan<DirectoryEntry> news)
    {
        foreach (DirectoryEntry entry in news)
        {
            int index = Array.BinarySearch(_entries, entry, ByAge);
            if (entry.IsGone ? index >= 0 : index < 0 || !_entries[index].SaysWhat(entry)) return false;
        }
        return true;
    }

    /// <summary>How many of them something holds for.</summary>
    public int CountOf(Func<DirectoryEntry, bool> predicate) => _entries.Count(predicate);

    /// <summary>Marks those who are looked for.</summary>
    /// <param name="wanted">What their text contains, in its normal form; empty for anything.</param>
    /// <param name="with">What they are subscribed to; null for anything.</param>
    /// <param name="without">What they are not subscribed to; null for nothing.</param>
    /// <param name="found">Gets a bit for each.</param>
    /// <returns>How many they are.</returns>
    public int Find(ReadOnlySpan<byte> wanted, DirectoryPlan? with, DirectoryPlan? without, Span<ulong> found)
    {
        if (wanted.IsEmpty) _everybody.CopyTo(found);
        else Search(wanted, found);
        ulong[] required = with is null ? _everybody : _subscribed.GetValueOrDefault(with, _nobody);
        ulong[] excluded = without is null ? _nobody : _subscribed.GetValueOrDefault(without, _nobody);
        int count = 0;
        for (int i = 0; i < Words; i++)
        {
            found[i] &= required[i] & ~excluded[i];
            count += BitOperations.PopCount(found[i]);
        }
        return count;
    }

    /// <summary>Puts those who are marked onto a page, the newest first, until it is full.</summary>
    /// <param name="found">A bit for each.</param>
    /// <param name="skip">How many of them to pass over.</param>
    /// <param name="page">The page.</param>
    /// <param name="limit">How many make it full.</param>
    public void AddTo(List<DirectoryEntry> page, ReadOnlySpan<ulong> found, int skip, int limit)
    {
        for (int i = _entries.Length - 1; i >= 0 && page.Count < limit; i--)
            if ((found[i / 64] & (1UL << i)) != 0 && skip-- <= 0) page.Add(_entries[i]);
    }

    // Which of the word's bits it is, are the last six of the index: those a shift looks at.
    private static void Mark(Span<ulong> people, int index) => people[index / 64] |= 1UL << index;

    // Forwards, which processors search many bytes at a time. The first place in somebody's text is enough. It goes through
    // everybody from the first search on, so it does not wait to be compiled well.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Search(ReadOnlySpan<byte> wanted, Span<ulong> found)
    {
        found.Clear();
        int index = 0;
        for (int from = 0; from < _text.Length; from = _ends[index++])
        {
            int at = _text.AsSpan(from).IndexOf(wanted);
            if (at < 0) break;
            while (_ends[index] <= from + at) index++;
            Mark(found, index);
        }
    }
}
