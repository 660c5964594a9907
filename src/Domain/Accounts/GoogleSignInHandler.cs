using Understudy.Domain.Common;

namespace Understudy.Domain.Accounts;

/// <summary>Exchanges what Google's page of consent gave a client for who the client is.</summary>
public interface IGoogleCodes
{
    /// <summary>Whether it is set up.</summary>
    bool IsSetUp { get; }

    /// <summary>Exchanges an authorization code.</summary>
    /// <param name="code">The code; it works once.</param>
    /// <param name="redirectUri">Where the page sent it, or null for the first address that was agreed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Who it is, or <see cref="SignInRefused"/>, <see cref="RedirectNotAllowed"/>.</returns>
    /// <exception cref="IdentityProviderException">Google cannot be reached, or makes no sense.</exception>
    Task<Result<GoogleIdentity>> ExchangeAsync(string code, string? redirectUri, CancellationToken cancellationToken);
}

/// <summary>An identity provider is out of order; trying again later may help.</summary>
public sealed class IdentityProviderException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Signs in with an authorization code of Google's.</summary>
public sealed class GoogleSignInHandler(IGoogleCodes google, SignInHandler signIn, SessionStarts starts)
{
    /// <summary>Signs in, and opens an account for whoever comes for the first time.</summary>
    /// <returns>
    /// The session, or <see cref="SignInUnavailable"/>, <see cref="RedirectNotAllowed"/>, <see cref="SignInRefused"/>,
    /// <see cref="Problem.AccountErased"/>.
    /// </returns>
    /// <exception cref="IdentityProviderException">Google cannot be reached.</exception>
    public async Task<Result<SessionStart>> HandleAsync(
        string code, string? redirectUri, SessionPolicy policy, CancellationToken cancellationToken)
    {
        if (!google.IsSetUp) return new SignInUnavailable();
        Result<GoogleIdentity> identity = await google.ExchangeAsync(code, redirectUri, cancellationToken);
        if (!identity.Succeeded) return identity.Problem;
        SignedIn signedIn = await signIn.HandleAsync(identity.Value, cancellationToken);
        return await starts.StartAsync(signedIn, policy, passwordStamp: null, cancellationToken);
    }
}
