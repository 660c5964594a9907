using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Understudy.MediaEngine.Speech;

/// <summary>Mono 16-bit sound.</summary>
/// <param name="SampleRate">Samples per second.</param>
public sealed record PcmAudio(short[] Samples, int SampleRate)
{
    private const int HeaderLength = 44;

    /// <summary>Who writes to a pipe does not know the length yet, and says one of two gigabytes or more.</summary>
    private const uint UnknownLength = 0x7FFF_0000;

    /// <summary>Length in seconds.</summary>
    public double Duration => (double)Samples.Length / SampleRate;

    /// <summary>Reads a mono 16-bit PCM RIFF file.</summary>
    /// <exception cref="InvalidDataException">It is not such a file, or it was cut.</exception>
    public static PcmAudio ReadWav(string path) => ReadWav(File.ReadAllBytes(path));

    /// <summary>Reads a mono 16-bit PCM RIFF file; chunks other than <c>fmt</c> and <c>data</c> are skipped. A data chunk
    /// of unknown length (of a streamed file) ends where the file ends.</summary>
    /// <exception cref="InvalidDataException">It is not such a file, or it was cut.</exception>
    public static PcmAudio ReadWav(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file[..4].SequenceEqual("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
            throw new InvalidDataException("Not a WAV file.");

        int rate = 0;
        for (int at = 12; at + 8 <= file.Length;)
        {
            ReadOnlySpan<byte> id = file.Slice(at, 4);
            long declared = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            int length = (int)Math.Min(declared, file.Length - at - 8);
            // A synthesizer that finds the disk full says nothing of it.
            if (length < declared && declared < UnknownLength)
                throw new InvalidDataException($"The WAV file has {length} of {declared} bytes.");
            ReadOnlySpan<byte> body = file.Slice(at + 8, length);
            if (id.SequenceEqual("fmt "u8))
                rate = ReadFormat(body);
            else if (id.SequenceEqual("data"u8) && rate > 0)
                return new PcmAudio(MemoryMarshal.Cast<byte, short>(body[..(length & ~1)]).ToArray(), rate);
            at += 8 + length + (length & 1);
        }

        throw new InvalidDataException("The WAV file has no sound in it.");
    }

    /// <summary>Writes a canonical RIFF file.</summary>
    public void WriteWav(string path)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        int bytes = Samples.Length * sizeof(short);
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], HeaderLength - 8 + bytes);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], SampleRate * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], bytes);

        using FileStream file = File.Create(path);
        file.Write(header);
        file.Write(MemoryMarshal.AsBytes<short>(Samples));
    }

    /// <summary>The sound without the silence before and after it.</summary>
    public PcmAudio Trim()
    {
        const int Threshold = 300;
        int first = Array.FindIndex(Samples, IsSound);
        return first < 0 ? this : this with { Samples = Samples[first..(Array.FindLastIndex(Samples, IsSound) + 1)] };

        static bool IsSound(short sample) => sample is > Threshold or < -Threshold;
    }

    /// <summary>Loudness over time: root mean square of the samples around each of <paramref name="count"/> instants,
    /// as a share of the loud parts of the sound (its 95th percentile), so about 0–1.</summary>
    /// <param name="lead">Seconds of silence that precede the first sample.</param>
    public float[] Envelope(int count, double perSecond, double lead)
    {
        float[] envelope = new float[count];
        int half = (int)(SampleRate * 0.0125);
        for (int i = 0; i < count; i++)
        {
            int centre = (int)((i / perSecond - lead) * SampleRate);
            int from = Math.Max(0, centre - half);
            int to = Math.Min(Samples.Length, centre + half);
            double energy = 0;
            for (int k = from; k < to; k++)
                energy += (double)Samples[k] * Samples[k];
            envelope[i] = to > from ? (float)Math.Sqrt(energy / (to - from)) : 0;
        }

        float[] ordered = [.. envelope.Order()];
        float loud = count == 0 ? 0 : ordered[(int)(count * 0.95)];
        for (int i = 0; i < count; i++)
            envelope[i] /= loud + 1;
        return envelope;
    }

    private static int ReadFormat(ReadOnlySpan<byte> body)
    {
        bool mono16 = body.Length >= 16
            && BinaryPrimitives.ReadInt16LittleEndian(body[2..]) == 1
            && BinaryPrimitives.ReadInt16LittleEndian(body[14..]) == 16;
        return mono16
            ? BinaryPrimitives.ReadInt32LittleEndian(body[4..])
            : throw new InvalidDataException("Only mono 16-bit WAV files are read here.");
    }
}
