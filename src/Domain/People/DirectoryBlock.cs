using System.Text;

namespace Understudy.Domain.People;

/// <summary>
/// Some hundred people who opened their accounts one after the other, and all that they are searched by as one text.
/// </summary>
internal sealed class DirectoryBlock
{
    private const int Most = 512;

    // Nothing that is searched for has it in it.
    private const char End = '\n';

    private readonly DirectoryEntry[] _entries;
    private readonly string _text;
    private readonly int[] _ends;

    private DirectoryBlock(DirectoryEntry[] entries)
    {
        _entries = entries;
        _ends = new int[entries.Length];
        StringBuilder text = new();
        foreach ((int index, DirectoryEntry entry) in entries.Index())
        {
            text.Append(Normal(entry.Email)).Append(End).Append(Normal(entry.Name)).Append(End);
            _ends[index] = text.Length;
        }
        _text = text.ToString();
    }

    /// <summary>The order of accounts, the oldest first.</summary>
    public static IComparer<DirectoryEntry> ByAge { get; } = Comparer<DirectoryEntry>.Create((one, other) =>
        one.CreatedAt.CompareTo(other.CreatedAt) is not 0 and var order ? order : string.CompareOrdinal(one.Id, other.Id));

    /// <summary>How many people there are in it.</summary>
    public int Count => _entries.Length;

    /// <summary>The oldest account.</summary>
    public DirectoryEntry First => _entries[0];

    /// <summary>A text as it is compared.</summary>
    public static string Normal(string text) => text.ToLowerInvariant();

    /// <summary>
    /// A block with what has changed in it, as one or, when it has become too large, several; none when nobody is left.
    /// </summary>
    public static IEnumerable<DirectoryBlock> Merge(DirectoryBlock? known, ReadOnlySpan<DirectoryEntry> news)
    {
        if (known is not null && known.Knows(news)) return [known];
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

    /// <summary>How many of them something holds for.</summary>
    public int CountOf(Func<DirectoryEntry, bool> predicate) => _entries.Count(predicate);

    /// <summary>Those who are looked for, the newest first.</summary>
    /// <param name="wanted">What their text contains, in its normal form; null for anything.</param>
    /// <param name="where">What else holds for them; null for anything.</param>
    public IEnumerable<DirectoryEntry> Find(string? wanted, Func<DirectoryEntry, bool>? where)
    {
        if (wanted is null)
        {
            for (int i = _entries.Length - 1; i >= 0; i--)
                if (where is null || where(_entries[i])) yield return _entries[i];
            yield break;
        }
        List<int> found = FindAll(wanted);
        for (int i = found.Count - 1; i >= 0; i--)
            if (where is null || where(_entries[found[i]])) yield return _entries[found[i]];
    }

    // Forwards, which processors search many characters at a time. The first place in somebody's text is enough.
    private List<int> FindAll(string wanted)
    {
        List<int> found = [];
        int index = 0;
        for (int from = 0; from < _text.Length; from = _ends[index++])
        {
            int at = _text.AsSpan(from).IndexOf(wanted, StringComparison.Ordinal);
            if (at < 0) break;
            while (_ends[index] <= from + at) index++;
            found.Add(index);
        }
        return found;
    }

    private bool Knows(ReadOnlySpan<DirectoryEntry> news)
    {
        foreach (DirectoryEntry entry in news)
        {
            int index = Array.BinarySearch(_entries, entry, ByAge);
            if (entry.IsGone ? index >= 0 : index < 0 || !_entries[index].SaysWhat(entry)) return false;
        }
        return true;
    }
}
