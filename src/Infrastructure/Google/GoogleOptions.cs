namespace Understudy.Infrastructure.Google;

/// <summary>How to sign in with Google.</summary>
public sealed record GoogleOptions
{
    /// <summary>Google's own endpoint of tokens.</summary>
    public static readonly Uri DefaultTokenEndpoint = new("https://oauth2.googleapis.com/token");

    /// <summary>Where Google publishes the keys that ID tokens are signed with.</summary>
    public static readonly Uri DefaultKeysEndpoint = new("https://www.googleapis.com/oauth2/v3/certs");

    /// <summary>Settings.</summary>
    /// <param name="clientId">The client's id at Google.</param>
    /// <param name="clientSecret">Its secret.</param>
    /// <param name="redirectUris">The addresses that codes may come back to, at least one; the first is the default.</param>
    /// <exception cref="ArgumentException">One makes no sense.</exception>
    public GoogleOptions(string clientId, string clientSecret, IReadOnlyList<string> redirectUris)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ArgumentException.ThrowIfNullOrWhiteSpace(clientSecret);
        if (redirectUris.Count == 0) throw new ArgumentException("At least one is needed.", nameof(redirectUris));
        if (!redirectUris.All(IsRedirect))
            throw new ArgumentException(
                "Each is an https address without a fragment, or an http one of this machine.", nameof(redirectUris));
        ClientId = clientId;
        ClientSecret = clientSecret;
        RedirectUris = redirectUris;
    }

    /// <summary>The client's id at Google: the audience of its ID tokens.</summary>
    public string ClientId { get; }

    /// <summary>Its secret.</summary>
    public string ClientSecret { get; }

    /// <summary>The addresses that codes may come back to, to the letter.</summary>
    public IReadOnlyList<string> RedirectUris { get; }

    /// <summary>Where codes are exchanged.</summary>
    public Uri TokenEndpoint { get; init; } = DefaultTokenEndpoint;

    /// <summary>Where the keys of ID tokens are.</summary>
    public Uri KeysEndpoint { get; init; } = DefaultKeysEndpoint;

    /// <summary>Whether an address may be asked: over TLS only, unless it is this machine's.</summary>
    public static bool IsEndpoint(Uri address) => address.IsAbsoluteUri &&
        (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static bool IsRedirect(string address) => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) &&
        IsEndpoint(uri) && !address.Contains('#', StringComparison.Ordinal) && uri.UserInfo.Length == 0;
}
