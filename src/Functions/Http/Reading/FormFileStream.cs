using Understudy.Infrastructure.Files;

namespace Understudy.Functions.Http.Reading;

/// <summary>The file in a form, of which more than a limit cannot be read.</summary>
internal sealed class FormFileStream(Stream content, long maxBytes, UploadGate.Pass pass) : ReadOnlyStream
{
    private long _read;

    /// <summary>How many bytes have been read.</summary>
    public long BytesRead => _read;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await FormErrors.UnderstoodAsync(() => content.ReadAsync(buffer, cancellationToken));
        _read += read;
        if (_read > maxBytes) throw FormErrors.TooLarge();
        pass.Wrote(read);
        return read;
    }
}
