using System.Runtime.InteropServices;

namespace Understudy.MediaEngine.Music.Midi;

/// <summary>A note; times in ticks.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Note(int Start, int Length, int Pitch, int Velocity);

/// <summary>A change of a controller.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Turn(int At, int Controller, int Value);

/// <summary>What one instrument plays.</summary>
/// <param name="Name">The instrument, for people.</param>
/// <param name="Role">What it does.</param>
/// <param name="Channel">0 to 15; 9 is the drums'.</param>
/// <param name="Program">The General MIDI program, from 0.</param>
internal sealed record Track(string Name, string Role, int Channel, int Program)
{
    /// <summary>The channel whose notes are drums.</summary>
    public const int DrumChannel = 9;

    private readonly List<Note> _notes = [];
    private readonly List<Turn> _turns = [];

    public int Volume { get; init; } = 100;

    public int Pan { get; init; } = 64;

    public int Reverb { get; init; } = 40;

    public int Chorus { get; init; }

    public IReadOnlyList<Note> Notes => _notes;

    public IReadOnlyList<Turn> Turns => _turns;

    public void Add(int start, int length, int pitch, double velocity) =>
        _notes.Add(new Note(Math.Max(0, start), Math.Max(1, length), pitch, (int)Math.Clamp(velocity, 1, 127)));

    public void Set(int at, int controller, int value) => _turns.Add(new Turn(at, controller, Math.Clamp(value, 0, 127)));

    /// <summary>Puts other notes in the place of its notes; of one pitch, each ends before the next begins.</summary>
    public void Move(Func<Note, Note> move)
    {
        Note[] moved = [.. _notes.Select(move).OrderBy(note => note.Start)];
        Dictionary<int, int> sounding = [];
        _notes.Clear();
        foreach (Note note in moved)
        {
            if (sounding.TryGetValue(note.Pitch, out int index) && _notes[index] is var before && before.Start + before.Length >= note.Start)
            {
                // Struck twice at once, it is one note.
                if (note.Start - before.Start < 2) continue;
                _notes[index] = before with { Length = note.Start - before.Start - 1 };
            }
            sounding[note.Pitch] = _notes.Count;
            _notes.Add(note);
        }
    }
}
