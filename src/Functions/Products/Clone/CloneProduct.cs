using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Core.Billing;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Reference;

namespace Understudy.Functions.Products.Clone;

/// <summary>All that makes Clone a product.</summary>
internal static class CloneProduct
{
    /// <summary>Adds Clone to the app.</summary>
    public static void AddClone(this IServiceCollection services)
    {
        services.AddSingleton(new Product("clone", "/api/v1", CloneDialect.Instance)
        {
            Document = new ApiDocument("clone.openapi.yaml"),
        });
        services.AddOffers(CloneOffers.All);
        services.AddSingleton<IEarlierSales, EarlierCloneSales>();
        services.AddSingleton<Minutes>();
        services.AddSingleton<RollOver>();
        services.AddSingleton<Models>();
        services.AddSingleton<CreateModelHandler>();
        services.AddSingleton<CompleteUploadHandler>();
        services.AddSingleton<DeleteModelHandler>();
        services.AddSingleton<IAwaitedUploads, AwaitedSources>();
        services.AddSingleton<Videos>();
        services.AddSingleton<GenerateVideoHandler>();
        services.AddSingleton<DeleteVideoHandler>();
        services.AddKind<VideoTrainingKind>();
        services.AddKind<VoiceTrainingKind>();
        services.AddKind<TalkingVideoKind>();
        services.AddSingleton<ModelSources>();
        services.AddSingleton<IProductWork>(provider => provider.GetRequiredService<ModelSources>());
        services.AddSingleton<IProductWork, CutOffDeletions>();
        services.AddSingleton<IPersonalData, CloneData>();
        services.AddSingleton<News>();
        services.AddSingleton<IJobNews>(provider => provider.GetRequiredService<News>());
        services.AddSingleton<ModelEndpoints>();
        services.AddSingleton<VideoBodies>();
    }
}
