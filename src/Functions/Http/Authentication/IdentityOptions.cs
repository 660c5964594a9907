using Understudy.Infrastructure.Identity;

namespace Understudy.Functions.Http.Authentication;

/// <summary>Who says who somebody is.</summary>
public sealed class IdentityOptions : ISettings
{
    /// <summary>
    /// Whose ID tokens count: <c>local</c>, the app's own, in the Development environment only; or <c>firebase</c>.
    /// </summary>
    public string IdentityProvider { get; set; } = "local";

    /// <summary>
    /// What the keys of access tokens, and what leads to people's channels elsewhere, are encrypted with in the document store,
    /// where all instances share them: base64 of at least 32 random bytes. In the Development environment empty for keys in
    /// files of the data folder.
    /// </summary>
    public string KeySecret { get; set; } = "";

    /// <summary>
    /// Who is an administrator in the Development environment: e-mail addresses, separated by commas; empty for
    /// <c>admin@example.com</c>. Elsewhere there must be none here, since whoever registers first with such an address would be
    /// one: an operator gives the role there.
    /// </summary>
    public string Admins { get; set; } = "";

    /// <summary>The bytes of <see cref="KeySecret"/>.</summary>
    /// <exception cref="SettingException">It is none; the message does not tell it.</exception>
    internal byte[] Secret()
    {
        byte[] secret = new byte[KeySecret.Length];
        return Convert.TryFromBase64String(KeySecret, secret, out int length) && length >= SharedSessionKeys.LeastSecretBytes
            ? secret[..length]
            : throw new SettingException(
                nameof(KeySecret),
                $"is not base64 of at least {SharedSessionKeys.LeastSecretBytes} bytes; 'openssl rand -base64 32' makes one");
    }

    void ISettings.Check()
    {
        if (IdentityProvider is not ("local" or "firebase"))
            throw new SettingException(nameof(IdentityProvider), $"is '{IdentityProvider}'; known here: local, firebase");
        if (KeySecret.Length > 0) Secret();
    }
}
