using System.Text.Json;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Accounts;

/// <summary>What is kept of signing in, when its owner takes it along or leaves.</summary>
public sealed class SignInDataTests : IDisposable
{
    private const string Email = "ann@example.com";

    private readonly SignInBench _bench = new();

    private SignInData Data => new(_bench.Store, _bench.Guard);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task An_export_tells_of_everything_and_lets_nobody_in()
    {
        SessionStart ann = (await _bench.RegisterAsync(Email)).Value!;
        NewApiKey key = (await _bench.Keys.CreateAsync(ann.User.Id, "mine", null, default)).Value!;
        MailLink link = (await _bench.Links.ResetAsync(ann.User.Id, default))!;
        List<string> paths = [];
        string all = "";
        await foreach (PersonalItem item in Data.CollectAsync(ann.User.Id, default))
        {
            paths.Add(item.Path);
            all += JsonSerializer.Serialize(((PersonalItem.Data)item).Value, DocumentJson.Options);
        }

        paths.Select(path => path.Split('/')[1]).ShouldBe(["password.json", "sessions", "api-keys.json", "links"]);
        PasswordLogin login = (await _bench.Store.FindAsync<PasswordLogin>(ann.User.Id, ann.User.Id))!.Value;
        Session session = (await _bench.Sessions.FindAsync(ann.User.Id, ann.Tokens.SessionId, default))!;
        foreach (string secret in new[]
        {
            login.Hash, login.Stamp, key.Plain, key.Key.ClaimId, link.Secret, ann.Tokens.RefreshToken!,
            session.Refresh!.Current, session.Refresh.Family,
        })
            all.ShouldNotContain($"\"{secret}\"");
    }

    [Fact]
    public async Task An_erasure_leaves_nothing()
    {
        SessionStart ann = (await _bench.RegisterAsync(Email, "ann")).Value!;
        NewApiKey key = (await _bench.Keys.CreateAsync(ann.User.Id, "mine", null, default)).Value!;
        MailLink link = (await _bench.Links.VerificationAsync(ann.User.Id, default))!;
        await _bench.LoginAsync(Email, "another one");
        SessionStart bob = (await _bench.RegisterAsync("bob@example.com")).Value!;
        await _bench.Deletion.ScheduleAsync(ann.User.Id, default);
        _bench.Time.Advance(AccountDeletion.Grace + TimeSpan.FromDays(1));
        Erasure erasure = new(_bench.Store, [Data], _bench.Time);
        (await erasure.BeginAsync(ann.User.Id, default)).ShouldBeTrue();
        await erasure.EraseAsync(ann.User.Id, default);
        await erasure.FinishAsync(ann.User.Id, default);

        (await CountAsync<PasswordLogin>()).ShouldBe(1);
        (await CountAsync<User>()).ShouldBe(1);
        (await CountAsync<ApiKeyBook>()).ShouldBe(0);
        (await CountAsync<OneTimeSecret>()).ShouldBe(0);
        (await _bench.Keys.FindAsync(key.Plain, default)).ShouldBeNull();
        (await _bench.Sessions.RefreshAsync(ann.Tokens.RefreshToken!, SignInBench.Policy, default)).Succeeded.ShouldBeFalse();
        (await _bench.Verify.LookAsync(link.Secret, default)).ShouldBeNull();
        (await _bench.LoginAsync(Email)).Succeeded.ShouldBeFalse();
        SessionStart again = (await _bench.RegisterAsync(Email, "ann")).Value!;
        again.User.Id.ShouldNotBe(ann.User.Id);
        again.User.Id.ShouldNotBe(bob.User.Id);
    }

    private async Task<int> CountAsync<T>()
        where T : class, IDocument => (await _bench.Store.QueryAsync<T>(new DocumentQuery())).Items.Count;
}
