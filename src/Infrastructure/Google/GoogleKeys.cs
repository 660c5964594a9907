using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Accounts;

namespace Understudy.Infrastructure.Google;

/// <summary>
/// Google's public keys, kept for as long as Google says. A key that is not known is asked for once more, since there may be
/// a new one; but not each time that somebody makes one up.
/// </summary>
internal sealed class GoogleKeys(GoogleOptions options, IHttpClientFactory clients, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan _again = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile Known _known = new([], null, TimeSpan.Zero);

    /// <summary>The keys of a name.</summary>
    /// <exception cref="IdentityProviderException">They cannot be had.</exception>
    public async Task<IReadOnlyList<SecurityKey>> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        Known known = _known;
        if (IsOld(known, known.Life) || (Named(known, keyId).Count == 0 && IsOld(known, _again)))
            known = await ReadAsync(known, cancellationToken);
        return Named(known, keyId);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<Known> ReadAsync(Known seen, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!ReferenceEquals(_known, seen)) return _known;
            using HttpClient http = clients.CreateClient(GoogleRegistration.ClientName);
            using HttpResponseMessage answer = await http.GetAsync(options.KeysEndpoint, cancellationToken);
            if (!answer.IsSuccessStatusCode)
                throw new IdentityProviderException($"Google's keys: {(int)answer.StatusCode}.");
            IList<SecurityKey> keys = new JsonWebKeySet(await answer.Content.ReadAsStringAsync(cancellationToken))
                .GetSigningKeys();
            TimeSpan life = answer.Headers.CacheControl?.MaxAge ?? _shortest;
            return _known = new Known(
                [.. keys], time.GetTimestamp(), life < _shortest ? _shortest : life > _longest ? _longest : life);
        }
        catch (Exception error) when (error is HttpRequestException or ArgumentException ||
            (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new IdentityProviderException("Google's keys cannot be read.", error);
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool IsOld(Known known, TimeSpan age) => known.At is not { } at || time.GetElapsedTime(at) >= age;

    private static IReadOnlyList<SecurityKey> Named(Known known, string keyId) =>
        [.. known.Keys.Where(key => key.KeyId == keyId)];

    private sealed record Known(IReadOnlyList<SecurityKey> Keys, long? At, TimeSpan Life);
}
