using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Secrets;

namespace Understudy.Infrastructure.Identity;

/// <summary>
/// The keys of an installation with any number of instances: a document, the private parts encrypted with a secret that all of
/// them have. Whoever looks first when it is time makes the next key, by compare-and-swap; it is there for an hour before it
/// signs, and nobody signs or verifies by what they read longer ago than some minutes.
/// </summary>
public sealed class SharedSessionKeys : ISessionKeys, IDisposable
{
    /// <summary>How many bytes the secret has at least.</summary>
    public const int LeastSecretBytes = SecretSeal.LeastSecretBytes;

    private const string Purpose = "understudy session keys 1";
    private static readonly TimeSpan _fresh = TimeSpan.FromMinutes(10);

    // A key that is not known may be a new one, where clocks differ; one that somebody made up is not asked for each time.
    private static readonly TimeSpan _again = TimeSpan.FromMinutes(1);

    private readonly IDocumentStore _store;
    private readonly TimeProvider _time;
    private readonly SecretSeal _seal;
    private readonly string _id;
    private readonly SemaphoreSlim _turn = new(1);
    private volatile Copy? _copy;

    /// <summary>The keys.</summary>
    /// <param name="store">Where they are kept.</param>
    /// <param name="secret">What they are encrypted with. With another one there are other keys.</param>
    /// <param name="time">The clock.</param>
    public SharedSessionKeys(IDocumentStore store, byte[] secret, TimeProvider time)
    {
        _store = store;
        _time = time;
        _seal = new SecretSeal(secret, Purpose);
        _id = $"session-keys-{_seal.Name}";
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">What is kept was not made with this secret.</exception>
    public async Task<SigningCredentials> CredentialsAsync(CancellationToken cancellationToken)
    {
        Copy copy = await ReadAsync(_fresh, cancellationToken);
        return copy.Keys[copy.Ring.SignerAt(_time.GetUtcNow()).Id].Credentials
            ?? throw new InvalidOperationException("The key that signs has no private part.");
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">What is kept was not made with this secret.</exception>
    public async Task<IReadOnlyList<SecurityKey>> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        Copy copy = await ReadAsync(_fresh, cancellationToken);
        if (!copy.Keys.ContainsKey(keyId)) copy = await ReadAsync(_again, cancellationToken);
        return copy.Keys.TryGetValue(keyId, out SessionKey? key) ? [key.Public] : [];
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<Copy> ReadAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        if (Fresh(longest) is { } known) return known;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (Fresh(longest) is { } read) return read;
            long at = _time.GetTimestamp();
            SessionKeyRing ring = await ReadRingAsync(cancellationToken);
            return _copy = new Copy(ring, ring.Keys.ToDictionary(key => key.Id, Open, StringComparer.Ordinal), at);
        }
        finally
        {
            _turn.Release();
        }
    }

    private Copy? Fresh(TimeSpan longest) => _copy is { } copy && _time.GetElapsedTime(copy.ReadAt) < longest ? copy : null;

    private async Task<SessionKeyRing> ReadRingAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Stored<SessionKeyRing>? stored = await _store.FindAsync<SessionKeyRing>(_id, _id, cancellationToken);
            SessionKeyRing ring = stored?.Value ?? new SessionKeyRing { Id = _id, Keys = [] };
            SessionKeyRing wanted = ring.At(_time.GetUtcNow(), Create);
            if (ReferenceEquals(wanted, ring)) return ring;
            Stored<SessionKeyRing>? written = stored is null
                ? await _store.CreateAsync(wanted, cancellationToken)
                : await _store.ReplaceAsync(wanted, stored.ETag, cancellationToken);
            if (written is not null) return written.Value;
            // Another instance was faster, and its key is the one.
        }
    }

    private SharedSessionKey Create(DateTimeOffset signsFrom)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string id = SessionKey.IdOf(ecdsa);
        return new SharedSessionKey(
            id,
            signsFrom,
            Convert.ToBase64String(ecdsa.ExportSubjectPublicKeyInfo()),
            Convert.ToBase64String(_seal.Seal(ecdsa.ExportPkcs8PrivateKey(), id)));
    }

    private SessionKey Open(SharedSessionKey kept)
    {
        // What signs and verifies is made once: others remember it.
        if (_copy?.Keys.GetValueOrDefault(kept.Id) is { } known && known.Kept == kept) return known;
        try
        {
            return new SessionKey(kept, kept.PrivateKey is { } key ? _seal.Open(Convert.FromBase64String(key), kept.Id) : null);
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            throw new InvalidDataException(
                $"The session keys in the document '{_id}' are damaged. Delete it to get new ones; " +
                "everybody has to sign in again then.",
                error);
        }
    }

    /// <summary>What was read last.</summary>
    private sealed record Copy(SessionKeyRing Ring, IReadOnlyDictionary<string, SessionKey> Keys, long ReadAt);

    private sealed class SessionKey
    {
        public SessionKey(SharedSessionKey kept, byte[]? privateKey)
        {
            Kept = kept;
            var verifies = ECDsa.Create();
            verifies.ImportSubjectPublicKeyInfo(Convert.FromBase64String(kept.PublicKey), out _);
            if (verifies.KeySize != 256 || IdOf(verifies) != kept.Id)
                throw new CryptographicException("It is another key than it says.");
            Public = new ECDsaSecurityKey(verifies) { KeyId = kept.Id };
            if (privateKey is null) return;
            var signs = ECDsa.Create();
            signs.ImportPkcs8PrivateKey(privateKey, out _);
            Credentials = new SigningCredentials(
                new ECDsaSecurityKey(signs) { KeyId = kept.Id }, SecurityAlgorithms.EcdsaSha256);
        }

        public SharedSessionKey Kept { get; }

        public ECDsaSecurityKey Public { get; }

        public SigningCredentials? Credentials { get; }

        public static string IdOf(ECDsa key) => Base64UrlEncoder.Encode(new ECDsaSecurityKey(key).ComputeJwkThumbprint());
    }
}
