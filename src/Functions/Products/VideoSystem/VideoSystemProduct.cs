using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reference;

namespace Understudy.Functions.Products.VideoSystem;

/// <summary>All that makes VideoSystem a product.</summary>
internal static class VideoSystemProduct
{
    /// <summary>The limit of asking for films of prompts.</summary>
    public const string GenerateLimit = "generate";

    /// <summary>The limit of looking at templates.</summary>
    public const string TemplatesLimit = "templates";

    private const string Others = "other";

    /// <summary>Adds VideoSystem to the app.</summary>
    public static void AddVideoSystem(this IServiceCollection services)
    {
        services.AddSingleton(new Product(PromptVideo.Product, "/videosystem/v1", new VideoSystemDialect())
        {
            Document = new ApiDocument("videosystem.openapi.yaml"),
            Limits =
            [
                new LimitPolicy(GenerateLimit, CountedBy.Account, LimitWindow.Hour(10)),
                new LimitPolicy(TemplatesLimit, CountedBy.Account, LimitWindow.Hour(100)),
                new LimitPolicy(Others, CountedBy.Account, LimitWindow.Hour(1000)),
            ],
            OtherLimit = Others,
        });
        services.AddSingleton<Projects>();
        services.AddSingleton<Clips>();
        services.AddSingleton<OrderVideoHandler>();
        services.AddSingleton<DeleteProjectHandler>();
        services.AddSingleton<IProductWork>(provider => provider.GetRequiredService<DeleteProjectHandler>());
        services.AddKind<ClipKind>();
        services.AddSingleton<IPersonalData, VideoSystemData>();
        services.AddSingleton<IJobNews, GenerationNews>();
        services.AddSingleton<JobBodies>();
        services.AddSingleton<UserBodies>();
    }
}
