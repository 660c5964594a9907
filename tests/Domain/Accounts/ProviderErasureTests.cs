using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Tests.Accounts;

/// <summary>Who is to be deleted at the identity provider when an account is erased.</summary>
public sealed class ProviderErasureTests : IDisposable
{
    private readonly SignInBench _bench = new();
    private readonly ProviderUsers _users = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Everybody_of_the_account_is_deleted_and_nobody_else()
    {
        SignedIn ann = await _bench.FirebaseAsync("ann@example.com", "uid-1");
        await _bench.FirebaseAsync("ann@example.com", "uid-2");
        await _bench.FirebaseAsync("ben@example.com", "uid-3");
        // Who comes by Google is not ours to delete there.
        await _bench.SignIn.HandleAsync(new GoogleIdentity("google-1", "ann@example.com", null, null), default);

        await EraseAsync(ann);

        _users.Deleted.Order().ShouldBe(["uid-1", "uid-2"]);
    }

    [Fact]
    public async Task A_claim_of_before_learns_its_uid_when_its_owner_comes()
    {
        SignedIn ann = await _bench.FirebaseAsync("ann@example.com", "uid-1");
        string claim = Claim.FirebaseUid("uid-1");
        await _bench.Store.UpdateAsync<Claim>(claim, claim, known => known with { Uid = null });
        await EraseAsync(ann);
        _users.Deleted.ShouldBeEmpty();

        await _bench.FirebaseAsync("ann@example.com", "uid-1");
        await EraseAsync(ann);
        _users.Deleted.ShouldBe(["uid-1"]);
    }

    [Fact]
    public async Task One_that_fails_is_told_and_deleted_when_it_is_repeated()
    {
        SignedIn ann = await _bench.FirebaseAsync("ann@example.com", "uid-1");
        _users.Fails = true;
        await Should.ThrowAsync<IdentityProviderException>(() => EraseAsync(ann));
        _users.Fails = false;
        await EraseAsync(ann);
        _users.Deleted.ShouldBe(["uid-1"]);
    }

    private Task EraseAsync(SignedIn person) =>
        new ProviderErasure(_bench.Store, _users).DeleteAsync(person.User.Id, default);

    private sealed class ProviderUsers : IProviderUsers
    {
        public List<string> Deleted { get; } = [];

        public bool Fails { get; set; }

        public Task<ProviderUser?> FindAsync(string uid, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task DeleteAsync(string uid, CancellationToken cancellationToken)
        {
            if (Fails) throw new IdentityProviderException("It is out of order.");
            Deleted.Add(uid);
            return Task.CompletedTask;
        }
    }
}
