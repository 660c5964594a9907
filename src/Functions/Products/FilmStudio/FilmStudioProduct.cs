using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Core.Billing;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Core.Publishing;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reference;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>All that makes FilmStudio a product.</summary>
internal static class FilmStudioProduct
{
    /// <summary>What its paths begin with; the routes of its functions repeat it.</summary>
    public const string BasePath = "/filmstudio/api";

    /// <summary>The limit of what costs nothing: narration, lips and music together.</summary>
    public const string SoundLimit = "sounds";

    /// <summary>Its sessions: a day, for the contract has no way to continue one.</summary>
    public static SessionPolicy Sessions { get; } = new(FilmStudioPlans.Product, TimeSpan.FromDays(1));

    /// <summary>Adds FilmStudio to the app.</summary>
    public static void AddFilmStudio(this IServiceCollection services)
    {
        services.AddSingleton(new Product(FilmStudioPlans.Product, BasePath, FilmStudioDialect.Instance)
        {
            Document = new ApiDocument("filmstudio.openapi.yaml"),
            Limits = [new LimitPolicy(SoundLimit, CountedBy.Account, LimitWindow.Hour(60))],
        });
        services.AddSingleton<FilmStudioPlans>();
        services.AddSingleton(new ConsentReturnPath($"/{YouTubeReturn.Route}"));
        services.AddSingleton<UploadFilmHandler>();
        services.AddFilms();
        services.AddOffers(FilmOffers.All);
        services.AddSingleton<FilmFigures>();
        services.AddSingleton<GrantCreditsHandler>();
        services.AddSingleton<UserBodies>();
        services.AddSingleton<Sales>();
    }

    private static void AddFilms(this IServiceCollection services)
    {
        services.AddKind<VideoKind>();
        services.AddKind<NarrationKind>();
        services.AddKind<MusicKind>();
        services.AddKind<LipKind>();
        services.AddKind<CompositionKind>();
        services.AddSingleton<FilmProjects>();
        services.AddSingleton<Compositions>();
        services.AddSingleton<IJobFollowUp>(provider => provider.GetRequiredService<Compositions>());
        services.AddSingleton<IProductWork>(provider => provider.GetRequiredService<Compositions>());
        services.AddSingleton<DeleteFilmProjectHandler>();
        services.AddSingleton<IProductWork>(provider => provider.GetRequiredService<DeleteFilmProjectHandler>());
        services.AddSingleton<FilmJobs>();
        services.AddSingleton<FilmFiles>();
        services.AddSingleton<FilmDesk>();
        services.AddSingleton<IPersonalData, FilmStudioData>();
        services.AddSingleton<ProjectBodies>();
        services.AddSingleton<AiJobBodies>();
    }
}
