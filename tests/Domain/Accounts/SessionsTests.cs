using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Accounts;

/// <summary>How sessions go on.</summary>
public sealed class SessionsTests : IDisposable
{
    private readonly SignInBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_used_token_may_be_used_again_for_a_minute_only()
    {
        SessionTokens start = await StartAsync();
        SessionTokens next = (await RefreshAsync(start.RefreshToken!)).Value!;
        _bench.Time.Advance(SignInBench.Policy.RetryLife - TimeSpan.FromTicks(1));
        (await RefreshAsync(start.RefreshToken!)).Value!.RefreshToken.ShouldBe(next.RefreshToken);
        _bench.Time.Advance(TimeSpan.FromTicks(1));
        (await RefreshAsync(start.RefreshToken!)).Problem.ShouldBe(new SignInRefused());
        (await RefreshAsync(next.RefreshToken!)).Problem.ShouldBe(new SignInRefused(), "the family has ended");
    }

    [Fact]
    public async Task Where_no_retry_is_allowed_a_used_token_ends_the_session_at_once()
    {
        SessionTokens start = await StartAsync();
        SessionTokens next = (await RefreshAsync(start.RefreshToken!, TimeSpan.Zero)).Value!;
        (await RefreshAsync(start.RefreshToken!, TimeSpan.Zero)).Problem.ShouldBe(new SignInRefused());
        (await RefreshAsync(next.RefreshToken!, TimeSpan.Zero)).Problem.ShouldBe(new SignInRefused(), "the family has ended");
    }

    [Fact]
    public async Task A_used_token_ends_the_session_once_its_successor_was_used()
    {
        SessionTokens start = await StartAsync();
        SessionTokens next = (await RefreshAsync(start.RefreshToken!)).Value!;
        SessionTokens third = (await RefreshAsync(next.RefreshToken!)).Value!;
        (await RefreshAsync(start.RefreshToken!)).Problem.ShouldBe(new SignInRefused());
        (await RefreshAsync(third.RefreshToken!)).Problem.ShouldBe(new SignInRefused());
    }

    /// <summary>Two have the same tokens: sooner or later one of them is late, and then neither goes on.</summary>
    [Fact]
    public async Task A_thief_and_an_owner_do_not_both_go_on()
    {
        SessionTokens stolen = await StartAsync();
        SessionTokens thief = (await RefreshAsync(stolen.RefreshToken!)).Value!;
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        (await RefreshAsync(stolen.RefreshToken!)).Succeeded.ShouldBeFalse();
        (await RefreshAsync(thief.RefreshToken!)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_session_that_is_continued_lasts_and_one_that_is_not_ends()
    {
        SessionTokens tokens = await StartAsync();
        for (int day = 0; day < 90; day += 29)
        {
            _bench.Time.Advance(TimeSpan.FromDays(29));
            tokens = (await RefreshAsync(tokens.RefreshToken!)).Value!;
        }
        _bench.Time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));
        (await RefreshAsync(tokens.RefreshToken!)).Problem.ShouldBe(new SignInRefused());
    }

    [Fact]
    public async Task A_store_that_loses_answers_locks_nobody_out()
    {
        string token = (await StartAsync()).RefreshToken!;
        _bench.Store.Faults = new Disturbance(7);
        for (int round = 0; round < 50; round++)
            token = (await RefreshAsync(token, TimeSpan.Zero)).Value!.RefreshToken!;
        for (int round = 0; round < 50; round++)
        {
            Result<SessionTokens>[] all = await Task.WhenAll(
                Enumerable.Range(0, 5).Select(_ => Task.Run(() => RefreshAsync(token))));
            all.ShouldAllBe(one => one.Succeeded);
            token = all.Select(one => one.Value!.RefreshToken!).Distinct().ShouldHaveSingleItem();
        }
    }

    [Fact]
    public async Task What_is_stored_lets_nobody_in()
    {
        SessionTokens start = await StartAsync();
        await RefreshAsync(start.RefreshToken!);
        string secret = start.RefreshToken!.Split('.')[3];
        Session stored = (await _bench.Store.QueryAsync<Session>(new DocumentQuery())).Items[0].Value;
        System.Text.Json.JsonSerializer.Serialize(stored, DocumentJson.Options).ShouldNotContain(secret);
        (await RefreshAsync($"{stored.OwnerId}.{stored.Id}.{stored.Refresh!.Family[..43]}.{stored.Refresh.Current[..43]}"))
            .Succeeded.ShouldBeFalse();
        (await RefreshAsync($"{stored.OwnerId}.{stored.Id}.{start.RefreshToken.Split('.')[2]}.{stored.Refresh.Salt}"))
            .Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task Roles_reach_the_sessions_that_there_are()
    {
        SessionStart start = (await _bench.RegisterAsync("ann@example.com")).Value!;
        await _bench.Roles.GiveAsync(start.User.Id, Roles.Admin, default);
        (await _bench.Sessions.FindAsync(start.User.Id, start.Tokens.SessionId, default))!.Roles.ShouldBe(Roles.Admin);
        (await RefreshAsync(start.Tokens.RefreshToken!)).Succeeded.ShouldBeTrue();
        await _bench.Roles.TakeAsync(start.User.Id, Roles.Admin, default);
        (await _bench.Sessions.FindAsync(start.User.Id, start.Tokens.SessionId, default))!.Roles.ShouldBe(Roles.None);
    }

    private async Task<SessionTokens> StartAsync() => (await _bench.RegisterAsync("ann@example.com")).Value!.Tokens;

    private Task<Result<SessionTokens>> RefreshAsync(string token, TimeSpan? retryLife = null) => _bench.Sessions.RefreshAsync(
        token, SignInBench.Policy with { RetryLife = retryLife ?? SignInBench.Policy.RetryLife }, default);
}
