using System.Collections.Concurrent;

namespace Understudy.LocalRuntime.Tests.Support;

/// <summary>What the functions of a test have done.</summary>
public sealed class Recorder
{
    private readonly ConcurrentQueue<string> _notes = new();

    public IReadOnlyList<string> Notes => [.. _notes];

    public void Note(string note) => _notes.Enqueue(note);

    /// <summary>Waits until so many notes are there, and returns them.</summary>
    public async Task<IReadOnlyList<string>> NotesAsync(int count)
    {
        await Eventually.HoldsAsync(
            () => _notes.Count >= count, $"there are {count} notes, but {string.Join(" | ", Notes)}");
        return Notes;
    }
}
