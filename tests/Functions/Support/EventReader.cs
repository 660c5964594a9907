using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Understudy.Functions.Tests.OpenApi;

namespace Understudy.Functions.Tests.Support;

/// <summary>Reads server-sent events as a browser's EventSource does.</summary>
public sealed class EventReader : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;
    private readonly string _path;

    private EventReader(string path, HttpResponseMessage response, StreamReader reader)
    {
        _path = path;
        _response = response;
        _reader = reader;
    }

    /// <summary>The <c>retry:</c> hint, in milliseconds, once it came.</summary>
    public int? Retry { get; private set; }

    /// <summary>How many heartbeats came.</summary>
    public int Heartbeats { get; private set; }

    /// <summary>The answer's headers.</summary>
    public HttpResponseMessage Response => _response;

    /// <summary>Asks for events; after a break, for those after the last one seen.</summary>
    public static async Task<EventReader> OpenAsync(Person person, string path, string? lastEventId = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        HttpResponseMessage answer = await person.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new EventReader(path, answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next event, or null when the stream has ended.</summary>
    public async Task<Event?> NextAsync()
    {
        using CancellationTokenSource patience = new(Limits.Wait);
        while (await ReadBlockAsync(patience.Token) is { } block)
        {
            var fields = block
                .Select(line => line.Split(':', 2))
                .ToDictionary(parts => parts[0], parts => parts[1].TrimStart(' '));
            if (fields.TryGetValue("retry", out string? retry))
                Retry = int.Parse(retry, System.Globalization.CultureInfo.InvariantCulture);
            if (fields.ContainsKey("")) Heartbeats++;
            if (fields.TryGetValue("data", out string? data))
            {
                JsonObject told = JsonNode.Parse(data)!.AsObject();
                AnswerCheck.ShouldAllowEvent(_path, told);
                return new Event(fields["id"], fields["event"], told);
            }
        }
        return null;
    }

    /// <summary>The next event that has that status.</summary>
    public async Task<Event> NextAsync(string status)
    {
        while (await NextAsync() is { } next)
            if (next.Status == status) return next;
        throw new InvalidOperationException($"The stream ended without '{status}'.");
    }

    /// <summary>Reads on until a heartbeat came.</summary>
    public async Task HeartbeatAsync()
    {
        using CancellationTokenSource patience = new(Limits.Wait);
        int before = Heartbeats;
        while (Heartbeats == before)
        {
            string[] block = await ReadBlockAsync(patience.Token)
                ?? throw new InvalidOperationException("The stream ended.");
            if (block.Any(line => line.StartsWith(':'))) Heartbeats++;
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }

    private async Task<string[]?> ReadBlockAsync(CancellationToken cancellationToken)
    {
        List<string> lines = [];
        while (await _reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length == 0) return [.. lines];
            lines.Add(line);
        }
        return null;
    }
}

/// <summary>A server-sent event.</summary>
public sealed record Event(string Id, string Type, JsonObject Data)
{
    /// <summary>The status it tells.</summary>
    public string Status => Data["status"]!.GetValue<string>();
}
