using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Accounts;

public sealed class SignInTests
{
    private static readonly FirebaseIdentity _ann = new("uid-ann", "ann@example.com", EmailVerified: true, "Ann", null);

    private readonly ManualTime _time = new();
    private readonly SequentialIds _ids = new();
    private readonly InMemoryDocumentStore _store;

    public SignInTests() => _store = new InMemoryDocumentStore(_time) { Interleaves = true };

    [Fact]
    public async Task The_first_sign_in_creates_the_account_and_the_next_one_finds_it()
    {
        SignedIn first = await SignInAsync(_ann with { Picture = "https://example.com/ann.jpg" });
        _time.Advance(TimeSpan.FromDays(1));
        SignedIn second = await SignInAsync(_ann with { Name = "Annie" });

        first.IsNew.ShouldBeTrue();
        first.User.ShouldBe(new User
        {
            Id = first.User.Id,
            Email = "ann@example.com",
            EmailVerified = true,
            Name = "Ann",
            AvatarUrl = "https://example.com/ann.jpg",
            CreatedAt = Samples.Now,
            UpdatedAt = Samples.Now,
        });
        second.ShouldBe(new SignedIn(first.User, IsNew: false));
    }

    [Fact]
    public async Task Who_has_no_name_is_called_by_the_address() =>
        (await SignInAsync(_ann with { Name = null })).User.Name.ShouldBe("ann");

    [Theory]
    [InlineData("Ann\r\n\r\nYour account\u2028is  locked", "Ann Your account is locked")]
    [InlineData(" \tA\u0000n\u001bn\u0007 ", "Ann")]
    [InlineData("\r\n\u0000", "ann")]
    [InlineData("田中　太郎", "田中 太郎")]
    public async Task A_name_is_one_line_without_control_characters(string given, string kept) =>
        (await SignInAsync(_ann with { Name = given })).User.Name.ShouldBe(kept);

    [Fact]
    public async Task A_name_has_at_most_100_characters()
    {
        string faces = string.Concat(Enumerable.Repeat("😀", 101));
        (await SignInAsync(_ann with { Name = faces })).User.Name.ShouldBe(faces[..200]);
    }

    [Fact]
    public async Task An_account_that_says_nothing_of_its_address_says_so_from_the_next_sign_in_on()
    {
        SignedIn first = await SignInAsync(_ann);
        await _store.UpdateAsync<User>(first.User.Id, first.User.Id, user => user with { EmailVerified = false });
        (await SignInAsync(_ann with { EmailVerified = false })).User.EmailVerified.ShouldBeFalse();
        (await SignInAsync(_ann)).User.EmailVerified.ShouldBeTrue();
        (await UsersAsync()).ShouldHaveSingleItem().EmailVerified.ShouldBeTrue();
    }

    [Theory]
    [InlineData("ann@example.com")]
    [InlineData(" Ann@Example.COM ")]
    public async Task A_verified_address_joins_the_account_that_has_it(string email)
    {
        SignedIn first = await SignInAsync(_ann);
        SignedIn other = await SignInAsync(_ann with { Uid = "uid-google", Email = email });
        other.ShouldBe(new SignedIn(first.User, IsNew: false));
        (await SignInAsync(_ann with { Uid = "uid-google", EmailVerified = false })).User.ShouldBe(first.User);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task An_address_that_is_not_verified_joins_nothing(bool first, bool second)
    {
        SignedIn one = await SignInAsync(_ann with { EmailVerified = first });
        SignedIn other = await SignInAsync(_ann with { Uid = "uid-other", EmailVerified = second });
        other.IsNew.ShouldBeTrue();
        other.User.Id.ShouldNotBe(one.User.Id);
        (await SignInAsync(_ann)).User.ShouldBe(one.User with { EmailVerified = true });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_address_that_changes_at_the_provider_changes_here_at_the_next_sign_in(bool verified)
    {
        SignedIn first = await SignInAsync(_ann);
        _time.Advance(TimeSpan.FromDays(1));
        FirebaseIdentity moved = _ann with { Email = "ann@example.org", EmailVerified = verified };
        SignedIn second = await SignInAsync(moved);
        second.ShouldBe(new SignedIn(
            first.User with
            {
                Email = "ann@example.org",
                EmailVerified = verified,
                UpdatedAt = Samples.Now.AddDays(1),
            },
            IsNew: false));
        (await UsersAsync()).ShouldBe([second.User]);

        // The address that was given up may be somebody else's now; the new one is Ann's once it is verified.
        (await SignInAsync(_ann with { Uid = "uid-heir" })).IsNew.ShouldBeTrue();
        (await SignInAsync(moved with { Uid = "uid-google", EmailVerified = true })).IsNew.ShouldBe(!verified);
    }

    [Fact]
    public async Task An_address_that_is_verified_later_leads_to_the_same_account()
    {
        SignedIn first = await SignInAsync(_ann with { EmailVerified = false });
        await SignInAsync(_ann);
        (await SignInAsync(_ann with { Uid = "uid-google" }))
            .ShouldBe(new SignedIn(first.User with { EmailVerified = true }, IsNew: false));
    }

    [Fact]
    public async Task An_address_that_leads_to_another_account_stays_there()
    {
        SignedIn owner = await SignInAsync(_ann);
        SignedIn other = await SignInAsync(_ann with { Uid = "uid-other", EmailVerified = false });
        (await SignInAsync(_ann with { Uid = "uid-other" })).User.Id.ShouldBe(other.User.Id);
        (await SignInAsync(_ann with { Uid = "uid-google" })).User.Id.ShouldBe(owner.User.Id);
    }

    [Fact]
    public async Task An_address_written_otherwise_is_the_same_address()
    {
        SignedIn first = await SignInAsync(_ann);
        (await SignInAsync(_ann with { Email = "ANN@example.com" })).User.ShouldBe(first.User);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task First_sign_ins_at_once_create_one_account(bool verified)
    {
        SignedIn[] all = await Task.WhenAll(Enumerable.Range(0, 100)
            .Select(_ => Task.Run(() => SignInAsync(_ann with { EmailVerified = verified }))));
        all.Count(one => one.IsNew).ShouldBe(1);
        all.Select(one => one.User).Distinct().ShouldBe(await UsersAsync());
    }

    [Fact]
    public async Task First_sign_ins_at_once_in_several_ways_create_one_account()
    {
        SignedIn[] all = await Task.WhenAll(Enumerable.Range(0, 100)
            .Select(n => Task.Run(() => SignInAsync(_ann with { Uid = $"uid{n % 10}" }))));
        all.Count(one => one.IsNew).ShouldBe(1);
        all.Select(one => one.User).Distinct().ShouldBe(await UsersAsync());
    }

    [Fact]
    public async Task Lost_answers_do_not_make_a_second_account()
    {
        _store.Faults = new Disturbance(1);
        SignedIn[] all = await Task.WhenAll(Enumerable.Range(0, 100)
            .Select(n => Task.Run(() => SignInAsync(_ann with { Uid = $"uid{n % 10}" }))));
        _store.Faults = null;
        all.Select(one => one.User).Distinct().ShouldBe(await UsersAsync());
        (await UsersAsync()).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task A_sign_in_that_died_anywhere_is_completed_by_the_next_one(bool verified, bool afterwards)
    {
        int writes = 0;
        for (int call = 1; ; call++)
        {
            InMemoryDocumentStore store = new(_time);
            CrashAt crash = new(call, afterwards);
            store.Faults = crash;
            SignInHandler signIn = new(store, _ids, _time);
            FirebaseIdentity ann = _ann with { EmailVerified = verified };
            try
            {
                await signIn.HandleAsync(ann, default);
            }
            catch (SimulatedCrashException)
            {
                writes += afterwards ? 1 : 0;
            }

            store.Faults = null;
            SignedIn repeated = await signIn.HandleAsync(ann, default);
            (await signIn.HandleAsync(ann, default)).ShouldBe(new SignedIn(repeated.User, IsNew: false));
            (await signIn.HandleAsync(ann with { Uid = "uid-google" }, default)).IsNew.ShouldBe(!verified);
            (await UsersOfAsync(store)).Length.ShouldBe(verified ? 1 : 2, $"after a crash at call {call}");
            if (!crash.Happened && call > 20) break;
        }

        if (afterwards) writes.ShouldBe(verified ? 3 : 2);
    }

    private Task<SignedIn> SignInAsync(FirebaseIdentity identity) =>
        new SignInHandler(_store, _ids, _time).HandleAsync(identity, default);

    private Task<User[]> UsersAsync() => UsersOfAsync(_store);

    private static async Task<User[]> UsersOfAsync(InMemoryDocumentStore store) =>
        [.. (await store.QueryAsync<User>(new DocumentQuery())).Items.Select(item => item.Value)];
}
