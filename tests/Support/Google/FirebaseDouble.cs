using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Understudy.Tests.Google;

/// <summary>
/// Google's part of Firebase on this machine: the certificates of the keys that ID tokens are signed with, access tokens for a
/// service account, and the project's people. It keeps no order of its own: what each answers is what a test says.
/// </summary>
internal sealed class FirebaseDouble : IAsyncDisposable
{
    public const string ProjectId = "understudy-test";

    private static readonly RSA _serviceKey = RSA.Create(2048);

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, RsaSecurityKey> _published = new();
    private RsaSecurityKey _key = GoogleDouble.NewKey();
    private int _keyReads;
    private int _tokens;

    private FirebaseDouble(WebApplication app, TimeProvider time)
    {
        _app = app;
        _time = time;
        _published[_key.KeyId] = _key;
    }

    public Uri Address => new(_app.Urls.First());

    public Uri KeysEndpoint => new(Address, "/certs");

    /// <summary>How often the certificates were read.</summary>
    public int KeyReads => _keyReads;

    /// <summary>How many access tokens were made.</summary>
    public int AccessTokens => _tokens;

    /// <summary>The calls about people, in their order, e.g. <c>lookup uid</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>The people, by their ids: what is told of each.</summary>
    public ConcurrentDictionary<string, JsonObject> People { get; } = new();

    /// <summary>What goes with the certificates.</summary>
    public Dictionary<string, string> KeyHeaders { get; } = new() { ["Cache-Control"] = "public, max-age=3600" };

    /// <summary>What the endpoint of certificates answers instead of what it should, or null.</summary>
    public (int Status, string Body)? InsteadOfKeys { get; set; }

    /// <summary>What is answered about people instead of what should be, or null.</summary>
    public (int Status, string Body)? InsteadOfPeople { get; set; }

    /// <summary>The key of a service account at this Google.</summary>
    public string Credentials => new JsonObject
    {
        ["type"] = "service_account",
        ["project_id"] = ProjectId,
        ["private_key_id"] = "1",
        ["private_key"] = _serviceKey.ExportPkcs8PrivateKeyPem(),
        ["client_email"] = $"app@{ProjectId}.iam.gserviceaccount.com",
        ["client_id"] = "1",
        ["token_uri"] = new Uri(Address, "/token").ToString(),
    }.ToJsonString();

    /// <summary>The key that signs now.</summary>
    public RsaSecurityKey Key => _key;

    public static async Task<FirebaseDouble> StartAsync(TimeProvider time)
    {
        WebApplication app = LocalServer.Build();
        FirebaseDouble firebase = new(app, time);
        app.MapGet("/certs", firebase.Certificates);
        app.MapGet("/robot/v1/metadata/x509/{account}", firebase.Certificates);
        app.MapPost("/token", (Delegate)firebase.TokenAsync);
        foreach (string method in new[] { "lookup", "delete" })
            app.MapPost(
                $"/v1/projects/{ProjectId}/accounts:{method}",
                (Delegate)((HttpContext http) => firebase.PeopleAsync(http, method)));
        await app.StartAsync();
        return firebase;
    }

    /// <summary>From now on another key signs; the earlier one is published beside it, or not.</summary>
    public void RotateKey(bool keepEarlier = true)
    {
        if (!keepEarlier) _published.Clear();
        _key = GoogleDouble.NewKey();
        _published[_key.KeyId] = _key;
    }

    /// <summary>An ID token; its claims may be changed, and what signs it.</summary>
    public string Token(
        string uid, string email, Action<Dictionary<string, object>>? change = null, SigningCredentials? signedBy = null)
    {
        long now = _time.GetUtcNow().ToUnixTimeSeconds();
        Dictionary<string, object> claims = new()
        {
            ["iss"] = $"https://securetoken.google.com/{ProjectId}",
            ["aud"] = ProjectId,
            ["auth_time"] = now,
            ["user_id"] = uid,
            ["sub"] = uid,
            ["iat"] = now,
            ["exp"] = now + 3600,
            ["email"] = email,
            ["email_verified"] = true,
            ["firebase"] = new Dictionary<string, object> { ["sign_in_provider"] = "password" },
        };
        change?.Invoke(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            SigningCredentials = signedBy ?? new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
        });
    }

    /// <summary>Somebody at Firebase.</summary>
    public void Add(string uid, DateTimeOffset? validSince = null, bool isDisabled = false)
    {
        JsonObject person = new() { ["localId"] = uid, ["email"] = "ann@example.com" };
        if (validSince is { } since) person["validSince"] = $"{since.ToUnixTimeSeconds()}";
        if (isDisabled) person["disabled"] = true;
        People[uid] = person;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IResult Certificates(HttpContext http)
    {
        Interlocked.Increment(ref _keyReads);
        if (InsteadOfKeys is { } instead) return Results.Text(instead.Body, "application/json", statusCode: instead.Status);
        foreach ((string name, string value) in KeyHeaders) http.Response.Headers[name] = value;
        return Results.Json(_published.ToDictionary(key => key.Key, key => Certificate(key.Value.Rsa)));
    }

    private static string Certificate(RSA key)
    {
        CertificateRequest request = new("CN=securetoken", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        // What is published counts, whatever its dates say by the clock of a test.
        using X509Certificate2 certificate = request.CreateSelfSigned(
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        return certificate.ExportCertificatePem();
    }

    private async Task<IResult> TokenAsync(HttpContext http)
    {
        IFormCollection form = await http.Request.ReadFormAsync();
        TokenValidationResult assertion = await new JsonWebTokenHandler().ValidateTokenAsync(
            form["assertion"],
            new TokenValidationParameters
            {
                IssuerSigningKey = new RsaSecurityKey(_serviceKey.ExportParameters(includePrivateParameters: false)),
                ValidIssuer = $"app@{ProjectId}.iam.gserviceaccount.com",
                // Whatever the address that the key names.
                ValidAudience = "https://oauth2.googleapis.com/token",
            });
        if (!assertion.IsValid || !assertion.Claims["scope"].Equals("https://www.googleapis.com/auth/identitytoolkit"))
            return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        Interlocked.Increment(ref _tokens);
        return Results.Json(new { access_token = "ya29.right", expires_in = 3599, token_type = "Bearer" });
    }

    private async Task<IResult> PeopleAsync(HttpContext http, string method)
    {
        if (http.Request.Headers.Authorization != "Bearer ya29.right")
            return Error(StatusCodes.Status401Unauthorized, "UNAUTHENTICATED");
        JsonNode id = (await JsonNode.ParseAsync(http.Request.Body))!["localId"]!;
        string uid = (id is JsonArray list ? list.Single()! : id).GetValue<string>();
        Calls.Enqueue($"{method} {uid}");
        if (InsteadOfPeople is { } instead) return Results.Text(instead.Body, "application/json", statusCode: instead.Status);
        if (method == "delete")
            return People.TryRemove(uid, out _) ? Results.Json(new { kind = "x" }) : Error(400, "USER_NOT_FOUND");
        return People.TryGetValue(uid, out JsonObject? person)
            ? Results.Text(JsonSerializer.Serialize(new { kind = "x", users = new[] { person } }), "application/json")
            : Results.Json(new { kind = "x" });
    }

    private static IResult Error(int status, string message) =>
        Results.Json(new { error = new { code = status, message } }, statusCode: status);
}
