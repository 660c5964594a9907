using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Identity;
using Understudy.Infrastructure.Secrets;
using Understudy.Infrastructure.Sqlite;
using Understudy.Infrastructure.Tokens;

namespace Understudy.Infrastructure.Tests;

/// <summary>The keys of access tokens where several instances of the app sign and verify.</summary>
public sealed class SharedSessionKeysTests : IDisposable
{
    private static readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly SqliteDocumentStore _store;

    public SharedSessionKeysTests() =>
        _store = new SqliteDocumentStore(new SqliteOptions(_folder["documents.db"]), _clock);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task All_that_start_at_once_sign_with_one_key()
    {
        string[] tokens = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SignAsync(Instance()))));
        tokens.Select(KeyOf).Distinct().ShouldHaveSingleItem();
        SharedSessionKeys last = Instance();
        foreach (string token in tokens) (await CountsAsync(last, token)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_is_there_for_all_before_it_signs()
    {
        (SharedSessionKeys one, SharedSessionKeys other) = (Instance(), Instance());
        string first = KeyOf(await SignAsync(one));
        _clock.Advance(SessionKeys.RotatedAfter - SessionKeyRing.Lead - TimeSpan.FromSeconds(1));
        KeyOf(await SignAsync(one)).ShouldBe(first);
        (await RingAsync()).Keys.ShouldHaveSingleItem();

        _clock.Advance(TimeSpan.FromMinutes(11));
        KeyOf(await SignAsync(one)).ShouldBe(first, "the next one is there, and does not sign yet");
        string next = (await RingAsync()).Keys[0].Id;
        next.ShouldNotBe(first);
        KeyOf(await SignAsync(other)).ShouldBe(first);

        // The other instance learns of it by the way, and is not told when it begins.
        _clock.Advance(TimeSpan.FromMinutes(59));
        await SignAsync(other);
        _clock.Advance(TimeSpan.FromMinutes(1));
        string token = await SignAsync(one);
        KeyOf(token).ShouldBe(next);
        KeyOf(await SignAsync(other)).ShouldBe(next);
        (await CountsAsync(other, token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Many_instances_that_find_that_it_is_time_make_one_next_key()
    {
        SharedSessionKeys[] instances = [.. Enumerable.Range(0, 8).Select(_ => Instance())];
        foreach (SharedSessionKeys instance in instances) await SignAsync(instance);
        _clock.Advance(SessionKeys.RotatedAfter);
        await Task.WhenAll(instances.Select(instance => Task.Run(() => SignAsync(instance))));
        (await RingAsync()).Keys.Count.ShouldBe(2);
        _clock.Advance(SessionKeyRing.Lead);
        string[] tokens = await Task.WhenAll(instances.Select(instance => Task.Run(() => SignAsync(instance))));
        tokens.Select(KeyOf).Distinct().ShouldHaveSingleItem().ShouldBe((await RingAsync()).Keys[0].Id);
        foreach (SharedSessionKeys instance in instances) (await CountsAsync(instance, tokens[0])).ShouldBeTrue();
    }

    [Fact]
    public async Task Tokens_of_an_older_key_count_as_long_as_they_may_live_and_then_the_key_is_gone()
    {
        SharedSessionKeys keys = Instance();
        await SignAsync(keys);
        _clock.Advance(SessionKeys.RotatedAfter - SessionKeyRing.Lead);
        await SignAsync(keys);
        _clock.Advance(SessionKeyRing.Lead - TimeSpan.FromSeconds(1));
        string last = await SignAsync(keys);
        _clock.Advance(TimeSpan.FromSeconds(1));
        string next = await SignAsync(keys);
        KeyOf(next).ShouldNotBe(KeyOf(last));
        (await RingAsync()).Keys.Count(key => key.PrivateKey is not null).ShouldBe(2, "a late one may sign with it still");

        _clock.Advance(SessionKeyRing.Lead + TimeSpan.FromSeconds(1));
        (await CountsAsync(keys, last)).ShouldBeTrue();
        SharedSessionKey[] kept = [.. (await RingAsync()).Keys];
        kept.Select(key => key.PrivateKey is null).ShouldBe([false, true]);

        _clock.Advance(SessionKeys.KeptAfter - TimeSpan.FromMinutes(1));
        (await CountsAsync(keys, last)).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromMinutes(12));
        (await CountsAsync(keys, last)).ShouldBeFalse();
        (await CountsAsync(keys, next)).ShouldBeTrue();
        (await RingAsync()).Keys.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_app_that_nobody_used_for_long_signs_with_what_all_know()
    {
        string first = KeyOf(await SignAsync(Instance()));
        _clock.Advance(SessionKeys.RotatedAfter + TimeSpan.FromDays(20));
        SharedSessionKeys keys = Instance();
        KeyOf(await SignAsync(keys)).ShouldBe(first);
        _clock.Advance(SessionKeyRing.Lead);
        KeyOf(await SignAsync(keys)).ShouldNotBe(first);

        _clock.Advance(TimeSpan.FromDays(365));
        KeyOf(await SignAsync(Instance())).ShouldNotBe(first);
        (await RingAsync()).Keys.ShouldHaveSingleItem("what nobody has a use for is gone");
    }

    [Fact]
    public async Task A_key_that_another_instance_has_just_made_is_looked_for_once_a_minute()
    {
        SharedSessionKeys one = Instance();
        await SignAsync(one);
        CountingStore counted = new(_store);
        SharedSessionKeys other = Instance(store: counted);
        await SignAsync(other);
        int reads = counted.Reads;
        for (int i = 0; i < 20; i++) (await other.FindAsync($"made-up-{i}", default)).ShouldBeEmpty();
        counted.Reads.ShouldBe(reads);
        _clock.Advance(TimeSpan.FromMinutes(1));
        for (int i = 0; i < 20; i++) (await other.FindAsync($"made-up-{i}", default)).ShouldBeEmpty();
        counted.Reads.ShouldBe(reads + 1);
    }

    [Fact]
    public async Task What_is_kept_tells_no_private_key_and_no_secret()
    {
        SigningCredentials credentials = await Instance().CredentialsAsync(default);
        byte[] secretPart = ((ECDsaSecurityKey)credentials.Key).ECDsa.ExportParameters(includePrivateParameters: true).D!;
        SharedSessionKey kept = (await RingAsync()).Keys.ShouldHaveSingleItem();
        byte[] bytes = Convert.FromBase64String(kept.PrivateKey!);
        bytes.AsSpan().IndexOf(secretPart).ShouldBe(-1);
        SqliteConnection.ClearAllPools();
        foreach (string file in Directory.GetFiles(_folder.Path))
        {
            byte[] all = await File.ReadAllBytesAsync(file);
            all.AsSpan().IndexOf(secretPart).ShouldBe(-1);
            all.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToBase64String(_secret))).ShouldBe(-1);
        }
    }

    [Fact]
    public async Task With_another_secret_there_are_other_keys_and_the_earlier_stay()
    {
        string token = await SignAsync(Instance());
        SharedSessionKeys other = Instance(RandomNumberGenerator.GetBytes(32));
        KeyOf(await SignAsync(other)).ShouldNotBe(KeyOf(token));
        (await CountsAsync(other, token)).ShouldBeFalse();
        (await CountsAsync(Instance(), token)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_document_that_somebody_changed_is_no_key()
    {
        await SignAsync(Instance());
        Stored<SessionKeyRing> stored = await StoredAsync();
        SharedSessionKey key = stored.Value.Keys[0];
        byte[] bytes = Convert.FromBase64String(key.PrivateKey!);
        bytes[20] ^= 1;
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (SharedSessionKey spoiled in new[]
        {
            key with { PrivateKey = Convert.ToBase64String(bytes) },
            key with { PrivateKey = "nonsense" },
            key with { PrivateKey = "AAAA" },
            key with { PublicKey = Convert.ToBase64String(own.ExportSubjectPublicKeyInfo()) },
        })
        {
            stored = (await _store.ReplaceAsync(stored.Value with { Keys = [spoiled] }, stored.ETag)).ShouldNotBeNull();
            InvalidDataException refusal = await Should.ThrowAsync<InvalidDataException>(
                () => Instance().CredentialsAsync(default));
            refusal.Message.ShouldContain(stored.Value.Id);
        }
    }

    [Fact]
    public void What_is_sealed_opens_in_its_place_only()
    {
        SecretSeal seal = new(_secret, "one purpose");
        byte[] box = seal.Seal([1, 2, 3], "here");
        seal.Seal([1, 2, 3], "here").ShouldNotBe(box);
        seal.Open(box, "here").ShouldBe([1, 2, 3]);
        Should.Throw<CryptographicException>(() => seal.Open(box, "there"));
        Should.Throw<CryptographicException>(() => new SecretSeal(_secret, "another purpose").Open(box, "here"));
        Should.Throw<CryptographicException>(() => new SecretSeal(RandomNumberGenerator.GetBytes(32), "one purpose").Open(box, "here"));
        Should.Throw<ArgumentOutOfRangeException>(() => new SecretSeal(new byte[31], "one purpose"));
    }

    private SharedSessionKeys Instance(byte[]? secret = null, IDocumentStore? store = null) =>
        new(store ?? _store, secret ?? _secret, _clock);

    private async Task<SessionKeyRing> RingAsync() => (await StoredAsync()).Value;

    private async Task<Stored<SessionKeyRing>> StoredAsync() =>
        (await _store.QueryAsync<SessionKeyRing>(new DocumentQuery())).Items.ShouldHaveSingleItem();

    private Task<string> SignAsync(SharedSessionKeys keys)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        return new AccessTokens(keys, "us").SignAsync(
            new AccessGrant("ann", "session", "token", "trial", now, now + TimeSpan.FromHours(24)), default);
    }

    private static string KeyOf(string token) => new JsonWebToken(token).Kid;

    private static async Task<bool> CountsAsync(SharedSessionKeys keys, string token) =>
        await new SignedTokens(SecurityAlgorithms.EcdsaSha256).IsSignedAsync(token, await keys.FindAsync(KeyOf(token), default));

    private sealed class CountingStore(IDocumentStore inner) : IDocumentStore
    {
        public int Reads { get; private set; }

        public Task<Stored<T>?> FindAsync<T>(string partition, string id, CancellationToken cancellationToken = default)
            where T : class, IDocument
        {
            Reads++;
            return inner.FindAsync<T>(partition, id, cancellationToken);
        }

        public Task<Stored<T>?> CreateAsync<T>(T document, CancellationToken cancellationToken = default)
            where T : class, IDocument => inner.CreateAsync(document, cancellationToken);

        public Task<Stored<T>?> ReplaceAsync<T>(T document, string etag, CancellationToken cancellationToken = default)
            where T : class, IDocument => inner.ReplaceAsync(document, etag, cancellationToken);

        public Task<bool> DeleteAsync<T>(
            string partition, string id, string etag, CancellationToken cancellationToken = default)
            where T : class, IDocument => inner.DeleteAsync<T>(partition, id, etag, cancellationToken);

        public Task<DocumentPage<T>> QueryAsync<T>(DocumentQuery query, CancellationToken cancellationToken = default)
            where T : class, IDocument => inner.QueryAsync<T>(query, cancellationToken);
    }
}
