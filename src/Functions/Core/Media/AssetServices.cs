using Understudy.Domain.Accounts;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Media.Storage;
using Understudy.Functions.Http.Reading;
using Understudy.Infrastructure.Files;
using Understudy.MediaEngine.Assets;

namespace Understudy.Functions.Core.Media;

/// <summary>Adds what takes in the files of people.</summary>
internal static class AssetServices
{
    /// <summary>Adds it.</summary>
    public static void AddAssets(this IServiceCollection services)
    {
        services.AddSingleton<UploadGate>();
        services.AddSingleton<UploadPatience>();
        services.AddSingleton<FileForms>();
        services.AddSingleton<StorageBook>();
        services.AddSingleton<AssetDesk>();
        services.AddSingleton<IAwaitedUploads, AwaitedAssets>();
        services.AddSingleton<IPersonalData, AssetData>();
        services.AddSingleton<IAssetProber>(provider =>
            new AssetProber(provider.GetRequiredService<IMediaStore>(), provider.GetRequiredService<DataFolder>().Work));
    }
}
