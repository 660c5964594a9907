using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Files;

/// <summary>Receives the body of a PUT: straight to the disk, never more than was promised, all of it or nothing.</summary>
internal sealed class MediaUpload(FileMediaStore store)
{
    private const int BufferBytes = 256 * 1024;

    public async Task ReceiveAsync(HttpContext context, MediaKey key, UploadPromise promise)
    {
        LiftLimits(context);
        MediaError? refusal = Check(context.Request, promise)
            ?? (store.IsComplete(key, promise) ? MediaError.AlreadyThere : null);
        if (refusal is not null)
        {
            if (refusal == MediaError.Packed) context.Response.Headers.AcceptEncoding = MediaError.NoCoding;
            await refusal.WriteAsync(context);
            return;
        }
        using PendingFile file = store.CreatePending();
        if (await CopyAsync(context, file, promise.Bytes) is { } failure)
        {
            if (failure == MediaError.Stalled) context.Response.Headers.Connection = "close";
            await failure.WriteAsync(context);
            return;
        }
        if (store.TryPublish(file, key, promise.ContentType, promise))
            context.Response.StatusCode = StatusCodes.Status201Created;
        else
            await MediaError.AlreadyThere.WriteAsync(context);
    }

    private static MediaError? Check(HttpRequest request, UploadPromise promise)
    {
        // A file is stored as it comes, so nothing may be around it.
        string coding = request.Headers.ContentEncoding.ToString();
        if (coding.Length > 0 && !coding.Equals(MediaError.NoCoding, StringComparison.OrdinalIgnoreCase))
            return MediaError.Packed;
        if (MediaType.Parse(request.ContentType) is not { } sent ||
            MediaType.Parse(promise.ContentType)?.Fits(sent) != true)
            return MediaError.WrongType;
        if (request.Headers.ContentRange.Count > 0) return MediaError.Incomplete;
        return request.ContentLength > promise.Bytes ? MediaError.TooLarge : null;
    }

    private static void LiftLimits(HttpContext context)
    {
        // Counted here: the server would count a chunked body's framing too, and cut off whoever still sends what was
        // refused, instead of letting him see the answer.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        // A slow line is fine. That the average is below a rate says nothing of a line that has stopped, hence the
        // store's own timeout.
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
    }

    /// <returns>What prevented it, or null when the body is complete.</returns>
    private async Task<MediaError?> CopyAsync(HttpContext context, PendingFile file, long promised)
    {
        using CancellationTokenSource patience =
            CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int filled = 0;
            while (true)
            {
                patience.CancelAfter(store.Options.StallTimeout);
                int read = await context.Request.Body.ReadAsync(buffer.AsMemory(filled), patience.Token);
                filled += read;
                if (file.Length + filled > promised) return MediaError.TooLarge;
                if (read > 0 && filled < buffer.Length) continue;
                await file.WriteAsync(buffer.AsMemory(0, filled), context.RequestAborted);
                filled = 0;
                if (read == 0) break;
            }
            return context.Request.ContentLength is { } length && length != file.Length ? MediaError.Incomplete : null;
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
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
