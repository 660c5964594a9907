using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;

namespace Understudy.Infrastructure.Firebase;

/// <summary>
/// Access to the project's people: Google's library makes access tokens of the service account's key, or of whatever stands
/// in for one, and keeps each as long as it counts.
/// </summary>
internal sealed class FirebaseAccess(FirebaseOptions options, IHttpMessageHandlerFactory handlers)
{
    // All that is asked for: it reads and deletes people.
    private const string Scope = "https://www.googleapis.com/auth/identitytoolkit";

    // What the emulator takes for the project's owner.
    private const string EmulatorToken = "owner";

    private volatile ITokenAccess? _credential = options.Credentials is { } json ? Of(Parse(json), handlers) : null;

    /// <summary>Refuses what is no service account's key.</summary>
    /// <exception cref="InvalidOperationException">It is none; the message does not tell what it is.</exception>
    public static void Check(string json) => Parse(json);

    /// <summary>A token to send with a call.</summary>
    public async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        if (options.IsEmulator) return EmulatorToken;
        // Where it runs says which they are; looking for them may ask over the network, hence not before they are needed.
        ITokenAccess credential = _credential ??=
            Of(await GoogleCredential.GetApplicationDefaultAsync(cancellationToken), handlers);
        return await credential.GetAccessTokenForRequestAsync(authUri: null, cancellationToken);
    }

    private static GoogleCredential Of(GoogleCredential credential, IHttpMessageHandlerFactory handlers) =>
        credential.CreateScoped(Scope).CreateWithHttpClientFactory(new Clients(handlers));

    // The library's own messages quote what they were given, so they go no further.
    private static GoogleCredential Parse(string json) =>
        TryParse(json) ?? throw new InvalidOperationException("It is no service account's key.");

    private static GoogleCredential? TryParse(string json)
    {
        try
        {
            return CredentialFactory.FromJson<ServiceAccountCredential>(json).ToGoogleCredential();
        }
        catch (Exception malformed) when (malformed is not OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>The library's calls go out as ours do.</summary>
    private sealed class Clients(IHttpMessageHandlerFactory handlers) : HttpClientFactory
    {
        protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) =>
            handlers.CreateHandler(FirebaseRegistration.ClientName);
    }
}
