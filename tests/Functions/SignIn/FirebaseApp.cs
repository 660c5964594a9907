using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Functions.Tests.Support;
using Understudy.Tests.Google;

namespace Understudy.Functions.Tests.SignIn;

/// <summary>
/// The app outside of the Development environment, with a Firebase on this machine: whatever it asks of Google, that one is
/// asked.
/// </summary>
public sealed class FirebaseApp : IAsyncLifetime
{
    private readonly TestApp _app = new() { Environment = "Production" };

    /// <summary>The app.</summary>
    public TestApp App => _app;

    internal FirebaseDouble Firebase { get; private set; } = null!;

    /// <summary>What the app needs in order to start in production.</summary>
    public static Dictionary<string, string?> Settings() => new()
    {
        ["IdentityProvider"] = "firebase",
        ["KeySecret"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        ["Payments"] = "stripe",
        ["StripeSecretKey"] = "key",
        ["StripeWebhookSecrets"] = "secret",
    };

    public async Task InitializeAsync()
    {
        Firebase = await FirebaseDouble.StartAsync(_app.Time);
        foreach ((string name, string? value) in Settings()) _app.Settings[name] = value;
        _app.Others["Firebase:ProjectId"] = FirebaseDouble.ProjectId;
        _app.Others["Firebase:Credentials"] = Firebase.Credentials;
        _app.AddServices = services => services.AddHttpClient("firebase")
            .ConfigurePrimaryHttpMessageHandler(() => new Detour(Firebase.Address));
        await _app.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await Firebase.DisposeAsync();
    }

    /// <summary>Somebody new at Firebase, and a token of theirs.</summary>
    internal (string Uid, string Token) NewPerson()
    {
        string uid = Guid.NewGuid().ToString("N");
        Firebase.Add(uid);
        return (uid, Firebase.Token(uid, $"{uid}@example.com"));
    }

    /// <summary>Sends a request with a token.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, string token, string? body = null)
    {
        using HttpClient http = _app.Anonymous();
        using HttpRequestMessage request = new(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));
        return await Answer.OfAsync(await http.SendAsync(request));
    }

    public Task<Answer> LoginAsync(string token) => SendAsync(HttpMethod.Post, "/api/v1/auth/login", token);

    private sealed class Detour(Uri address) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri!.Scheme.ShouldBe(request.RequestUri.IsLoopback ? "http" : "https");
            request.RequestUri = new Uri(address, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
