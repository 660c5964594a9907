using Understudy.Infrastructure.Files;

namespace Understudy.Functions.Http.Reading;

/// <summary>A request's body that has to come at a pace.</summary>
internal sealed class PacedStream(Stream body, UploadPace pace, CancellationToken aborted) : ReadOnlyStream
{
    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await pace.ReadAsync(body, buffer);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            throw FormErrors.Stalled();
        }
    }
}
