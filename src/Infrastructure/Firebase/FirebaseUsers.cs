using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Apis.Auth.OAuth2.Responses;
using Understudy.Domain.Accounts;

namespace Understudy.Infrastructure.Firebase;

/// <summary>
/// The project's people at Google's Identity Toolkit: the two calls that the app makes of it, <c>accounts:lookup</c> and
/// <c>accounts:delete</c>.
/// </summary>
internal sealed class FirebaseUsers(FirebaseOptions options, FirebaseAccess access, IHttpClientFactory clients)
    : IProviderUsers
{
    private const string NobodyThere = "USER_NOT_FOUND";

    /// <inheritdoc/>
    public async Task<ProviderUser?> FindAsync(string uid, CancellationToken cancellationToken)
    {
        Answer answer = await CallAsync("lookup", new { localId = new[] { uid } }, cancellationToken);
        if (answer.Status != HttpStatusCode.OK) throw Refused(answer);
        // Without anybody of the id there is no list at all.
        if (!answer.Body.TryGetProperty("users", out JsonElement users)) return null;
        try
        {
            JsonElement user = users.EnumerateArray().Single(one => one.GetProperty("localId").GetString() == uid);
            return new ProviderUser(
                user.TryGetProperty("validSince", out JsonElement since)
                    ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(since.GetString()!, CultureInfo.InvariantCulture))
                    : null,
                user.TryGetProperty("disabled", out JsonElement disabled) && disabled.GetBoolean());
        }
        catch (Exception odd) when (
            odd is InvalidOperationException or FormatException or OverflowException or ArgumentException or
                KeyNotFoundException)
        {
            throw new IdentityProviderException("Firebase's answer about somebody makes no sense.", odd);
        }
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string uid, CancellationToken cancellationToken)
    {
        Answer answer = await CallAsync("delete", new { localId = uid }, cancellationToken);
        if (answer.Status != HttpStatusCode.OK && answer.Error != NobodyThere) throw Refused(answer);
    }

    private async Task<Answer> CallAsync(string method, object body, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Beside the client's own, which knows nothing of the library that makes the token.
        patience.CancelAfter(FirebaseRegistration.Patience);
        try
        {
            using HttpRequestMessage request = new(
                HttpMethod.Post, new Uri(options.UsersEndpoint, $"v1/projects/{options.ProjectId}/accounts:{method}"))
            {
                Content = JsonContent.Create(body),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await access.TokenAsync(patience.Token));
            using HttpClient http = clients.CreateClient(FirebaseRegistration.ClientName);
            using HttpResponseMessage response = await http.SendAsync(request, patience.Token);
            return Read(response.StatusCode, await response.Content.ReadAsStringAsync(patience.Token));
        }
        catch (Exception error) when (error is HttpRequestException or TokenResponseException or
            InvalidOperationException ||
            (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new IdentityProviderException("Firebase cannot be asked about somebody.", error);
        }
    }

    private static Answer Read(HttpStatusCode status, string text)
    {
        try
        {
            using var body = JsonDocument.Parse(text);
            if (body.RootElement.ValueKind == JsonValueKind.Object) return new Answer(status, body.RootElement.Clone());
        }
        catch (JsonException odd)
        {
            throw new IdentityProviderException($"Firebase's answer about somebody is no JSON: {(int)status}.", odd);
        }
        throw new IdentityProviderException($"Firebase's answer about somebody is no object: {(int)status}.");
    }

    private static IdentityProviderException Refused(Answer answer) =>
        new($"Firebase does not say or do what it is asked about somebody: {(int)answer.Status} {answer.Error}");

    private sealed record Answer(HttpStatusCode Status, JsonElement Body)
    {
        public string? Error => Body.TryGetProperty("error", out JsonElement error) &&
            error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out JsonElement message) &&
            message.ValueKind == JsonValueKind.String
                ? message.GetString()
                : null;
    }
}
