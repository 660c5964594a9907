using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Jobs.Engines.Providers;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Functions.Http;
using Understudy.Infrastructure.SoraApi;

namespace Understudy.Functions.Core.Jobs;

/// <summary>Where a provider tells the app that it is done: said by whichever product has an endpoint for it.</summary>
/// <param name="Path">Its path, with a slash before it.</param>
internal sealed record ProviderCallbackPath(string Path);

/// <summary>Puts together the engine that has a provider make films.</summary>
internal static class ProviderComposition
{
    /// <summary>How configurations call it.</summary>
    public const string Name = "sora";

    /// <summary>Adds the engine, where the settings say how the provider is reached; and what hears its callbacks in any case.</summary>
    /// <exception cref="SettingException">The engine was chosen, and they do not, or not so that it can be.</exception>
    public static void AddProvider(this IServiceCollection services, ProviderOptions options, EngineChoice choice)
    {
        services.AddSingleton<ProviderCallbacks>();
        services.AddSingleton<ProviderTasks>();
        if (Read(options, choice) is not { } api) return;
        services.AddSoraApi(api);
        services.AddSingleton(new ProviderLimits(
            TimeSpan.FromSeconds(options.SoraApiPollSeconds),
            TimeSpan.FromMinutes(options.SoraApiPatienceMinutes),
            options.SoraApiJobs));
        services.AddSingleton(provider => new FilmWishes(
            provider.GetRequiredService<IMediaStore>(),
            CallbackOf(provider),
            provider.GetRequiredService<ProviderLimits>().Patience));
        services.AddSingleton<ProviderAsking>();
        services.AddSingleton<ProviderFetching>();
        // The engine of all other work is at hand, and can do what is left to do.
        services.AddSingleton(provider => new ProviderFinishing(
            provider.GetRequiredService<ProviderTasks>(),
            provider.GetRequiredService<IMediaStore>(),
            new Lazy<IMediaEngine>(() => provider.GetRequiredKeyedService<IMediaEngine>(
                provider.GetRequiredService<EngineChoice>().Default))));
        services.AddEngine(
            Name,
            provider => new ProviderEngine(
                Name,
                provider.GetRequiredService<ProviderTasks>(),
                provider.GetRequiredService<ProviderAsking>(),
                provider.GetRequiredService<ProviderFetching>(),
                provider.GetRequiredService<ProviderFinishing>(),
                provider.GetRequiredService<IContentRules>(),
                provider.GetRequiredService<ISecretFactory>(),
                provider.GetRequiredService<ProviderLimits>(),
                provider.GetRequiredService<TimeProvider>()),
            FilmWishes.Tasks);
    }

    private static Uri CallbackOf(IServiceProvider provider) => new(
        provider.GetRequiredService<OriginOptions>().PublicUrl.AbsoluteUri.TrimEnd('/')
        + provider.GetRequiredService<ProviderCallbackPath>().Path);

    private static SoraApiOptions? Read(ProviderOptions options, EngineChoice choice)
    {
        if (options.SoraApiUrl.Length == 0 || options.SoraApiKey.Length == 0)
        {
            return EngineOptions.SettingOf(choice, Name) is { } setting
                ? throw new SettingException(
                    setting, $"is '{Name}', which needs a provider: set SoraApiUrl to its address and SoraApiKey to its key")
                : null;
        }
        try
        {
            return new SoraApiOptions(new Uri(options.SoraApiUrl), options.SoraApiKey)
            {
                Model = options.SoraApiModel,
                CreatePath = options.SoraApiCreatePath,
                RecordPath = options.SoraApiRecordPath,
                LookUpPath = options.SoraApiLookUpPath.Length == 0 ? null : options.SoraApiLookUpPath,
                MostBytes = options.SoraApiMaxBytes,
            };
        }
        catch (ArgumentException wrong) when (wrong.ParamName == "key")
        {
            throw new SettingException(nameof(options.SoraApiKey), "is no key: it has characters that a header cannot have");
        }
        catch (Exception wrong) when (wrong is ArgumentException or UriFormatException)
        {
            throw new SettingException(
                nameof(options.SoraApiUrl), $"is '{options.SoraApiUrl}', which is no https address of an API", wrong);
        }
    }
}
