namespace Understudy.Functions.Http.Authentication;

/// <summary>Who says who somebody is.</summary>
public sealed class IdentityOptions : ISettings
{
    /// <summary>Whose ID tokens count: <c>local</c>, the app's own, in the Development environment only.</summary>
    public string IdentityProvider { get; set; } = "local";

    void ISettings.Check()
    {
        if (IdentityProvider != "local")
            throw new SettingException(nameof(IdentityProvider), $"is '{IdentityProvider}'; known here: local");
    }
}
