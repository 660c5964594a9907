using Understudy.Domain.Accounts;
using Understudy.Domain.Products.FilmStudio;
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
    }
}
