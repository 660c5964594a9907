using Understudy.Shared;

namespace Understudy.Infrastructure.Files;

/// <summary>
/// The room on the disk that holds the data. A reserve of it is kept from uploads, so that jobs under way, documents
/// and the runtime can go on writing when people have sent what there is room for.
/// </summary>
public sealed class DiskSpace
{
    private const long LargestReserve = 1L << 30;
    private const int ReservePart = 20;

    private readonly Func<(long Free, long Total)> _measure;
    private readonly long? _reserve;

    /// <summary>The room of the disk of a folder.</summary>
    /// <param name="folder">The folder, which exists.</param>
    /// <param name="reserve">In bytes; null for 1 GiB, or the twentieth part of a smaller disk.</param>
    public DiskSpace(string folder, long? reserve = null)
        : this(() => new DriveInfo(folder) is var drive ? (drive.AvailableFreeSpace, drive.TotalSize) : default, reserve)
    {
    }

    /// <summary>The room that somebody else measures.</summary>
    /// <param name="measure">How many bytes are free, and how many there are.</param>
    /// <param name="reserve">In bytes; null for 1 GiB, or the twentieth part of a smaller disk.</param>
    public DiskSpace(Func<(long Free, long Total)> measure, long? reserve = null)
    {
        _measure = measure;
        _reserve = reserve;
    }

    /// <summary>Room without an end, where nothing is kept on the disk.</summary>
    public static DiskSpace Boundless { get; } = new(() => (long.MaxValue, long.MaxValue), reserve: 0);

    /// <summary>How many bytes are free beyond the reserve; negative when a part of that is used up.</summary>
    public long BeyondReserve
    {
        get
        {
            (long free, long total) = _measure();
            return free - (_reserve ?? Math.Min(LargestReserve, total / ReservePart));
        }
    }

    /// <summary>Whether something failed because there was no room.</summary>
    public static bool LackedFor(Exception error) => FullDisk.IsCauseOf(error);
}
