namespace Understudy.Infrastructure.Files;

/// <summary>
/// An upload would use up what is kept free of the disk. For whoever sends it that is a full disk, and it counts as one: see
/// <see cref="DiskSpace.LackedFor"/>.
/// </summary>
public sealed class NoRoomException : IOException
{
    // As the system itself says of a disk without room.
    private const int NoSpace = 28;

    /// <summary>There is no room for so many bytes.</summary>
    public NoRoomException(long bytes)
        : base($"There is no room for {bytes} bytes beyond the reserve.", NoSpace)
    {
    }
}
