using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Identity;
using Understudy.Tests.Google;

namespace Understudy.Functions.Tests.SignIn;

/// <summary>The app in production, where people sign in with Firebase.</summary>
public sealed class FirebaseTests(FirebaseApp firebase) : IClassFixture<FirebaseApp>
{
    private const string Confirmed = """{"confirmation":"DELETE"}""";

    private static readonly (HttpMethod Method, string Path, string? Body)[] _sensitive =
    [
        (HttpMethod.Post, "/api/v1/account/export", null),
        (HttpMethod.Delete, "/api/v1/account", Confirmed),
        (HttpMethod.Post, "/api/v1/billing/portal", """{"return_url":"https://app.example.com"}"""),
        (HttpMethod.Post, "/api/v1/webhook-endpoints", """{"url":"https://example.com/hook","events":["*"]}"""),
    ];

    [Fact]
    public async Task Somebody_signs_in_and_nobody_else_does()
    {
        (string uid, string token) = firebase.NewPerson();
        Answer first = await firebase.LoginAsync(token);
        first.Status.ShouldBe(HttpStatusCode.Created, string.Join("\n", firebase.App.LogLines));
        (await firebase.LoginAsync(token)).Text("user.id").ShouldBe(first.Text("user.id"));
        (await firebase.SendAsync(HttpMethod.Get, "/api/v1/auth/me", token)).Text("user.email").ShouldBe($"{uid}@example.com");

        string unsigned = $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";
        string stranger = firebase.Firebase.Token(
            uid, "ann@example.com", null, new SigningCredentials(GoogleDouble.NewKey(), SecurityAlgorithms.RsaSha256));
        string elsewhere = firebase.Firebase.Token(uid, "ann@example.com", claims => claims["aud"] = "another");
        foreach (string forged in new[] { unsigned, stranger, elsewhere, "nonsense" })
            (await firebase.SendAsync(HttpMethod.Get, "/api/v1/auth/me", forged)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Nothing_that_is_for_development_is_there()
    {
        using HttpClient http = firebase.App.Anonymous();
        using StringContent body = new("""{"email":"ann@example.com"}""", Encoding.UTF8, "application/json");
        (await http.PostAsync("/dev/token", body)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetAsync("/sandbox/checkout/cs_1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        firebase.App.Services.GetRequiredService<ISessionKeys>().ShouldBeOfType<SharedSessionKeys>();
        // Signed addresses of the store of files are of one machine, as the store is.
        Directory.GetFiles(firebase.App.DataFolder, "*key*", SearchOption.AllDirectories).Select(Path.GetFileName)
            .ShouldBe([".signing-key"]);
    }

    [Fact]
    public async Task A_token_that_was_revoked_does_nothing_that_matters()
    {
        (string uid, string token) = firebase.NewPerson();
        (await firebase.LoginAsync(token)).Status.ShouldBe(HttpStatusCode.Created);
        DateTimeOffset now = firebase.App.Time.GetUtcNow();

        firebase.Firebase.Add(uid, validSince: now.AddMinutes(1));
        await ShouldRefuseAsync(token);
        firebase.Firebase.Add(uid, isDisabled: true);
        await ShouldRefuseAsync(token);
        firebase.Firebase.People.TryRemove(uid, out _).ShouldBeTrue();
        await ShouldRefuseAsync(token);
        (await firebase.SendAsync(HttpMethod.Get, "/api/v1/auth/me", token)).Status.ShouldBe(
            HttpStatusCode.OK, "reading goes on for as long as the token counts");

        // Whoever signs in again after it may do it again.
        firebase.Firebase.Add(uid, validSince: now.AddSeconds(-10));
        (await firebase.SendAsync(HttpMethod.Post, "/api/v1/account/export", token)).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Whom_firebase_does_not_know_opens_and_restores_no_account()
    {
        string uid = Guid.NewGuid().ToString("N");
        string token = firebase.Firebase.Token(uid, $"{uid}@example.com");
        (await firebase.LoginAsync(token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        firebase.Firebase.Add(uid);
        (await firebase.LoginAsync(token)).Status.ShouldBe(HttpStatusCode.Created);
        (await firebase.SendAsync(HttpMethod.Delete, "/api/v1/account", token, Confirmed)).Status.ShouldBe(HttpStatusCode.OK);

        firebase.Firebase.Add(uid, validSince: firebase.App.Time.GetUtcNow().AddMinutes(1));
        (await firebase.LoginAsync(token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        firebase.Firebase.Add(uid);
        (await firebase.LoginAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
        (await firebase.SendAsync(HttpMethod.Get, "/api/v1/auth/me", token)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task When_nobody_can_be_asked_it_is_no_fault_of_the_persons()
    {
        (_, string token) = firebase.NewPerson();
        (await firebase.LoginAsync(token)).Status.ShouldBe(HttpStatusCode.Created);
        firebase.Firebase.InsteadOfPeople = (500, "{}");
        try
        {
            Answer refused = await firebase.SendAsync(HttpMethod.Post, "/api/v1/account/export", token);
            refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Text("error.code").ShouldBe("IDENTITY_PROVIDER_ERROR");
            (await firebase.SendAsync(HttpMethod.Get, "/api/v1/auth/me", token)).Status.ShouldBe(HttpStatusCode.OK);
        }
        finally
        {
            firebase.Firebase.InsteadOfPeople = null;
        }
    }

    private async Task ShouldRefuseAsync(string token)
    {
        foreach ((HttpMethod method, string path, string? body) in _sensitive)
        {
            Answer answer = await firebase.SendAsync(method, path, token, body);
            answer.Status.ShouldBe(HttpStatusCode.Unauthorized, path);
            answer.Text("error.code").ShouldBe("UNAUTHORIZED");
        }
    }
}

/// <summary>What happens to everybody, so that each test has an app of its own.</summary>
public sealed class FirebaseFaultTests : IAsyncLifetime
{
    private readonly FirebaseApp _firebase = new();

    public Task InitializeAsync() => _firebase.InitializeAsync();

    public Task DisposeAsync() => _firebase.DisposeAsync();

    [Fact]
    public async Task While_keys_cannot_be_read_nobody_is_told_that_their_token_is_wrong()
    {
        (string uid, _) = _firebase.NewPerson();
        string token = _firebase.Firebase.Token(
            uid, $"{uid}@example.com", claims => claims["exp"] = (long)claims["exp"] + 3600);
        _firebase.Firebase.InsteadOfKeys = (500, "{}");
        Answer refused = await _firebase.LoginAsync(token);
        refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Text("error.code").ShouldBe("IDENTITY_PROVIDER_ERROR");
        _firebase.Firebase.InsteadOfKeys = null;
        _firebase.App.Time.Advance(TimeSpan.FromSeconds(10));
        (await _firebase.LoginAsync(token)).Status.ShouldBe(HttpStatusCode.Created);

        // What is kept goes on until its end.
        _firebase.Firebase.InsteadOfKeys = (500, "{}");
        _firebase.App.Time.Advance(TimeSpan.FromMinutes(50));
        (await _firebase.LoginAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
        _firebase.App.Time.Advance(TimeSpan.FromMinutes(11));
        (await _firebase.LoginAsync(token)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task An_erased_account_is_gone_at_firebase_too_however_long_that_takes()
    {
        (string uid, string token) = _firebase.NewPerson();
        string id = (await _firebase.LoginAsync(token)).Text("user.id");
        (await _firebase.SendAsync(HttpMethod.Delete, "/api/v1/account", token, """{"confirmation":"DELETE"}"""))
            .Status.ShouldBe(HttpStatusCode.OK);
        _firebase.Firebase.InsteadOfPeople = (503, "{}");
        _firebase.App.Time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(1));
        await _firebase.App.AdvanceUntilAsync(
            TimeSpan.FromMinutes(1),
            () => Task.FromResult(_firebase.Firebase.Calls.Count(call => call == $"delete {uid}")),
            calls => calls >= 2);
        IDocumentStore store = _firebase.App.Services.GetRequiredService<IDocumentStore>();
        (await store.FindAsync<User>(id, id)).ShouldNotBeNull("as long as it is there, it is known whom to delete");
        _firebase.Firebase.People.ShouldContainKey(uid);

        _firebase.Firebase.InsteadOfPeople = null;
        await _firebase.App.AdvanceUntilAsync(
            TimeSpan.FromMinutes(1), () => store.FindAsync<User>(id, id), user => user is null);

        _firebase.Firebase.People.ShouldBeEmpty();
        // A token that was made before counts for another hour, and opens nothing.
        (await _firebase.LoginAsync(_firebase.Firebase.Token(uid, $"{uid}@example.com")))
            .Status.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
