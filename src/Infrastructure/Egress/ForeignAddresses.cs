using System.Net.Sockets;
using Understudy.Domain.Common;

namespace Understudy.Infrastructure.Egress;

/// <summary>Reads what is at addresses that people give, through the guard.</summary>
internal sealed class ForeignAddresses(EgressGuard guard, IHttpClientFactory clients, TimeProvider time) : IForeignAddresses
{
    /// <summary>The name of the HTTP client that reads.</summary>
    public const string ClientName = "foreign";

    // Where files are shared, the first address often leads to where they are.
    private const int MaxRedirects = 3;

    // For all of it, name look-up and redirects included.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public Task<string?> CheckAsync(Uri address, CancellationToken cancellationToken) =>
        guard.CheckAsync(address, cancellationToken);

    /// <inheritdoc/>
    public async Task<Result<T>> ReadAsync<T>(
        Uri address,
        long maxBytes,
        Func<Stream, CancellationToken, Task<Result<T>>> read,
        CancellationToken cancellationToken)
        where T : class
    {
        using CancellationTokenSource patience = new(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using HttpClient http = clients.CreateClient(ClientName);
        try
        {
            using HttpResponseMessage answer = await FollowAsync(http, address, either.Token);
            if (!answer.IsSuccessStatusCode) return new Unreachable($"The server answered with {(int)answer.StatusCode}.");
            if (answer.Content.Headers.ContentLength > maxBytes) return TooLarge(maxBytes);
            await using Stream body = await answer.Content.ReadAsStreamAsync(either.Token);
            await using BoundedStream bounded = new(body, maxBytes);
            return await read(bounded, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Unreachable("The server took too long.");
        }
        catch (BoundedStream.ExceededException)
        {
            return TooLarge(maxBytes);
        }
        catch (BoundedStream.BrokenException)
        {
            return new Unreachable("The file did not come whole.");
        }
        catch (HttpRequestException failed)
        {
            return new Unreachable(ReasonOf(failed));
        }
    }

    private static async Task<HttpResponseMessage> FollowAsync(
        HttpClient http, Uri address, CancellationToken cancellationToken)
    {
        for (int redirects = 0; ; redirects++)
        {
            HttpResponseMessage answer = await http.GetAsync(
                address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)answer.StatusCode is not (301 or 302 or 303 or 307 or 308) || redirects == MaxRedirects ||
                answer.Headers.Location is not { } next)
                return answer;
            answer.Dispose();
            address = new Uri(address, next);
        }
    }

    private static Unreachable TooLarge(long maxBytes) => new($"The file is larger than {maxBytes} bytes.");

    private static string ReasonOf(HttpRequestException failed)
    {
        for (Exception? cause = failed; cause is not null; cause = cause.InnerException)
        {
            if (cause is EgressRefusedException refused) return refused.Message;
            if (cause is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain })
                return "The host's address could not be found.";
        }
        return "The server could not be reached.";
    }
}
