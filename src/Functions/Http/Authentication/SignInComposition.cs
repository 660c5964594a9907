using Microsoft.Azure.Functions.Worker.Builder;
using Understudy.Domain.Accounts;
using Understudy.Infrastructure.Google;
using Understudy.Infrastructure.Identity;

namespace Understudy.Functions.Http.Authentication;

/// <summary>Adds signing in to the app: passwords, sessions, API keys, Google, roles.</summary>
internal static class SignInComposition
{
    private const StringSplitOptions Tidy = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
    private const string Google = "Google";
    private const string Example = "admin@example.com";

    /// <summary>Adds it.</summary>
    /// <param name="builder">The app.</param>
    /// <exception cref="SettingException">A setting is missing or wrong; the message names it, never a secret.</exception>
    public static void AddSignIn(this FunctionsApplicationBuilder builder)
    {
        IServiceCollection services = builder.Services;
        services.AddSingleton<ISecretFactory, SecretFactory>();
        services.AddSingleton<IPasswordHasher>(_ => new IdentityPasswordHasher());
        // Each takes a processor for a while; the others are for everybody else.
        services.AddSingleton(provider => new PasswordHashing(
            provider.GetRequiredService<IPasswordHasher>(),
            provider.GetRequiredService<ISecretFactory>(),
            Math.Max(1, Environment.ProcessorCount / 2)));
        services.AddSingleton(provider => new AccessTokens(
            provider.GetRequiredService<ISessionKeys>(),
            provider.GetRequiredService<OriginOptions>().PublicUrl.AbsoluteUri.TrimEnd('/')));
        services.AddSingleton<IAccessTokens>(provider => provider.GetRequiredService<AccessTokens>());
        services.AddSingleton<AccessTokenReader>();
        services.AddSingleton(SignInLimits.Default);
        services.AddSingleton(Admins(builder.Configuration.Read<IdentityOptions>(), builder.Environment));
        services.AddSingleton<SignInGuard>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SessionStarts>();
        services.AddSingleton<RoleDesk>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<MailLinks>();
        services.AddSingleton<ConsentStates>();
        services.AddSingleton<AccountDetails>();
        services.AddSingleton<RegisterHandler>();
        services.AddSingleton<LoginHandler>();
        services.AddSingleton<ChangePasswordHandler>();
        services.AddSingleton<ResetPasswordHandler>();
        services.AddSingleton<VerifyAddressHandler>();
        services.AddSingleton<GoogleSignInHandler>();
        services.AddSingleton<IPersonalData, SignInData>();
        services.AddGoogle(ReadGoogle(builder.Configuration.GetSection(Google)));
    }

    private static NamedAdmins Admins(IdentityOptions options, IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
            return new NamedAdmins((options.Admins is "" ? Example : options.Admins).Split(',', Tidy));
        return string.IsNullOrWhiteSpace(options.Admins)
            ? new NamedAdmins([])
            : throw new SettingException(
                nameof(options.Admins), "is for the Development environment only; elsewhere an operator gives the role");
    }

    /// <summary>The settings of Google, or null where there are none.</summary>
    private static GoogleOptions? ReadGoogle(IConfigurationSection section)
    {
        string id = section["ClientId"]?.Trim() ?? "";
        string secret = section["ClientSecret"]?.Trim() ?? "";
        string[] redirects = (section["RedirectUris"] ?? "").Split(',', Tidy);
        if (id.Length == 0 && secret.Length == 0 && redirects.Length == 0) return null;
        if (id.Length == 0) throw Wrong("ClientId", "is missing");
        if (secret.Length == 0) throw Wrong("ClientSecret", "is missing");
        if (redirects.Length == 0) throw Wrong("RedirectUris", "is missing");
        try
        {
            return new GoogleOptions(id, secret, redirects)
            {
                TokenEndpoint = Endpoint(section, "TokenEndpoint") ?? GoogleOptions.DefaultTokenEndpoint,
                KeysEndpoint = Endpoint(section, "KeysEndpoint") ?? GoogleOptions.DefaultKeysEndpoint,
            };
        }
        catch (ArgumentException malformed)
        {
            throw Wrong("RedirectUris", "has one that is no https address", malformed);
        }
    }

    private static Uri? Endpoint(IConfigurationSection section, string setting)
    {
        if (string.IsNullOrWhiteSpace(section[setting])) return null;
        return Uri.TryCreate(section[setting], UriKind.Absolute, out Uri? address) && GoogleOptions.IsEndpoint(address)
            ? address
            : throw Wrong(setting, "is no https address");
    }

    private static SettingException Wrong(string setting, string what, Exception? cause = null) =>
        new(setting, what, cause, Google);
}
