using Microsoft.Azure.Functions.Worker.Builder;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Firebase;
using Understudy.Infrastructure.Google;
using Understudy.Infrastructure.Identity;

namespace Understudy.Functions.Http.Authentication;

/// <summary>Chooses whose ID tokens count, and what the keys of our own access tokens are kept in.</summary>
internal static class IdentityComposition
{
    /// <summary>Where Firebase's own tools look for the emulator.</summary>
    public const string EmulatorSetting = "FIREBASE_AUTH_EMULATOR_HOST";

    private const string Firebase = "Firebase";

    /// <summary>Adds both.</summary>
    /// <param name="builder">The app.</param>
    /// <param name="data">The data folder.</param>
    /// <exception cref="SettingException">A setting is missing or wrong; the message names it, never a secret.</exception>
    public static void AddIdentity(this FunctionsApplicationBuilder builder, string data)
    {
        IdentityOptions options = builder.Configuration.Read<IdentityOptions>();
        if (options.IdentityProvider == "firebase") AddFirebase(builder);
        else AddLocal(builder, data);
        builder.Services.AddSingleton<FirebaseTokens>();
        builder.Services.AddSingleton<ProviderErasure>();
        AddKeys(builder, options, data);
    }

    private static void AddLocal(FunctionsApplicationBuilder builder, string data)
    {
        if (!builder.Environment.IsDevelopment())
            throw new SettingException(
                nameof(IdentityOptions.IdentityProvider),
                "is 'local', which believes everybody; it runs in the Development environment only");
        builder.Services.AddSingleton(_ => SigningKeys.LoadOrCreate(Path.Combine(data, "keys")));
        builder.Services.AddSingleton<LocalIdentityProvider>();
        builder.Services.AddSingleton<IProviderUsers>(
            provider => provider.GetRequiredService<LocalIdentityProvider>());
        builder.Services.AddSingleton(provider => provider.GetRequiredService<LocalIdentityProvider>().AsIssuer());
    }

    private static void AddFirebase(FunctionsApplicationBuilder builder)
    {
        FirebaseOptions options = Read(builder);
        try
        {
            builder.Services.AddFirebase(options);
        }
        catch (InvalidOperationException malformed)
        {
            throw Wrong("Credentials", "is no service account's key; it is the JSON that Google gives", malformed);
        }
        builder.Services.AddSingleton(provider => new TokenIssuer(
            options.Issuer, options.ProjectId, provider.GetRequiredService<FirebaseKeys>().FindAsync)
        {
            IsEmulator = options.IsEmulator,
        });
    }

    private static void AddKeys(FunctionsApplicationBuilder builder, IdentityOptions options, string data)
    {
        if (options.KeySecret.Length > 0)
        {
            byte[] secret = options.Secret();
            builder.Services.AddSingleton<ISessionKeys>(provider => new SharedSessionKeys(
                provider.GetRequiredService<IDocumentStore>(), secret, provider.GetRequiredService<TimeProvider>()));
            return;
        }
        if (!builder.Environment.IsDevelopment())
            throw new SettingException(
                nameof(options.KeySecret),
                "is missing; outside the Development environment the keys of access tokens are shared, encrypted with it");
        builder.Services.AddSingleton<ISessionKeys>(provider => SessionKeys.LoadOrCreate(
            Path.Combine(data, "keys"), provider.GetRequiredService<TimeProvider>()));
    }

    private static FirebaseOptions Read(FunctionsApplicationBuilder builder)
    {
        bool isDevelopment = builder.Environment.IsDevelopment();
        IConfigurationSection section = builder.Configuration.GetSection(Firebase);
        string project = section["ProjectId"]?.Trim() ?? "";
        if (project.Length == 0) throw Wrong("ProjectId", $"is missing; {Settings.Section}:IdentityProvider is 'firebase'");
        string credentials = section["Credentials"]?.Trim() ?? "";
        FirebaseOptions options;
        try
        {
            options = new FirebaseOptions(project)
            {
                Credentials = credentials.Length > 0 ? credentials : null,
                KeysEndpoint = Keys(section["KeysEndpoint"]?.Trim() ?? "", isDevelopment),
            };
        }
        catch (ArgumentException malformed)
        {
            throw Wrong("ProjectId", "is no id of a project", malformed);
        }
        string emulator = builder.Configuration[EmulatorSetting]?.Trim() ?? "";
        if (emulator.Length == 0) return options;
        if (!isDevelopment)
            throw new SettingException(
                EmulatorSetting,
                "is set, and nobody signs the emulator's tokens; it is for the Development environment only",
                section: null);
        try
        {
            return FirebaseOptions.OfEmulator(project, emulator);
        }
        catch (ArgumentException elsewhere)
        {
            throw new SettingException(
                EmulatorSetting, "is no host and port of this machine, e.g. 127.0.0.1:9099", elsewhere, section: null);
        }
    }

    private static Uri Keys(string setting, bool isDevelopment)
    {
        if (setting.Length == 0) return FirebaseOptions.DefaultKeysEndpoint;
        return Uri.TryCreate(setting, UriKind.Absolute, out Uri? address) && GoogleOptions.IsEndpoint(address) &&
            (isDevelopment || address.Scheme == Uri.UriSchemeHttps)
                ? address
                : throw Wrong("KeysEndpoint", "is no https address");
    }

    private static SettingException Wrong(string setting, string what, Exception? cause = null) =>
        new(setting, what, cause, Firebase);
}
