using Understudy.Domain.Common.Zip;
using Understudy.Domain.Media;

namespace Understudy.Domain.Accounts;

/// <summary>How far an archive is.</summary>
/// <param name="Parts">How many parts of it are written.</param>
/// <param name="Bytes">Their size together.</param>
/// <param name="FilesDone">How many of its files are in them, or turned out to be gone.</param>
/// <param name="Files">How many files there are to be.</param>
public sealed record ArchiveProgress(int Parts, long Bytes, int FilesDone, int Files)
{
    /// <summary>Whether all files are there, so that it can be finished.</summary>
    public bool HasAllFiles => FilesDone == Files;
}

/// <summary>What is remembered of a part of an archive, for the directory at its end.</summary>
internal sealed record ArchivePart(MediaPart Part, IReadOnlyList<ZipEntry> Entries);
