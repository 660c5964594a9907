using System.Net;

namespace Understudy.Infrastructure.Tests.Cosmos;

/// <summary>A network between the SDK and Cosmos DB that can be told to fail.</summary>
internal sealed class FaultyNetwork : DelegatingHandler
{
    private readonly Lock _gate = new();
    private int _requests;

    /// <summary>How many requests for documents there were.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Whether a request is refused instead of being passed on, and with what.</summary>
    public Func<HttpRequestMessage, HttpStatusCode?>? Refuses { get; set; }

    /// <summary>What a refusal means more closely.</summary>
    public string? SubStatus { get; set; }

    /// <summary>Whether a request is passed on and its answer is lost; what it does happens in between.</summary>
    public Func<HttpRequestMessage, Task<bool>>? Loses { get; set; }

    /// <summary>Puts it around a network.</summary>
    public HttpMessageHandler Around(HttpMessageHandler inner)
    {
        InnerHandler = inner;
        return this;
    }

    /// <summary>Loses the answer of the next write, whatever happens meanwhile.</summary>
    public void LoseNextWrite(Func<Task>? meanwhile = null)
    {
        bool isLost = false;
        Loses = async request =>
        {
            lock (_gate)
            {
                if (isLost || !IsWrite(request)) return false;
                isLost = true;
            }
            if (meanwhile is not null) await meanwhile();
            return true;
        };
    }

    public static bool IsWrite(HttpRequestMessage request) => IsDocument(request) &&
        (request.Method == HttpMethod.Put ||
            (request.Method == HttpMethod.Post && !request.Headers.Contains("x-ms-documentdb-isquery")));

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!IsDocument(request)) return await base.SendAsync(request, cancellationToken);
        Interlocked.Increment(ref _requests);
        if (Refuses?.Invoke(request) is { } status)
        {
            HttpResponseMessage refusal = new(status) { RequestMessage = request, Content = new StringContent("{}") };
            refusal.Headers.Add("x-ms-retry-after-ms", "1");
            if (SubStatus is not null) refusal.Headers.Add("x-ms-substatus", SubStatus);
            return refusal;
        }
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (Loses is not { } loses || !await loses(request)) return response;
        response.Dispose();
        throw new HttpRequestException("The connection was lost.", new IOException());
    }

    private static bool IsDocument(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath.Contains("/docs", StringComparison.Ordinal);
}
