using Microsoft.Azure.Functions.Worker.Builder;
using Understudy.Domain.Media;
using Understudy.Functions.Http;
using Understudy.Infrastructure.Blobs;
using Understudy.Infrastructure.Files;

namespace Understudy.Functions.Core.Media;

/// <summary>Adds the store of media: one of the two that there are.</summary>
internal static class MediaServices
{
    /// <summary>Adds the store that keeps media in the data folder, and what answers its URLs.</summary>
    public static void AddFiles(this IServiceCollection services, string data)
    {
        services.AddSingleton(provider => new FileMediaOptions(
            Path.Combine(data, "media"), provider.GetRequiredService<OriginOptions>().PublicUrl));
        services.AddSingleton<FileMediaStore>();
        services.AddSingleton<IMediaStore>(provider => provider.GetRequiredService<FileMediaStore>());
        services.AddSingleton(provider => new SignedMediaEndpoint(
            provider.GetRequiredService<FileMediaStore>(),
            provider.GetRequiredService<UploadGate>(),
            provider.GetRequiredService<AwaitedUploads>().IncludeAsync));
    }

    /// <summary>Adds the store that keeps media in Blob Storage.</summary>
    public static void AddBlobs(this FunctionsApplicationBuilder builder)
    {
        BlobOptions options;
        try
        {
            options = BlobOptions.Read(builder.Configuration, MediaOptions.Connection);
        }
        catch (FormatException wrong)
        {
            throw new SettingException(MediaOptions.Connection, wrong.Message, wrong, section: null);
        }
        builder.Services.AddBlobMedia(options);
        // What people send goes to Blob Storage, and the disk need have no room for it.
        builder.Services.AddSingleton(_ => new UploadGate(DiskSpace.Boundless));
    }
}
