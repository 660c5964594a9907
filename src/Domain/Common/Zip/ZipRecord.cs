using System.Buffers.Binary;
using System.Text;

namespace Understudy.Domain.Common.Zip;

/// <summary>A record of a ZIP archive while it is put together: numbers with their least byte first.</summary>
internal sealed class ZipRecord
{
    private readonly List<byte> _bytes = [];

    public static implicit operator ReadOnlyMemory<byte>(ZipRecord record) => record._bytes.ToArray();

    public ZipRecord Two(int value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, checked((ushort)value));
        return Raw(bytes);
    }

    public ZipRecord Four(long value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, checked((uint)value));
        return Raw(bytes);
    }

    public ZipRecord Eight(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Raw(bytes);
    }

    /// <summary>A time, as MS-DOS counts it: in steps of two seconds, from 1980.</summary>
    public ZipRecord Time(DateTimeOffset time)
    {
        DateTime utc = time.UtcDateTime;
        return Two((utc.Hour << 11) | (utc.Minute << 5) | (utc.Second / 2))
            .Two(((Math.Max(utc.Year, 1980) - 1980) << 9) | (utc.Month << 5) | utc.Day);
    }

    public ZipRecord Text(string text) => Raw(Encoding.UTF8.GetBytes(text));

    public ZipRecord Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }
}
