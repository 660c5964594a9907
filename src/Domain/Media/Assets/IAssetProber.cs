using Understudy.Domain.Common;

namespace Understudy.Domain.Media.Assets;

/// <summary>Finds out what is in a file.</summary>
public interface IAssetProber
{
    /// <summary>Looks into a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="format">What it begins like; it is read as nothing else.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is in it, or <see cref="FileRefused"/>.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="Exception">The prober broke, which says nothing about the file.</exception>
    Task<Result<AssetContent>> ProbeAsync(MediaKey file, FileFormat format, CancellationToken cancellationToken);
}
