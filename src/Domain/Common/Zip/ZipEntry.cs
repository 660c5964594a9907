namespace Understudy.Domain.Common.Zip;

/// <summary>A file in a ZIP archive, as the archive's directory tells it.</summary>
/// <param name="Path">Where it is in the archive: slashes, no leading one.</param>
/// <param name="Offset">How many bytes of the archive come before it.</param>
/// <param name="Packed">How many bytes it takes there.</param>
/// <param name="Bytes">How large it is when it is unpacked.</param>
/// <param name="Checksum">Its CRC-32.</param>
/// <param name="WrittenAt">When it was written.</param>
public sealed record ZipEntry(
    string Path, long Offset, long Packed, long Bytes, uint Checksum, DateTimeOffset WrittenAt);
