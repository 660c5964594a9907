using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Files;

/// <summary>Writes an object into a file beside its place, which is moved there when all is written.</summary>
internal sealed class FileMediaWriter(PendingFile file, Action<PendingFile> publish) : MediaWriter
{
    private bool _completed;

    /// <inheritdoc/>
    public override long Length => file.Length;

    /// <inheritdoc/>
    public override Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        cancellationToken.ThrowIfCancellationRequested();
        _completed = true;
        publish(file);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => file.Write(buffer);

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        file.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }
}
