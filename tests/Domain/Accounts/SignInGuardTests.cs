using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Accounts;

/// <summary>How often somebody may try.</summary>
public sealed class SignInGuardTests
{
    private const string Email = "ann@example.com";

    private readonly ManualTime _time = new();
    private readonly SignInGuard _guard;

    public SignInGuardTests() => _guard = Guard(new AttemptLimit(TimeSpan.FromMinutes(10), 3, 6, 9));

    [Fact]
    public async Task The_window_slides()
    {
        await TryAsync("a");
        _time.Advance(TimeSpan.FromMinutes(4));
        await TryAsync("a");
        await TryAsync("a");
        (await RefusalAsync("a")).ShouldBe(TimeSpan.FromMinutes(6));
        _time.Advance(TimeSpan.FromMinutes(6) + TimeSpan.FromSeconds(1));
        await TryAsync("a");
        (await RefusalAsync("a")).ShouldBe(TimeSpan.FromMinutes(4) - TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task What_is_refused_does_not_prolong_the_wait()
    {
        for (int attempt = 0; attempt < 3; attempt++) await TryAsync("a");
        for (int minute = 10; minute > 0; minute--)
        {
            (await RefusalAsync("a")).ShouldBe(TimeSpan.FromMinutes(minute));
            _time.Advance(TimeSpan.FromMinutes(1));
        }
        _time.Advance(TimeSpan.FromSeconds(1));
        await TryAsync("a");
    }

    [Fact]
    public async Task An_account_is_not_tried_from_everywhere_but_its_owner_comes_in()
    {
        await _guard.SucceedAsync(await TryAsync("home"), default);
        for (int attempt = 0; attempt < 6; attempt++) await TryAsync($"bot{attempt}");
        await RefusalAsync("bot7");
        // Whatever others do, the owner may try from where they signed in before.
        await TryAsync("home");
        await TryAsync("home");
        await TryAsync("home");
        await RefusalAsync("home");
    }

    [Fact]
    public async Task One_address_does_not_try_all_accounts()
    {
        for (int attempt = 0; attempt < 9; attempt++) await TryAsync("a", $"{attempt}@example.com");
        await RefusalAsync("a", "another@example.com");
        await TryAsync("b", "another@example.com");
    }

    [Fact]
    public async Task What_succeeds_is_taken_back()
    {
        for (int attempt = 0; attempt < 50; attempt++) await _guard.SucceedAsync(await TryAsync("a"), default);
    }

    [Fact]
    public async Task The_case_of_an_address_does_not_make_another_account()
    {
        for (int attempt = 0; attempt < 3; attempt++) await TryAsync("a", attempt == 1 ? Email.ToUpperInvariant() : $" {Email}");
        await RefusalAsync("a");
    }

    [Fact]
    public async Task Attempts_at_once_are_counted_one_by_one()
    {
        Result<CountedAttempt>[] all = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(_ => Task.Run(() => _guard.OfPasswordAsync(Email, "a", default))));
        all.Count(one => one.Succeeded).ShouldBe(3);
    }

    private async Task<CountedAttempt> TryAsync(string from, string email = Email) =>
        (await _guard.OfPasswordAsync(email, from, default)).Value.ShouldNotBeNull();

    private async Task<TimeSpan> RefusalAsync(string from, string email = Email) =>
        (await _guard.OfPasswordAsync(email, from, default)).Problem.ShouldBeOfType<TooManyAttempts>().RetryAfter;

    private SignInGuard Guard(AttemptLimit limit) => new(
        new InMemoryDocumentStore(_time) { Interleaves = true },
        new SequentialIds(),
        new SignInLimits(limit, limit, limit),
        _time);
}
