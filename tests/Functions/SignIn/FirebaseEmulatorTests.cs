using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;
using Understudy.Functions.Tests.Support;
using Understudy.Tests;

namespace Understudy.Functions.Tests.SignIn;

/// <summary>Firebase's own emulator, and the whole app against it.</summary>
public sealed class FirebaseEmulatorTests : IAsyncLifetime
{
    private const string Project = "demo-understudy";
    private const string Confirmed = """{"confirmation":"DELETE"}""";

    private readonly TestApp _app = new() { BeginsNow = true };
    private readonly HttpClient _rest = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Limits.Wait };
    private Emulator _emulator = null!;

    public async Task InitializeAsync()
    {
        (_emulator, Uri address) = await Emulator.StartAsync("firebase", Project);
        _rest.BaseAddress = new Uri(address, "/identitytoolkit.googleapis.com/v1/");
        _app.Settings["IdentityProvider"] = "firebase";
        _app.Others["Firebase:ProjectId"] = Project;
        _app.Others["FIREBASE_AUTH_EMULATOR_HOST"] = address.Authority;
        await _app.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _rest.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_signs_up_there_comes_here_is_sent_away_and_leaves()
    {
        (string uid, string token) = await SignUpAsync("ann@example.com");
        using Person ann = await Person.SignInWithAsync(_app, "ann@example.com", token);
        (await ann.GetAsync("/api/v1/auth/me")).Text("user.email").ShouldBe("ann@example.com");
        (await ann.PostAsync("/api/v1/billing/portal", "{}")).Status.ShouldNotBe(HttpStatusCode.Unauthorized);

        // All tokens are revoked: what matters is refused until she signs in again.
        JsonObject told = await AsOwnerAsync("lookup", new { localId = new[] { uid } });
        long since = long.Parse(told["users"]![0]!["validSince"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        await AsOwnerAsync("update", new { localId = uid, validSince = $"{since + 60}" });
        (await ann.SendAsync(HttpMethod.Delete, "/api/v1/account", Confirmed)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await ann.PostAsync("/api/v1/account/export")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await ann.GetAsync("/api/v1/auth/me")).Status.ShouldBe(HttpStatusCode.OK);
        await AsOwnerAsync("update", new { localId = uid, disableUser = true, validSince = $"{since}" });
        (await ann.PostAsync("/api/v1/account/export")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await AsOwnerAsync("update", new { localId = uid, disableUser = false });

        (await ann.SendAsync(HttpMethod.Delete, "/api/v1/account", Confirmed)).Status.ShouldBe(HttpStatusCode.OK);
        _app.Time.Advance(AccountDeletion.Grace + TimeSpan.FromMinutes(1));
        IDocumentStore store = _app.Services.GetRequiredService<IDocumentStore>();
        await _app.AdvanceUntilAsync(
            TimeSpan.FromMinutes(1), () => store.FindAsync<User>(ann.Id, ann.Id), user => user is null);
        (await AsOwnerAsync("lookup", new { localId = new[] { uid } })).ShouldNotContainKey("users");
    }

    [Fact]
    public async Task Its_tokens_are_believed_as_they_are_and_no_other_is()
    {
        (_, string token) = await SignUpAsync("ben@example.com");
        using Person ben = await Person.SignInWithAsync(_app, "ben@example.com", token);
        string[] parts = token.Split('.');
        foreach (string other in new[] { $"{token}AAAA", $"{parts[0]}.{parts[1]}", $"{parts[0]}.{parts[0]}." })
            await ShouldRefuseAsync(other);
        JsonObject claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        foreach (string claim in new[] { "aud", "iss", "sub", "exp", "iat", "auth_time" })
        {
            JsonObject less = claims.DeepClone().AsObject();
            less.Remove(claim);
            await ShouldRefuseAsync($"{parts[0]}.{System.Buffers.Text.Base64Url.EncodeToString(
                System.Text.Encoding.UTF8.GetBytes(less.ToJsonString()))}.");
        }
    }

    private async Task ShouldRefuseAsync(string token)
    {
        using HttpClient http = _app.Anonymous();
        using HttpResponseMessage response = await http.RequestAsync(
            "GET", "/api/v1/auth/me", body: null, ("Authorization", $"Bearer {token}"));
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<(string Uid, string Token)> SignUpAsync(string email)
    {
        using HttpResponseMessage response = await _rest.PostAsJsonAsync(
            new Uri(_rest.BaseAddress!, "./accounts:signUp?key=any"),
            new { email, password = "correct horse", returnSecureToken = true });
        JsonObject answer = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        return (answer["localId"]!.GetValue<string>(), answer["idToken"]!.GetValue<string>());
    }

    private async Task<JsonObject> AsOwnerAsync(string method, object body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"./projects/{Project}/accounts:{method}")
        {
            Content = JsonContent.Create(body),
        };
        request.Headers.Authorization = new("Bearer", "owner");
        using HttpResponseMessage response = await _rest.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!.AsObject();
    }
}
