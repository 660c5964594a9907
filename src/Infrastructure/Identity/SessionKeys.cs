using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Common;
using Understudy.Infrastructure.Secrets;

namespace Understudy.Infrastructure.Identity;

/// <summary>The keys of an installation on one machine: a file there.</summary>
public sealed class SessionKeys : ISessionKeys
{
    /// <summary>How old a key becomes before there is a new one.</summary>
    public static readonly TimeSpan RotatedAfter = TimeSpan.FromDays(30);

    /// <summary>How long a key verifies after it has signed for the last time: longer than any access token counts.</summary>
    public static readonly TimeSpan KeptAfter = TimeSpan.FromDays(8);

    private const string FileName = "session-keys.json";
    private const string Loss = "everybody has to sign in again then";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private volatile Key[] _keys;

    private SessionKeys(string path, TimeProvider time, Key[] keys)
    {
        _path = path;
        _time = time;
        _keys = keys;
    }

    /// <summary>Reads the keys from a folder, or makes the first one there, for its owner's eyes only.</summary>
    /// <exception cref="InvalidDataException">The file holds no such keys.</exception>
    public static SessionKeys LoadOrCreate(string folder, TimeProvider time)
    {
        string path = Path.Combine(folder, FileName);
        Key[] keys = SecretFile.LoadOrCreate(path, () => Write([Key.Create(time.GetUtcNow())]), Read, Loss);
        return new SessionKeys(path, time, keys);
    }

    /// <summary>What to sign with now. The key's id is its RFC 7638 thumbprint.</summary>
    /// <exception cref="IOException">There is to be a new key, and it cannot be kept.</exception>
    public SigningCredentials Credentials()
    {
        Key newest = _keys[0];
        DateTimeOffset now = _time.GetUtcNow();
        if (!newest.CreatedAt.IsOlderThan(RotatedAfter, now)) return newest.Credentials!;
        lock (_gate)
        {
            newest = _keys[0];
            if (!newest.CreatedAt.IsOlderThan(RotatedAfter, now)) return newest.Credentials!;
            Key[] keys =
            [
                Key.Create(now),
                newest.Retire(now),
                .. _keys.Skip(1).Where(key => Counts(key, now)),
            ];
            // Kept before anything is signed with it: a token must not outlive its key by a restart.
            SecretFile.Replace(_path, Write(keys));
            _keys = keys;
            return keys[0].Credentials!;
        }
    }

    /// <summary>The public key of a name, if it still counts.</summary>
    public IEnumerable<SecurityKey> Find(string keyId)
    {
        DateTimeOffset now = _time.GetUtcNow();
        return _keys.Where(key => key.Public.KeyId == keyId && Counts(key, now)).Select(key => key.Public);
    }

    Task<SigningCredentials> ISessionKeys.CredentialsAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Credentials());

    Task<IReadOnlyList<SecurityKey>> ISessionKeys.FindAsync(string keyId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SecurityKey>>([.. Find(keyId)]);

    private static bool Counts(Key key, DateTimeOffset now) => key.RetiredAt is not { } at || !at.IsOlderThan(KeptAfter, now);

    private static Key[]? Read(byte[] file)
    {
        try
        {
            StoredKey[]? stored = JsonSerializer.Deserialize<StoredKey[]>(file, _json);
            Key[] keys = [.. (stored ?? []).Select(Key.Read)];
            return keys is [{ Credentials: not null }, ..] ? keys : null;
        }
        catch (Exception error) when (
            error is JsonException or ArgumentException or CryptographicException or NullReferenceException)
        {
            return null;
        }
    }

    private static byte[] Write(Key[] keys) => JsonSerializer.SerializeToUtf8Bytes(keys.Select(key => key.Stored), _json);

    /// <summary>A key as it is kept: its private part as long as it signs, its public part afterwards.</summary>
    private sealed record StoredKey(DateTimeOffset CreatedAt, DateTimeOffset? RetiredAt, string Pem);

    private sealed class Key
    {
        private Key(StoredKey stored, ECDsa ecdsa)
        {
            Stored = stored;
            Public = new ECDsaSecurityKey(ECDsa.Create(ecdsa.ExportParameters(includePrivateParameters: false)));
            Public.KeyId = Base64UrlEncoder.Encode(Public.ComputeJwkThumbprint());
            if (stored.RetiredAt is null)
                Credentials = new SigningCredentials(
                    new ECDsaSecurityKey(ecdsa) { KeyId = Public.KeyId }, SecurityAlgorithms.EcdsaSha256);
        }

        public StoredKey Stored { get; }

        public DateTimeOffset CreatedAt => Stored.CreatedAt;

        public DateTimeOffset? RetiredAt => Stored.RetiredAt;

        public ECDsaSecurityKey Public { get; }

        public SigningCredentials? Credentials { get; }

        public static Key Create(DateTimeOffset now)
        {
            var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return new Key(new StoredKey(now, null, ecdsa.ExportPkcs8PrivateKeyPem()), ecdsa);
        }

        public static Key Read(StoredKey stored)
        {
            var ecdsa = ECDsa.Create();
            ecdsa.ImportFromPem(stored.Pem);
            return ecdsa.KeySize == 256
                ? new Key(stored, ecdsa)
                : throw new CryptographicException("It is a key of another kind.");
        }

        public Key Retire(DateTimeOffset now) => new(
            new StoredKey(CreatedAt, now, Public.ECDsa.ExportSubjectPublicKeyInfoPem()), Public.ECDsa);
    }
}
