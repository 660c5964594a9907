using System.Buffers;
using Microsoft.AspNetCore.Http;
using Understudy.Domain.Media;
using Understudy.Shared;

namespace Understudy.Infrastructure.Files;

/// <summary>Receives the body of a PUT: straight to the disk, never more than was promised, all of it or nothing.</summary>
/// <param name="store">Where it goes.</param>
/// <param name="gate">Lets it begin.</param>
/// <param name="isAwaited">Whether there is still somebody who wants the object of a URL that expires then.</param>
internal sealed class MediaUpload(
    FileMediaStore store, UploadGate gate, Func<MediaKey, DateTimeOffset, CancellationToken, Task<bool>> isAwaited)
{
    private const int BufferBytes = 256 * 1024;

    // How often an upload that is under way is asked whether it still is for something.
    private static readonly TimeSpan _checkEvery = TimeSpan.FromSeconds(5);

    public async Task ReceiveAsync(HttpContext context, MediaKey key, UploadPromise promise, DateTimeOffset expiresAt)
    {
        UploadPace.LiftLimits(context);
        if (await RefusalAsync(context, key, promise, expiresAt) is { } refusal)
        {
            if (refusal == MediaError.Packed) context.Response.Headers.AcceptEncoding = MediaError.NoCoding;
            await refusal.WriteAsync(context);
            return;
        }
        using UploadGate.Pass? pass = gate.TryEnter(
            key, context.Request.ContentLength ?? promise.Bytes, out MediaError? failure);
        if (pass is not null) failure = await StoreAsync(context, key, promise, expiresAt, pass);
        if (failure is null)
        {
            context.Response.StatusCode = StatusCodes.Status201Created;
            return;
        }
        // What is still on its way need not come.
        if (failure.EndsUpload) context.Response.Headers.Connection = "close";
        await failure.WriteAsync(context);
    }

    private async Task<MediaError?> RefusalAsync(
        HttpContext context, MediaKey key, UploadPromise promise, DateTimeOffset expiresAt)
    {
        if (Check(context.Request, promise) is { } wrong) return wrong;
        if (store.IsComplete(key, promise)) return MediaError.AlreadyThere;
        return await isAwaited(key, expiresAt, context.RequestAborted) ? null : MediaError.Closed;
    }

    private static MediaError? Check(HttpRequest request, UploadPromise promise)
    {
        // A file is stored as it comes, so nothing may be around it.
        string coding = request.Headers.ContentEncoding.ToString();
        if (coding.Length > 0 && !coding.Equals(MediaError.NoCoding, StringComparison.OrdinalIgnoreCase))
            return MediaError.Packed;
        if (MediaType.Parse(request.ContentType) is not { } sent ||
            MediaType.Parse(promise.ContentType)?.Fits(sent) != true)
            return MediaError.WrongType(promise.ContentType);
        if (request.Headers.ContentRange.Count > 0) return MediaError.Partial;
        return request.ContentLength > promise.Bytes ? MediaError.TooLarge : null;
    }

    /// <returns>What prevented it, or null when the object is there.</returns>
    private async Task<MediaError?> StoreAsync(
        HttpContext context, MediaKey key, UploadPromise promise, DateTimeOffset expiresAt, UploadGate.Pass pass)
    {
        try
        {
            using PendingFile file = store.CreatePending();
            if (await CopyAsync(context, key, file, promise.Bytes, expiresAt, pass) is { } failure) return failure;
            return store.TryPublish(file, key, promise.ContentType, promise) ? null : MediaError.AlreadyThere;
        }
        catch (BadHttpRequestException error)
        {
            // A server whose own limit could not be lifted.
            return error.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? MediaError.TooLarge
                : MediaError.Incomplete;
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            return MediaError.Incomplete;
        }
        catch (OperationCanceledException)
        {
            return MediaError.Stalled;
        }
        catch (IOException error) when (FullDisk.IsCauseOf(error))
        {
            return MediaError.NoRoom;
        }
    }

    private async Task<MediaError?> CopyAsync(
        HttpContext context,
        MediaKey key,
        PendingFile file,
        long promised,
        DateTimeOffset expiresAt,
        UploadGate.Pass pass)
    {
        using UploadPace pace = new(store.Options.Patience, context.RequestAborted);
        DateTimeOffset checkAt = store.Clock.GetUtcNow() + _checkEvery;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int filled = 0;
            while (true)
            {
                int read = await pace.ReadAsync(context.Request.Body, buffer.AsMemory(filled));
                filled += read;
                if (file.Length + filled > promised) return MediaError.TooLarge;
                DateTimeOffset now = store.Clock.GetUtcNow();
                if (now > expiresAt + store.Options.ExpiryGrace) return MediaError.Expired;
                if (read == 0 || now >= checkAt)
                {
                    if (!await isAwaited(key, expiresAt, context.RequestAborted)) return MediaError.Closed;
                    checkAt = now + _checkEvery;
                }
                if (read > 0 && filled < buffer.Length) continue;
                await file.WriteAsync(buffer.AsMemory(0, filled), context.RequestAborted);
                pass.Wrote(filled);
                filled = 0;
                if (read == 0) break;
            }
            return context.Request.ContentLength is { } length && length != file.Length ? MediaError.Incomplete : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
