using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Understudy.Functions.Http.Streaming;

/// <summary>
/// Sends the states of something that changes as server-sent events: each new version once, with its id, until the
/// last one or until the answer has to end, whereupon a browser's EventSource asks again by itself.
/// </summary>
internal static class ServerSentEvents
{
    /// <summary>How long one answer lasts: Azure's load balancer ends it at 230 s.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(210);

    private static readonly TimeSpan _heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Answers with the events. A client that has already seen the last state gets 204, which ends its asking.
    /// </summary>
    /// <param name="http">The request to answer.</param>
    /// <param name="watched">What is watched; the stream ends when it is gone.</param>
    /// <param name="json">How the data is written.</param>
    /// <param name="time">The clock.</param>
    public static async Task SendAsync<T>(HttpContext http, Watched<T> watched, JsonTypeInfo<T> json, TimeProvider time)
    {
        CancellationToken gone = http.RequestAborted;
        CancellationToken stopping =
            http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        string? seen = http.Request.Headers["Last-Event-ID"];
        using SharedRead<T> shared = http.RequestServices.GetRequiredService<SharedReads>().Join(watched);
        SharedRead<T>.Moment moment = await shared.AfterAsync(null, gone);
        if (moment.State is { IsLast: true } last && last.Version == seen)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache";
        if (HttpMethods.IsHead(http.Request.Method)) return;
        await WriteAsync(http, "retry: 1000\n\n");
        long begin = time.GetTimestamp();
        long lastWrite = begin;
        while (moment.State is { } state)
        {
            if (state.Version != seen)
            {
                seen = state.Version;
                await WriteAsync(http, $"id: {seen}\nevent: status\ndata: {JsonSerializer.Serialize(state.Data, json)}\n\n");
                lastWrite = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(lastWrite) >= _heartbeat)
            {
                await WriteAsync(http, ": still here\n\n");
                lastWrite = time.GetTimestamp();
            }
            TimeSpan left = MaxDuration - time.GetElapsedTime(begin);
            // A server that stops waits for its answers; this one goes on wherever the client asks again.
            if (state.IsLast || left <= TimeSpan.Zero || stopping.IsCancellationRequested) return;
            TimeSpan silence = _heartbeat - time.GetElapsedTime(lastWrite);
            moment = await NextAsync(shared, moment, silence < left ? silence : left, time, stopping, gone);
        }
    }

    /// <summary>The next moment, or the same again after that time or when the server stops.</summary>
    private static async Task<SharedRead<T>.Moment> NextAsync<T>(
        SharedRead<T> shared,
        SharedRead<T>.Moment moment,
        TimeSpan patience,
        TimeProvider time,
        CancellationToken stopping,
        CancellationToken gone)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
        Task<SharedRead<T>.Moment> next = shared.AfterAsync(moment, enough.Token);
        var delay = Task.Delay(patience, time, enough.Token);
        await Task.WhenAny(next, delay);
        bool has = next.IsCompletedSuccessfully;
        await enough.CancelAsync();
        gone.ThrowIfCancellationRequested();
        return has ? await next : moment;
    }

    private static async Task WriteAsync(HttpContext http, string text)
    {
        await http.Response.WriteAsync(text, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
