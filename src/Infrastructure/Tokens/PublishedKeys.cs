using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Accounts;

namespace Understudy.Infrastructure.Tokens;

/// <summary>Public keys that somebody publishes.</summary>
/// <param name="Owner">Whose they are, for messages.</param>
/// <param name="Endpoint">Where they are.</param>
/// <param name="Client">The name of the HTTP client that reads them.</param>
/// <param name="Read">
/// Makes keys of the answer's body; throws <see cref="JsonException"/>, <see cref="ArgumentException"/> or
/// <see cref="CryptographicException"/> when it is none.
/// </param>
internal sealed record KeySource(
    string Owner, Uri Endpoint, string Client, Func<string, IEnumerable<SecurityKey>> Read);

/// <summary>
/// Public keys, kept for as long as their owner says. A key that is not known is asked for once more, since there may be a new
/// one; but not each time that somebody makes one up. When they cannot be read, those that are kept count until their end.
/// </summary>
internal sealed class PublishedKeys(KeySource source, IHttpClientFactory clients, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    // How long one that is not known is not asked for again, and an endpoint that fails is left in peace.
    private static readonly TimeSpan _again = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile Known _known = new([], null, TimeSpan.Zero);
    private volatile Failure? _failure;

    /// <summary>The keys of a name.</summary>
    /// <exception cref="IdentityProviderException">They cannot be had, so nobody knows whether there is such a key.</exception>
    public async Task<IReadOnlyList<SecurityKey>> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        Known known = _known;
        if (IsOld(known.At, known.Life) || (Named(known, keyId).Count == 0 && IsOld(known.At, _again)))
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
            if (_failure is { } failure && !IsOld(failure.At, _pause)) throw Unreadable(failure.Error);
            try
            {
                _known = await FetchAsync(cancellationToken);
                _failure = null;
                return _known;
            }
            catch (Exception error) when (
                error is HttpRequestException or JsonException or ArgumentException or CryptographicException ||
                (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                _failure = new Failure(error, time.GetTimestamp());
                throw Unreadable(error);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Known> FetchAsync(CancellationToken cancellationToken)
    {
        using HttpClient http = clients.CreateClient(source.Client);
        using HttpResponseMessage answer = await http.GetAsync(source.Endpoint, cancellationToken);
        answer.EnsureSuccessStatusCode();
        SecurityKey[] keys = [.. source.Read(await answer.Content.ReadAsStringAsync(cancellationToken))];
        // Nobody publishes that there are none: to believe it would be to send everybody away.
        if (keys.Length == 0) throw new JsonException("There are no keys in it.");
        TimeSpan life = (answer.Headers.CacheControl?.MaxAge ?? _shortest) - (answer.Headers.Age ?? TimeSpan.Zero);
        return new Known(keys, time.GetTimestamp(), life < _shortest ? _shortest : life > _longest ? _longest : life);
    }

    private IdentityProviderException Unreadable(Exception because) =>
        new($"The keys of {source.Owner} cannot be read.", because);

    private bool IsOld(long? at, TimeSpan age) => at is not { } then || time.GetElapsedTime(then) >= age;

    private static IReadOnlyList<SecurityKey> Named(Known known, string keyId) =>
        [.. known.Keys.Where(key => key.KeyId == keyId)];

    private sealed record Known(IReadOnlyList<SecurityKey> Keys, long? At, TimeSpan Life);

    private sealed record Failure(Exception Error, long At);
}
