namespace Understudy.Functions.Http.Authentication;

/// <summary>Who says who somebody is.</summary>
public sealed class IdentityOptions : ISettings
{
    /// <summary>Whose ID tokens count: <c>local</c>, the app's own, in the Development environment only.</summary>
    public string IdentityProvider { get; set; } = "local";

    /// <summary>
    /// Who is an administrator in the Development environment: e-mail addresses, separated by commas; empty for
    /// <c>admin@example.com</c>. Elsewhere there must be none here, since whoever registers first with such an address would be
    /// one: an operator gives the role there.
    /// </summary>
    public string Admins { get; set; } = "";

    void ISettings.Check()
    {
        if (IdentityProvider != "local")
            throw new SettingException(nameof(IdentityProvider), $"is '{IdentityProvider}'; known here: local");
    }
}
