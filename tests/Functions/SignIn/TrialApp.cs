using System.Net.Http.Headers;
using System.Text.Json;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.SignIn;

/// <summary>The app with the trial product in it.</summary>
public sealed class TrialApp : IAsyncLifetime
{
    /// <summary>The app.</summary>
    public TestApp App { get; } = new();

    public Task InitializeAsync() => App.InitializeAsync();

    public Task DisposeAsync() => App.DisposeAsync();

    /// <summary>An address that nobody has.</summary>
    public static string NewEmail() => $"{Guid.NewGuid():N}@example.com";

    /// <summary>Sends a request, with what shows who one is.</summary>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, object? body = null, string? token = null, string? key = null, string? from = null)
    {
        using HttpClient http = App.Anonymous();
        using HttpRequestMessage request = new(method, path);
        if (body is not null)
            request.Content = new StringContent(
                JsonSerializer.Serialize(body), MediaTypeHeaderValue.Parse("application/json"));
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (key is not null) request.Headers.Add("X-API-Key", key);
        if (from is not null) request.Headers.Add("X-Forwarded-For", from);
        return await Answer.OfAsync(await http.SendAsync(request));
    }

    public Task<Answer> GetAsync(string path, string? token = null, string? key = null) =>
        SendAsync(HttpMethod.Get, path, null, token, key);

    public Task<Answer> PostAsync(string path, object? body = null, string? token = null, string? from = null) =>
        SendAsync(HttpMethod.Post, path, body, token, null, from);

    public Task<Answer> RegisterAsync(string email, string password = "correct horse", string? username = null) =>
        PostAsync("/trial/register", new { email, password, username });

    public Task<Answer> LoginAsync(string email, string password = "correct horse", string? from = null) =>
        PostAsync("/trial/login", new { email, password }, null, from);

    public Task<Answer> RefreshAsync(string token) => PostAsync("/trial/refresh", new { refresh_token = token });

    /// <summary>The link in the newest mail to an address whose id begins so.</summary>
    public async Task<string> LinkAsync(string email, string id)
    {
        await App.Mails.AwaitAsync(email, id);
        string text = App.Mails.To(email).Last(mail => mail.Id.StartsWith(id, StringComparison.Ordinal)).Text;
        return new Uri(text.Split('\n').First(line => line.StartsWith("http", StringComparison.Ordinal))).PathAndQuery;
    }

    /// <summary>Sends the form of a page.</summary>
    public async Task<(int Status, string Page)> FormAsync(string path, params (string Name, string Value)[] fields)
    {
        using HttpClient http = App.Anonymous();
        using FormUrlEncodedContent form = new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using HttpResponseMessage response = await http.PostAsync(path, form);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Proves an address by the link that was mailed to it.</summary>
    public async Task<int> VerifyAsync(string email, string password = "correct horse")
    {
        string link = await LinkAsync(email, "verify-address-");
        return (await FormAsync("/account/verify", ("token", link.Split('=')[1]), ("password", password))).Status;
    }
}
