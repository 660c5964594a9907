using System.Net;
using Microsoft.Extensions.Logging;
using Understudy.Domain.Jobs.Engines.Providers;
using Understudy.Domain.Media;
using Understudy.Infrastructure.Egress;

namespace Understudy.Infrastructure.SoraApi;

/// <summary>
/// Brings films from wherever the provider says that they are, through the egress guard: the address is only the provider's word.
/// No key goes there.
/// </summary>
internal sealed class SoraFilms(
    SoraApiOptions options, IHttpClientFactory clients, IMediaStore media, TimeProvider time, ILogger<SoraFilms> log)
{
    /// <summary>The name of the HTTP client, which has no key.</summary>
    public const string ClientName = "sora-films";

    private const int PieceBytes = 128 * 1024;

    private static readonly string[] _types = ["video/mp4", "video/quicktime", "video/webm"];

    /// <summary>Brings a film into the store, whole or not at all.</summary>
    public async Task<ProviderFetch> FetchAsync(
        Uri result, MediaKey key, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (result.Scheme is not ("https" or "http")) return Refuse("no address of the web");
        using CancellationTokenSource patience = new(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using HttpClient http = clients.CreateClient(ClientName);
        try
        {
            using HttpResponseMessage response = await http.GetAsync(
                result, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (Refusal(response) is { } reason) return Refuse(reason);
            if (response.StatusCode != HttpStatusCode.OK) return Fail($"status {(int)response.StatusCode}");
            return await StoreAsync(response, key, either.Token) ? ProviderFetch.Stored : Refuse("too large");
        }
        catch (HttpRequestException refused) when (IsGuards(refused))
        {
            return Refuse("an address where the app does not go");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Fail("timed out");
        }
        catch (Exception cut) when (cut is HttpRequestException or HttpIOException)
        {
            return Fail(cut.GetType().Name);
        }
    }

    private static bool IsGuards(Exception? fault) =>
        fault is not null && (fault is EgressRefusedException || IsGuards(fault.InnerException));

    private string? Refusal(HttpResponseMessage response)
    {
        if ((int)response.StatusCode is >= 300 and < 400) return "a redirect";
        if (response.StatusCode != HttpStatusCode.OK) return null;
        if (!_types.Contains(response.Content.Headers.ContentType?.MediaType, StringComparer.OrdinalIgnoreCase))
            return "no film by its type";
        if (response.Content.Headers.ContentEncoding.Count > 0) return "a content encoding";
        return response.Content.Headers.ContentLength > options.MostBytes ? "too large" : null;
    }

    /// <summary>Writes what comes, as long as it is not too much.</summary>
    private async Task<bool> StoreAsync(HttpResponseMessage response, MediaKey key, CancellationToken cancellationToken)
    {
        await using Stream content = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using MediaWriter writer = await media.OpenWriteAsync(key, _types[0], cancellationToken);
        byte[] piece = new byte[PieceBytes];
        long left = options.MostBytes;
        while (await content.ReadAsync(piece, cancellationToken) is > 0 and int read)
        {
            left -= read;
            if (left < 0) return false;
            await writer.WriteAsync(piece.AsMemory(0, read), cancellationToken);
        }
        await writer.CompleteAsync(cancellationToken);
        return true;
    }

    private ProviderFetch Refuse(string reason)
    {
        Log.FilmRefused(log, reason);
        return ProviderFetch.Refused;
    }

    private ProviderFetch Fail(string reason)
    {
        Log.FilmMissed(log, reason);
        return ProviderFetch.Failed;
    }
}
