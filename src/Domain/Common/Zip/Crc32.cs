using System.Buffers.Binary;

namespace Understudy.Domain.Common.Zip;

/// <summary>The checksum of ZIP: CRC-32 of ISO 3309, eight bytes at a time.</summary>
internal sealed class Crc32
{
    private const int AtOnce = 8;
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[][] _tables = Tables();
    private uint _state = uint.MaxValue;

    /// <summary>The checksum of all that was added.</summary>
    public uint Value => ~_state;

    /// <summary>Adds bytes to it.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint state = _state;
        for (; bytes.Length >= AtOnce; bytes = bytes[AtOnce..])
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ state;
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state = _tables[7][low & 0xFF] ^ _tables[6][(low >> 8) & 0xFF] ^
                _tables[5][(low >> 16) & 0xFF] ^ _tables[4][low >> 24] ^
                _tables[3][high & 0xFF] ^ _tables[2][(high >> 8) & 0xFF] ^
                _tables[1][(high >> 16) & 0xFF] ^ _tables[0][high >> 24];
        }
        foreach (byte one in bytes) state = _tables[0][(state ^ one) & 0xFF] ^ (state >> 8);
        _state = state;
    }

    // Table n tells what a byte does to the checksum when n more bytes follow it.
    private static uint[][] Tables()
    {
        uint[][] tables = [.. Enumerable.Range(0, AtOnce).Select(_ => new uint[256])];
        for (uint value = 0; value < 256; value++)
        {
            uint state = value;
            for (int bit = 0; bit < 8; bit++) state = (state & 1) == 0 ? state >> 1 : (state >> 1) ^ Polynomial;
            tables[0][value] = state;
        }
        for (int table = 1; table < AtOnce; table++)
        {
            for (int value = 0; value < 256; value++)
            {
                uint before = tables[table - 1][value];
                tables[table][value] = tables[0][before & 0xFF] ^ (before >> 8);
            }
        }
        return tables;
    }
}
