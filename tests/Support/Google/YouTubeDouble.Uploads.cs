using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Understudy.Tests.Google;

/// <summary>The resumable protocol.</summary>
internal sealed partial class YouTubeDouble
{
    private const int Unit = 256 * 1024;

    private readonly ConcurrentDictionary<string, Session> _sessions = new();
    private readonly List<YouTubeVideo> _videos = [];

    /// <summary>The videos, the oldest first.</summary>
    public IReadOnlyList<YouTubeVideo> Videos
    {
        get
        {
            lock (_videos) return [.. _videos];
        }
    }

    /// <summary>How many uploads were begun.</summary>
    public int Begun => _sessions.Count;

    /// <summary>Of how many bytes a part of a piece that is cut off is kept.</summary>
    public int KeptUnit { get; set; } = Unit;

    /// <summary>Whether the project was not audited, so that its videos are private.</summary>
    public bool IsUnaudited { get; set; }

    /// <summary>How many bytes of the newest upload have come; 0 as long as there is none.</summary>
    public long Arrived => _sessions.Values.MaxBy(session => session.Number)?.Length ?? 0;

    /// <summary>Connections that wait until they end.</summary>
    public int Held { get; private set; }

    private async Task<IResult> BeginAsync(HttpContext http)
    {
        if (ChannelOf(http.Request) is not { } channel) return NotSignedIn();
        JsonNode body = (await JsonNode.ParseAsync(http.Request.Body))!;
        long total = long.Parse(http.Request.Headers["X-Upload-Content-Length"].ToString(), CultureInfo.InvariantCulture);
        if (http.Request.Query["uploadType"] != "resumable" || http.Request.Query["part"] != "snippet,status" ||
            !http.Request.Headers["X-Upload-Content-Type"].ToString().StartsWith("video/", StringComparison.Ordinal))
            Unexpected.Enqueue($"{http.Request.QueryString}");
        string id = Guid.NewGuid().ToString("N");
        _sessions[id] = new Session(Interlocked.Increment(ref _numbers), channel, body, total);
        http.Response.Headers.Location = new Uri(Url, $"/upload/sessions/{id}?upload_id={id}").AbsoluteUri;
        return Results.Json(new { });
    }

    private async Task<IResult> PutAsync(HttpContext http, string id)
    {
        var fault = (YouTubeFault?)http.Items[typeof(YouTubeFault)];
        var request = YouTubeRequest.Of(http.Request);
        if (ChannelOf(http.Request) is not { } channel) return NotSignedIn();
        if (!_sessions.TryGetValue(id, out Session? session) || session.Channel != channel) return Error(404, "notFound");
        if (fault is YouTubeFault.Forget { IsDoneBefore: false }) session.IsForgotten = true;
        if (session.IsForgotten) return Error(404, "notFound");
        if (session.Total != long.Parse(request.Range.Split('/')[1], CultureInfo.InvariantCulture)) Unexpected.Enqueue($"a total of {request.Range}");
        if (request.Brings && session.Video is null) await TakeAsync(http, session, request, fault);
        else if (request.Brings) Unexpected.Enqueue("bytes after the end");
        if (http.RequestAborted.IsCancellationRequested) return Results.Empty;
        if (fault is YouTubeFault.Cut)
        {
            http.Abort();
            return Results.Empty;
        }
        if (session.Length == session.Total) session.Video ??= Publish(session);
        if (fault is YouTubeFault.Forget { IsDoneBefore: true })
        {
            session.IsForgotten = true;
            return Error(503, "backendError");
        }
        if (session.Video is { } video) return Results.Json(Resource(video, "snippet,status"));
        if (session.Length > 0) http.Response.Headers["Range"] = $"bytes=0-{session.Length - 1}";
        return Results.StatusCode(308);
    }

    private async Task TakeAsync(HttpContext http, Session session, YouTubeRequest request, YouTubeFault? fault)
    {
        long first = long.Parse(request.Range.Split('-')[0], CultureInfo.InvariantCulture);
        long length = http.Request.ContentLength ?? -1;
        int writer = session.Take();
        if (first != session.Length) Unexpected.Enqueue($"{request.Range} where {session.Length} had come");
        if (!request.Ends && length % Unit != 0) Unexpected.Enqueue($"a piece of {length} bytes");
        if (first != session.Length) return;
        (int most, bool holds) = fault switch
        {
            YouTubeFault.Cut cut => (cut.AfterBytes, false),
            YouTubeFault.Hold hold => (hold.AfterBytes, true),
            _ => (int.MaxValue, false),
        };
        using MemoryStream piece = new();
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (piece.Length < most)
            {
                int read = await http.Request.Body.ReadAsync(
                    buffer.AsMemory(0, (int)Math.Min(buffer.Length, most - piece.Length)), http.RequestAborted);
                if (read == 0) break;
                piece.Write(buffer, 0, read);
            }
            if (holds)
            {
                // What has come by now is kept, whatever becomes of the connection.
                session.Append(writer, piece, piece.Length - (piece.Length % KeptUnit));
                Held++;
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
            }
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException or BadHttpRequestException)
        {
            // The client is gone.
        }
        if (holds) return;
        bool isWhole = piece.Length == length;
        long kept = isWhole && fault is not YouTubeFault.Cut ? piece.Length : piece.Length - (piece.Length % KeptUnit);
        if (fault is YouTubeFault.Shorten shorten) kept = Math.Max(0, kept - shorten.Bytes) / KeptUnit * KeptUnit;
        session.Append(writer, piece, kept);
    }

    private YouTubeVideo Publish(Session session)
    {
        JsonNode snippet = session.Metadata["snippet"]!;
        JsonNode status = session.Metadata["status"]!;
        YouTubeVideo video = new()
        {
            Id = $"v{Interlocked.Increment(ref _numbers):d10}",
            Channel = session.Channel,
            Title = snippet["title"]!.GetValue<string>(),
            Description = snippet["description"]!.GetValue<string>(),
            Tags = [.. snippet["tags"]!.AsArray().Select(tag => tag!.GetValue<string>())],
            Category = snippet["categoryId"]!.GetValue<string>(),
            Privacy = IsUnaudited ? "private" : status["privacyStatus"]!.GetValue<string>(),
            IsForKids = status["selfDeclaredMadeForKids"]!.GetValue<bool>(),
            IsSynthetic = status["containsSyntheticMedia"]!.GetValue<bool>(),
            Bytes = session.Bytes(),
            PublishedAt = _time.GetUtcNow(),
        };
        lock (_videos) _videos.Add(video);
        return video;
    }

    private sealed class Session(int number, string channel, JsonNode metadata, long total)
    {
        private readonly MemoryStream _bytes = new();
        private int _writer;

        public int Number => number;

        public string Channel => channel;

        public JsonNode Metadata => metadata;

        public long Total => total;

        public YouTubeVideo? Video { get; set; }

        public bool IsForgotten { get; set; }

        public long Length
        {
            get
            {
                lock (_bytes) return _bytes.Length;
            }
        }

        /// <summary>Whoever writes now is the only one.</summary>
        public int Take() => Interlocked.Increment(ref _writer);

        public void Append(int writer, MemoryStream piece, long bytes)
        {
            lock (_bytes)
                if (writer == _writer) _bytes.Write(piece.GetBuffer(), 0, (int)bytes);
        }

        public byte[] Bytes()
        {
            lock (_bytes) return _bytes.ToArray();
        }
    }
}

/// <summary>A video on YouTube.</summary>
internal sealed record YouTubeVideo
{
    public required string Id { get; init; }

    public required string Channel { get; init; }

    public required string Title { get; set; }

    public required string Description { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required string Category { get; init; }

    public required string Privacy { get; set; }

    public required bool IsForKids { get; init; }

    public required bool IsSynthetic { get; init; }

    public required byte[] Bytes { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public long Views { get; set; }

    public string? Rejection { get; set; }

    public byte[]? Thumbnail { get; set; }

    public Dictionary<string, string> Captions { get; } = [];
}
