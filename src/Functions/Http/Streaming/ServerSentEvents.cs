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
    private static readonly TimeSpan _pollInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>A state of the thing.</summary>
    /// <param name="Version">Differs when the state does; what a client that lost the connection sends back.</param>
    /// <param name="Data">The event's data.</param>
    /// <param name="IsLast">Whether nothing comes after it.</param>
    public sealed record State<T>(string Version, T Data, bool IsLast);

    /// <summary>
    /// Answers with the events. A client that has already seen the last state gets 204, which ends its asking.
    /// </summary>
    /// <param name="http">The request to answer.</param>
    /// <param name="read">Reads the state; null when the thing is gone, which ends the stream.</param>
    /// <param name="json">How the data is written.</param>
    /// <param name="time">The clock.</param>
    public static async Task SendAsync<T>(
        HttpContext http,
        Func<CancellationToken, Task<State<T>?>> read,
        JsonTypeInfo<T> json,
        TimeProvider time)
    {
        CancellationToken gone = http.RequestAborted;
        CancellationToken stopping =
            http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        string? seen = http.Request.Headers["Last-Event-ID"];
        State<T>? state = await read(gone);
        if (state is { IsLast: true } && state.Version == seen)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache";
        if (HttpMethods.IsHead(http.Request.Method)) return;
        await http.Response.WriteAsync("retry: 1000\n\n", gone);
        long begin = time.GetTimestamp();
        long lastWrite = begin;
        while (state is not null)
        {
            if (state.Version != seen)
            {
                seen = state.Version;
                string data = JsonSerializer.Serialize(state.Data, json);
                await WriteAsync(http, $"id: {seen}\nevent: status\ndata: {data}\n\n");
                lastWrite = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(lastWrite) >= _heartbeat)
            {
                await WriteAsync(http, ": still here\n\n");
                lastWrite = time.GetTimestamp();
            }
            // A server that stops waits for its answers; this one goes on wherever the client asks again.
            if (state.IsLast || time.GetElapsedTime(begin) >= MaxDuration || stopping.IsCancellationRequested) return;
            await Task.Delay(_pollInterval, time, gone);
            state = await read(gone);
        }
    }

    private static async Task WriteAsync(HttpContext http, string text)
    {
        await http.Response.WriteAsync(text, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
