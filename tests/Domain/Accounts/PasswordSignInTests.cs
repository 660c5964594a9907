using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;
using Understudy.Domain.Webhooks;

namespace Understudy.Domain.Tests.Accounts;

/// <summary>Signing in with a password: what it costs, what it tells, and what becomes of it when it is cut off.</summary>
public sealed class PasswordSignInTests : IDisposable
{
    private const string Email = "ann@example.com";

    private readonly SignInBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("nobody@example.com", SignInBench.Password)]
    [InlineData(Email, "another one")]
    [InlineData(Email, SignInBench.Password)]
    [InlineData("firebase@example.com", SignInBench.Password)]
    [InlineData(Email, "short")]
    [InlineData("no address at all", SignInBench.Password)]
    public async Task Every_attempt_compares_one_password_whatever_there_is(string email, string password)
    {
        await _bench.RegisterAsync(Email);
        await _bench.FirebaseAsync("firebase@example.com");
        int before = _bench.Hasher.Verified;
        await _bench.LoginAsync(email, password);
        (_bench.Hasher.Verified - before).ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_reads_and_writes_as_much_whether_or_not_there_is_an_account()
    {
        await _bench.RegisterAsync(Email);
        // The first attempt at either begins a count.
        await _bench.LoginAsync(Email, "another one");
        await _bench.LoginAsync("nobody@example.com");
        Dictionary<string, int> there = await CallsAsync(() => _bench.LoginAsync(Email, "another one"));
        Dictionary<string, int> none = await CallsAsync(() => _bench.LoginAsync("nobody@example.com"));
        none.ShouldBe(there, ignoreOrder: true);
    }

    [Fact]
    public async Task A_password_in_a_form_of_yesterday_is_stored_in_todays()
    {
        await _bench.RegisterAsync(Email);
        _bench.Hasher.Form = "2";
        SessionStart start = (await _bench.LoginAsync(Email)).Value!;
        string id = start.User.Id;
        (await _bench.Store.FindAsync<PasswordLogin>(id, id))!.Value.Hash.ShouldStartWith("2:");
        (await _bench.LoginAsync(Email)).Succeeded.ShouldBeTrue();
        (await _bench.Sessions.FindAsync(id, start.Tokens.SessionId, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Hashing_is_done_a_few_at_a_time_and_a_crowd_is_sent_away()
    {
        using SemaphoreSlim go = new(0);
        WaitingHasher slow = new(go);
        using PasswordHashing hashing = new(slow, _bench.Secrets, atOnce: 3);
        Task<string>[] all = [.. Enumerable.Range(0, 100).Select(_ => hashing.HashAsync("a password", default))];
        hashing.IsBusy.ShouldBeTrue();
        go.Release(100);
        await Task.WhenAll(all);
        hashing.IsBusy.ShouldBeFalse();
        slow.Most.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task What_was_begun_with_a_password_that_is_changed_meanwhile_does_not_begin()
    {
        SessionStart start = (await _bench.RegisterAsync(Email)).Value!;
        PasswordLogin before = (await _bench.Store.FindAsync<PasswordLogin>(start.User.Id, start.User.Id))!.Value;
        await _bench.Store.UpdateAsync<PasswordLogin>(
            start.User.Id, start.User.Id, login => login with { Stamp = "another" });
        (await _bench.Sessions.BeginAsync(start.User, SignInBench.Policy, before.Stamp, default)).ShouldBeNull();
        await _bench.Deletion.ScheduleAsync(start.User.Id, default);
        (await _bench.Sessions.BeginAsync(start.User, SignInBench.Policy, null, default)).ShouldBeNull();
        (await SessionsAsync(start.User.Id)).ShouldHaveSingleItem().Id.ShouldBe(start.Tokens.SessionId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_registration_that_died_anywhere_blocks_nobody(bool afterwards)
    {
        for (int call = 1; ; call++)
        {
            InMemoryDocumentStore store = new(_bench.Time);
            using SignInBench bench = new(store);
            CrashAt crash = new(call, afterwards);
            store.Faults = crash;
            try
            {
                await bench.RegisterAsync(Email, "ann");
            }
            catch (SimulatedCrashException)
            {
                // What is there now is what somebody finds who tries again.
            }
            store.Faults = null;
            Result<SessionStart> again = await bench.RegisterAsync(Email, "ann");
            Result<SessionStart> login = await bench.LoginAsync(Email);
            login.Succeeded.ShouldBeTrue($"after a crash at call {call}: {again.Problem}, {login.Problem}");
            login.Value!.User.Username.ShouldBe("ann");
            login.Value.User.Name.ShouldBe("Ann");
            (await UsersAsync(store)).Length.ShouldBe(1);
            if (!crash.Happened) break;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reset_that_died_anywhere_is_completed_with_the_same_link(bool afterwards)
    {
        for (int call = 1; ; call++)
        {
            InMemoryDocumentStore store = new(_bench.Time);
            using SignInBench bench = new(store);
            SessionStart attacker = (await bench.RegisterAsync(Email)).Value!;
            NewApiKey key = (await bench.Keys.CreateAsync(attacker.User.Id, "trap", null, default)).Value!;
            MailLink link = (await bench.Links.ResetAsync(attacker.User.Id, default))!;
            CrashAt crash = new(call, afterwards);
            store.Faults = crash;
            try
            {
                await bench.Reset.HandleAsync(link.Secret, "owner's password", default);
            }
            catch (SimulatedCrashException)
            {
                // The address must not be verified as long as the attacker's password counts.
                store.Faults = null;
                if ((await UsersAsync(store))[0].EmailVerified)
                    (await bench.LoginAsync(Email)).Succeeded.ShouldBeFalse($"after a crash at call {call}");
            }
            store.Faults = null;
            await bench.Reset.HandleAsync(link.Secret, "owner's password", default);
            (await bench.LoginAsync(Email)).Succeeded.ShouldBeFalse();
            (await bench.LoginAsync(Email, "owner's password")).Value!.User.EmailVerified.ShouldBeTrue();
            (await bench.Keys.FindAsync(key.Plain, default)).ShouldBeNull();
            (await bench.Sessions.FindAsync(attacker.User.Id, attacker.Tokens.SessionId, default)).ShouldBeNull();
            (await bench.Reset.HandleAsync(link.Secret, "once more please", default)).Problem.ShouldBe(new LinkExpired());
            if (!crash.Happened) break;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ending_an_unproved_password_that_died_anywhere_is_completed_by_the_owners_next_sign_in(bool afterwards)
    {
        for (int call = 1; ; call++)
        {
            InMemoryDocumentStore store = new(_bench.Time);
            using SignInBench bench = new(store);
            SessionStart attacker = (await bench.RegisterAsync(Email)).Value!;
            NewApiKey key = (await bench.Keys.CreateAsync(attacker.User.Id, "trap", null, default)).Value!;
            CrashAt crash = new(call, afterwards);
            store.Faults = crash;
            try
            {
                await bench.FirebaseAsync(Email);
            }
            catch (SimulatedCrashException)
            {
                // As soon as the address is proved the password is worth nothing, however little was done yet.
                store.Faults = null;
                string proved = Claim.Email(Email);
                if (await store.FindAsync<Claim>(proved, proved) is not null)
                    (await bench.LoginAsync(Email)).Succeeded.ShouldBeFalse($"after a crash at call {call}");
            }
            store.Faults = null;
            SignedIn owner = await bench.FirebaseAsync(Email);
            owner.User.Id.ShouldNotBe(attacker.User.Id);
            (await bench.Sessions.FindAsync(attacker.User.Id, attacker.Tokens.SessionId, default)).ShouldBeNull();
            (await bench.Keys.FindAsync(key.Plain, default)).ShouldBeNull();
            (await bench.LoginAsync(Email)).Succeeded.ShouldBeFalse();
            (await store.FindAsync<User>(attacker.User.Id, attacker.User.Id))!.Value.DeletionAt.ShouldNotBeNull();
            if (!crash.Happened) break;
        }
    }

    [Fact]
    public async Task A_password_follows_an_address_that_changes_at_the_provider()
    {
        SignedIn owner = await _bench.FirebaseAsync(Email);
        MailLink link = (await _bench.Links.ResetAsync(owner.User.Id, default))!;
        await _bench.Reset.HandleAsync(link.Secret, SignInBench.Password, default);
        SessionStart squatter = (await _bench.RegisterAsync("ann@example.org", password: "squatter's")).Value!;
        await _bench.FirebaseAsync("ann@example.org");
        (await _bench.LoginAsync(Email)).Succeeded.ShouldBeFalse();
        (await _bench.LoginAsync("ann@example.org")).Value!.User.Id.ShouldBe(owner.User.Id);
        (await _bench.LoginAsync("ann@example.org", "squatter's")).Succeeded.ShouldBeFalse();
        (await _bench.Sessions.FindAsync(squatter.User.Id, squatter.Tokens.SessionId, default)).ShouldBeNull();
    }

    /// <summary>Who entered by a provider, and had that provider give the account the address of somebody else.</summary>
    [Fact]
    public async Task A_reset_ends_the_ways_into_an_unproved_account_that_its_new_owner_does_not_know_of()
    {
        User attacker = (await _bench.FirebaseAsync("attacker@example.com", "trap")).User;
        MailLink own = (await _bench.Links.ResetAsync(attacker.Id, default))!;
        await _bench.Reset.HandleAsync(own.Secret, "attacker's", default);
        await _bench.FirebaseAsync(Email, "trap", verified: false);
        WebhookEndpoints endpoints = new(_bench.Store, _bench.Ids, _bench.Time);
        await endpoints.CreateAsync(
            attacker.Id,
            new EndpointSettings(new Uri("https://attacker.example.com"), [CloneEvents.VideoCompleted], null),
            "secret",
            default);

        MailLink link = (await _bench.Links.ResetAsync(attacker.Id, default))!;
        link.User.Email.ShouldBe(Email);
        (await _bench.Reset.HandleAsync(link.Secret, SignInBench.Password, default)).Succeeded.ShouldBeTrue();
        string owner = (await _bench.LoginAsync(Email)).Value!.User.Id;
        (await _bench.FirebaseAsync(Email, "trap", verified: false)).User.Id.ShouldNotBe(owner);
        (await endpoints.ListAsync(owner, default)).ShouldBeEmpty();
        (await _bench.FirebaseAsync(Email, "owner")).User.Id.ShouldBe(owner);
    }

    [Fact]
    public async Task What_is_begun_while_a_role_is_taken_does_not_keep_it()
    {
        User admin = (await _bench.FirebaseAsync(Email)).User;
        admin = (await _bench.Roles.GiveAsync(admin.Id, Roles.Admin, default))!;
        // As it was read before the role was taken.
        await _bench.Roles.TakeAsync(admin.Id, Roles.Admin, default);
        SessionTokens tokens = (await _bench.Sessions.BeginAsync(admin, SignInBench.Policy, null, default))!;
        (await _bench.Sessions.FindAsync(admin.Id, tokens.SessionId, default))!.Roles.ShouldBe(Roles.None);
    }

    [Fact]
    public async Task Google_joins_a_verified_address_and_opens_an_account_otherwise()
    {
        SignedIn firebase = await _bench.FirebaseAsync(Email);
        (await _bench.SignIn.HandleAsync(new GoogleIdentity("subject", Email, "Ann", null), default))
            .ShouldBe(new SignedIn(firebase.User, IsNew: false));
        (await _bench.SignIn.HandleAsync(new GoogleIdentity("uid", "other@example.com", null, null), default))
            .IsNew.ShouldBeTrue("Firebase's ids are not Google's");
    }

    [Theory]
    [InlineData("ann@example.com", true)]
    [InlineData("ann.b+c@mail.example.co.uk", true)]
    [InlineData("日本@例え.jp", true)]
    [InlineData("ann", false)]
    [InlineData("ann@", false)]
    [InlineData("@example.com", false)]
    [InlineData("ann@b@example.com", false)]
    [InlineData("ann @example.com", false)]
    [InlineData("ann@exam ple.com", false)]
    [InlineData("ann\n@example.com", false)]
    [InlineData(".ann@example.com", false)]
    [InlineData("ann@example..com", false)]
    [InlineData("ann@-example.com", false)]
    [InlineData("Ann <ann@example.com>", false)]
    [InlineData("ann@example.com,bob@example.com", false)]
    public void An_address_is_one_that_mail_can_be_sent_to(string text, bool isOne) =>
        SignInRules.IsEmail(text).ShouldBe(isOne);

    [Fact]
    public void A_password_has_8_to_128_characters_however_many_bytes_they_take()
    {
        SignInRules.IsPassword("1234567").ShouldBeFalse();
        SignInRules.IsPassword("password123").ShouldBeTrue();
        SignInRules.IsPassword("😀😀😀😀").ShouldBeFalse();
        SignInRules.IsPassword(string.Concat(Enumerable.Repeat("😀", 128))).ShouldBeTrue();
        SignInRules.IsPassword(new string('a', 129)).ShouldBeFalse();
    }

    private async Task<Dictionary<string, int>> CallsAsync(Func<Task> work)
    {
        _bench.Store.Calls.Clear();
        await work();
        return new Dictionary<string, int>(_bench.Store.Calls);
    }

    private async Task<Session[]> SessionsAsync(string ownerId) =>
        [.. (await _bench.Store.QueryAsync<Session>(new DocumentQuery { Partition = ownerId })).Items.Select(i => i.Value)];

    private static async Task<User[]> UsersAsync(InMemoryDocumentStore store) =>
        [.. (await store.QueryAsync<User>(new DocumentQuery())).Items.Select(item => item.Value)];

    /// <summary>A hasher that waits until it is let go, and remembers how many waited at once.</summary>
    private sealed class WaitingHasher(SemaphoreSlim go) : IPasswordHasher
    {
        private readonly Lock _lock = new();
        private int _now;

        public int Most { get; private set; }

        public string Hash(string password)
        {
            lock (_lock) Most = Math.Max(Most, ++_now);
            go.Wait();
            lock (_lock) _now--;
            return password;
        }

        public PasswordCheck Verify(string hash, string password) => PasswordCheck.Wrong;
    }
}
