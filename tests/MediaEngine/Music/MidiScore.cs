using System.Buffers.Binary;
using System.Text;

namespace Understudy.MediaEngine.Tests.Music;

/// <summary>A MIDI file as its bytes say, read independently of how it was written.</summary>
internal sealed class MidiScore
{
    private readonly SortedDictionary<int, int> _tempos = [];

    private MidiScore()
    {
    }

    public List<ScoreNote> Notes { get; } = [];

    public Dictionary<int, int> Programs { get; } = [];

    public List<(double Seconds, string Name)> Markers { get; } = [];

    public List<string> Texts { get; } = [];

    public int BeatsOfBar { get; private set; }

    public double Seconds { get; private set; }

    public double Bpm => 60e6 / _tempos.Values.First();

    public static MidiScore Read(byte[] file)
    {
        MidiScore score = new();
        Encoding.ASCII.GetString(file, 0, 4).ShouldBe("MThd");
        int tracks = BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(10));
        int beat = BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(12));
        int at = 14;
        for (int track = 0; track < tracks; track++)
        {
            Encoding.ASCII.GetString(file, at, 4).ShouldBe("MTrk");
            int end = at + 8 + BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at + 4));
            score.ReadTrack(file, at + 8, end, beat);
            at = end;
        }
        at.ShouldBe(file.Length);
        return score;
    }

    private void ReadTrack(byte[] file, int at, int end, int beat)
    {
        int tick = 0;
        Dictionary<(int, int), (int Tick, int Velocity)> sounding = [];
        while (at < end)
        {
            tick += ReadLength(file, ref at);
            int status = file[at++];
            if (status == 0xFF)
            {
                int type = file[at++];
                int length = ReadLength(file, ref at);
                ReadMeta(type, file.AsSpan(at, length), tick, beat);
                at += length;
                continue;
            }
            int channel = status & 15;
            switch (status >> 4)
            {
                case 0xC:
                    Programs[channel] = file[at++];
                    break;
                case 0x9:
                    sounding.TryAdd((channel, file[at]), (tick, file[at + 1])).ShouldBeTrue("a note ends before it begins again");
                    at += 2;
                    break;
                case 0x8:
                    sounding.Remove((channel, file[at]), out (int Tick, int Velocity) on).ShouldBeTrue();
                    Notes.Add(new ScoreNote(channel, file[at], on.Velocity, SecondsAt(on.Tick, beat), SecondsAt(tick, beat), (double)on.Tick / beat));
                    at += 2;
                    break;
                default:
                    at += 2;
                    break;
            }
        }
        sounding.ShouldBeEmpty();
    }

    private void ReadMeta(int type, ReadOnlySpan<byte> data, int tick, int beat)
    {
        switch (type)
        {
            case 0x51:
                _tempos[tick] = (data[0] << 16) | (data[1] << 8) | data[2];
                break;
            case 0x58:
                BeatsOfBar = data[0];
                break;
            case 0x01:
                Texts.Add(Encoding.UTF8.GetString(data));
                break;
            case 0x06:
                Markers.Add((SecondsAt(tick, beat), Encoding.UTF8.GetString(data)));
                break;
            case 0x2F:
                Seconds = Math.Max(Seconds, SecondsAt(tick, beat));
                break;
        }
    }

    private double SecondsAt(int tick, int beat)
    {
        double seconds = 0;
        (int From, int Tempo) last = (0, 500_000);
        foreach ((int from, int tempo) in _tempos.Where(one => one.Key <= tick))
        {
            seconds += (from - last.From) * (double)last.Tempo / beat / 1e6;
            last = (from, tempo);
        }
        return seconds + ((tick - last.From) * (double)last.Tempo / beat / 1e6);
    }

    private static int ReadLength(byte[] file, ref int at)
    {
        int value = 0;
        byte next;
        do
        {
            next = file[at++];
            value = (value << 7) | (next & 0x7F);
        }
        while (next >= 0x80);
        return value;
    }
}

/// <summary>A note; channels and pitches as in MIDI.</summary>
internal sealed record ScoreNote(int Channel, int Pitch, int Velocity, double Start, double End, double Beat)
{
    public bool IsDrum => Channel == 9;
}
