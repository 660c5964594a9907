using System.Collections.Concurrent;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Common;
using Understudy.Domain.Publishing;
using Understudy.Infrastructure.YouTube;
using Understudy.Tests.Google;

namespace Understudy.Infrastructure.Tests.YouTube;

/// <summary>The adapter as the app registers it, and YouTube on this machine.</summary>
public abstract class YouTubeTest : IAsyncLifetime
{
    internal const string Owner = "ann";
    internal const string Channel = "UC-ann";
    internal static readonly Uri Callback = new("http://localhost/filmstudio/api/youtube/callback");

    private readonly List<ServiceProvider> _services = [];
    private YouTubeDouble? _double;
    private IVideoSite? _site;

    internal ElasticTime Time { get; } = new();

    internal YouTubeDouble YouTube => _double!;

    internal IVideoSite Site => _site!;

    /// <summary>The requests that the app has made, in their order.</summary>
    internal ConcurrentQueue<YouTubeRequest> Asked { get; } = new();

    internal static VideoDetails Details { get; } = new()
    {
        Title = "My film",
        Description = "Of \"light\"",
        Tags = ["AI", "a film"],
        Privacy = VideoPrivacy.Unlisted,
    };

    public async Task InitializeAsync()
    {
        _double = await YouTubeDouble.StartAsync(Time);
        _site = NewSite();
    }

    public async Task DisposeAsync()
    {
        foreach (ServiceProvider services in _services) await services.DisposeAsync();
        await _double!.DisposeAsync();
    }

    internal IVideoSite NewSite(byte[]? secret = null)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        YouTubeOptions options = new(YouTubeDouble.ClientId, YouTubeDouble.ClientSecret)
        {
            AuthorizationUrl = new Uri(YouTube.Url, "/consent"),
            TokenUrl = new Uri(YouTube.Url, "/token"),
            RevocationUrl = new Uri(YouTube.Url, "/revoke"),
            ApiUrl = new Uri(YouTube.Url, "/api"),
            UploadUrl = new Uri(YouTube.Url, "/upload"),
        };
        services.AddYouTube(options, _ => secret ?? [.. Enumerable.Repeat((byte)7, 32)], _ => Callback);
        _services.Add(services.BuildServiceProvider());
        return _services[^1].GetRequiredService<IVideoSite>();
    }

    /// <summary>Happens to the first requests of that kind, as many as there are faults.</summary>
    internal void Fail(Func<YouTubeRequest, bool> which, params YouTubeFault[] faults)
    {
        ConcurrentQueue<YouTubeFault> left = new(faults);
        YouTube.Script = request =>
        {
            Asked.Enqueue(request);
            return which(request) && left.TryDequeue(out YouTubeFault? fault) ? fault : null;
        };
    }

    /// <summary>Somebody lets the app in.</summary>
    internal Task<Result<ChannelGrant>> ExchangeAsync(string state = "state-1", string? ended = null)
    {
        Uri back = YouTube.Allow(Site.ConsentPage(state), Channel);
        string code = QueryHelpers.ParseQuery(back.Query)["code"]!;
        return Site.ExchangeAsync(Owner, code, ended ?? state, CancellationToken.None);
    }

    internal async Task<IVideoChannel> OpenAsync() => Site.Open(Owner, (await ExchangeAsync()).Value!.Grant);

    internal static async Task<T> OfAsync<T>(Task<Result<T>> result)
    {
        Result<T> done = await result;
        done.Problem.ShouldBeNull();
        return done.Value!;
    }

    /// <summary>Uploads bytes as a whole.</summary>
    internal static async Task<UploadState> UploadAsync(IVideoChannel channel, byte[] bytes)
    {
        UploadSession session = await OfAsync(
            channel.BeginUploadAsync(Details, bytes.Length, "video/mp4", CancellationToken.None));
        return await OfAsync(channel.SendAsync(
            session, new UploadPiece(0, bytes.Length, bytes.Length), new MemoryStream(bytes), CancellationToken.None));
    }
}
