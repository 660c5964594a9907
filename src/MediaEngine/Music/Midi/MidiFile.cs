using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Understudy.MediaEngine.Music.Midi;

/// <summary>Writes standard MIDI files (format 1).</summary>
internal static class MidiFile
{
    private const int Text = 0x01;
    private const int TrackName = 0x03;
    private const int Marker = 0x06;

    /// <param name="tracks">The instruments.</param>
    /// <param name="conductor">What the first track tells beside the tempo.</param>
    /// <param name="tempo">How long beats last.</param>
    /// <param name="end">The tick at which the piece is over.</param>
    public static byte[] Write(IReadOnlyList<Track> tracks, Conductor conductor, TempoMap tempo, int end)
    {
        using MemoryStream file = new();
        file.Write("MThd"u8);
        Span<byte> header = stackalloc byte[10];
        BinaryPrimitives.WriteInt32BigEndian(header, 6);
        BinaryPrimitives.WriteInt16BigEndian(header[4..], 1);
        BinaryPrimitives.WriteInt16BigEndian(header[6..], (short)(tracks.Count + 1));
        BinaryPrimitives.WriteInt16BigEndian(header[8..], TempoMap.Beat);
        file.Write(header);
        WriteTrack(file, ConductorEvents(conductor, tempo), end);
        foreach (Track track in tracks) WriteTrack(file, InstrumentEvents(track), end);
        return file.ToArray();
    }

    private static IEnumerable<Event> ConductorEvents(Conductor conductor, TempoMap tempo)
    {
        yield return Meta(0, TrackName, Encoding.UTF8.GetBytes(conductor.Title));
        yield return Meta(0, Text, Encoding.UTF8.GetBytes(conductor.Notice));
        yield return Meta(0, 0x58, [(byte)conductor.Beats, 2, 24, 8]);
        yield return Meta(0, 0x59, [(byte)(sbyte)conductor.Sharps, conductor.IsMinor ? (byte)1 : (byte)0]);
        foreach ((int tick, int microseconds) in tempo.Changes)
            yield return Meta(tick, 0x51, [(byte)(microseconds >> 16), (byte)(microseconds >> 8), (byte)microseconds]);
        foreach ((int tick, string name) in conductor.Markers)
            yield return Meta(tick, Marker, Encoding.UTF8.GetBytes(name));
    }

    private static IEnumerable<Event> InstrumentEvents(Track track)
    {
        byte channel = (byte)track.Channel;
        yield return Meta(0, TrackName, Encoding.UTF8.GetBytes(track.Name));
        yield return new Event(0, 1, [(byte)(0xC0 | channel), (byte)track.Program]);
        foreach ((int controller, int value) in ((int, int)[])
            [(7, track.Volume), (10, track.Pan), (91, track.Reverb), (93, track.Chorus)])
            yield return new Event(0, 1, [(byte)(0xB0 | channel), (byte)controller, (byte)value]);
        foreach (Turn turn in track.Turns)
            yield return new Event(turn.At, 2, [(byte)(0xB0 | channel), (byte)turn.Controller, (byte)turn.Value]);
        foreach (Note note in track.Notes)
        {
            yield return new Event(note.Start, 4, [(byte)(0x90 | channel), (byte)note.Pitch, (byte)note.Velocity]);
            yield return new Event(note.Start + note.Length, 3, [(byte)(0x80 | channel), (byte)note.Pitch, 0]);
        }
    }

    private static Event Meta(int tick, int type, byte[] data) => new(tick, 0, [0xFF, (byte)type, .. Length(data.Length), .. data]);

    // At one tick notes end before others begin; OrderBy keeps the order of what is alike.
    private static void WriteTrack(MemoryStream file, IEnumerable<Event> events, int end)
    {
        using MemoryStream body = new();
        int now = 0;
        foreach (Event one in events.OrderBy(one => one.Tick).ThenBy(one => one.Rank))
        {
            int tick = Math.Clamp(one.Tick, now, Math.Max(now, end));
            body.Write(Length(tick - now));
            body.Write(one.Bytes);
            now = tick;
        }
        body.Write(Length(end - now));
        body.Write([0xFF, 0x2F, 0]);
        file.Write("MTrk"u8);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, (int)body.Length);
        file.Write(length);
        body.WriteTo(file);
    }

    // Seven bits a byte, the highest first; all but the last have the eighth bit.
    private static byte[] Length(int value)
    {
        List<byte> bytes = [(byte)(value & 0x7F)];
        for (value >>= 7; value > 0; value >>= 7) bytes.Insert(0, (byte)(value & 0x7F | 0x80));
        return [.. bytes];
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Event(int Tick, int Rank, byte[] Bytes);
}

/// <summary>What the first track of a MIDI file tells.</summary>
internal sealed record Conductor(
    string Title, string Notice, int Beats, int Sharps, bool IsMinor, IReadOnlyList<(int Tick, string Name)> Markers);
