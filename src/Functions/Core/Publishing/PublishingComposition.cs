using Microsoft.Azure.Functions.Worker.Builder;
using Understudy.Domain.Accounts;
using Understudy.Domain.Publishing;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Infrastructure.YouTube;

namespace Understudy.Functions.Core.Publishing;

/// <summary>Where a site of videos sends people back to: said by whichever product has an endpoint for it.</summary>
/// <param name="Path">Its path, with a slash before it.</param>
internal sealed record ConsentReturnPath(string Path);

/// <summary>Adds publishing on people's channels to the app.</summary>
internal static class PublishingComposition
{
    /// <summary>Adds it.</summary>
    /// <param name="builder">The app.</param>
    /// <param name="data">The data folder.</param>
    public static void AddPublishing(this FunctionsApplicationBuilder builder, string data)
    {
        IServiceCollection services = builder.Services;
        IdentityOptions identity = builder.Configuration.Read<IdentityOptions>();
        services.AddYouTube(
            builder.Configuration.Read<ChannelOptions>().Read(),
            // Outside the Development environment the app does not start without that secret.
            _ => identity.KeySecret.Length > 0 ? identity.Secret() : ChannelKey.LoadOrCreate(Path.Combine(data, "keys")),
            provider => new Uri(
                provider.GetRequiredService<OriginOptions>().PublicUrl.AbsoluteUri.TrimEnd('/')
                + provider.GetRequiredService<ConsentReturnPath>().Path));
        services.AddSingleton(UploadPace.Default);
        services.AddSingleton<ChannelConnections>();
        services.AddSingleton<PublishVideoHandler>();
        services.AddSingleton<PublicationUpload>();
        services.AddSingleton<PublicationDressing>();
        services.AddSingleton<PublicationSteps>();
        services.AddSingleton<Publications>();
        services.AddSingleton<PublishedVideos>();
        services.AddSingleton<CreatePlaylistHandler>();
        services.AddSingleton<IPersonalData, PublishingData>();
    }
}
