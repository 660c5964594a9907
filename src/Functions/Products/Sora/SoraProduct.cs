using Understudy.Domain.Accounts;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Core.Billing;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reference;

namespace Understudy.Functions.Products.Sora;

/// <summary>All that makes Sora a product.</summary>
internal static class SoraProduct
{
    /// <summary>Its sessions: a day, as the contract's <c>expires_in</c> says, and continued within 30.</summary>
    public static SessionPolicy Sessions { get; } = new(Credits.Product, TimeSpan.FromSeconds(86_400), TimeSpan.FromDays(30));

    /// <summary>Adds Sora to the app.</summary>
    public static void AddSora(this IServiceCollection services)
    {
        services.AddSingleton(new Product(Credits.Product, "/sora/api", SoraDialect.Instance)
        {
            Document = new ApiDocument("sora.openapi.yaml"),
            Limits = SoraLimits.All,
            OtherLimit = SoraLimits.Other,
        });
        services.AddSingleton<Credits>();
        services.AddOffers(SoraOffers.All);
        services.AddKind<ShowcaseKind>();
        services.AddSingleton<Showcase>();
        services.AddSingleton<ShowcaseBodies>();
        services.AddSingleton<ShowcaseReadings>();
        services.AddSingleton(new ProviderCallbackPath($"/{ProviderCallback.Route}"));
        services.AddSingleton(provider =>
        {
            SoraOptions options = provider.GetRequiredService<SoraOptions>();
            return new VideoSettings(options.SoraVideoSeconds, options.SoraFramesPerSecond);
        });
        services.AddKind<PromptVideoKind>();
        services.AddKind<ImageVideoKind>();
        services.AddSingleton<ImageSources>();
        services.AddSingleton<CreateVideoHandler>();
        services.AddSingleton<Tasks>();
        services.AddSingleton<TaskBodies>();
        services.AddSingleton<IJobNews, TaskNews>();
    }
}

/// <summary>What the contract allows. Sora, Rate Limits.</summary>
internal static class SoraLimits
{
    /// <summary>Signing in, by which passwords and codes could be guessed.</summary>
    public const string Authentication = "authentication";

    /// <summary>Everything that is sent for videos to be made.</summary>
    public const string Generation = "generation";

    /// <summary>Reading tasks.</summary>
    public const string Tasks = "tasks";

    /// <summary>The rest.</summary>
    public const string Other = "other";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LimitPolicy> All { get; } =
    [
        new(Authentication, CountedBy.Address, LimitWindow.Minute(5)),
        new(Generation, CountedBy.Account, LimitWindow.Minute(10)),
        new(Tasks, CountedBy.Account, LimitWindow.Minute(60)),
        new(Other, CountedBy.Account, LimitWindow.Minute(30)),
    ];
}
