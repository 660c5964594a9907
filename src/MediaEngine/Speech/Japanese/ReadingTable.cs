using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>The tables of this folder: <c>written=read</c>, apart by white space, and lines of remarks.</summary>
internal static class ReadingTable
{
    /// <summary>The lines of a table without its remarks.</summary>
    public static IEnumerable<string> Lines(string name) => TableLines.Of(name + ".txt");

    /// <summary>A table's entries. What is written may be the equals sign itself.</summary>
    public static Dictionary<string, string> Load(string name)
    {
        Dictionary<string, string> table = new(StringComparer.Ordinal);
        foreach (string entry in Lines(name).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            int equals = entry.LastIndexOf('=');
            table.Add(entry[..equals], entry[(equals + 1)..]);
        }

        return table;
    }
}
