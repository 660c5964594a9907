using Understudy.Domain.Common;

namespace Understudy.Infrastructure.Files;

/// <summary>Writes a part of an object.</summary>
internal sealed class MediaPartWriter(PartFile file) : WriteOnlyStream
{
    /// <inheritdoc/>
    public override long Length => file.Length;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => file.Write(buffer);

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        file.WriteAsync(buffer, cancellationToken);
}
