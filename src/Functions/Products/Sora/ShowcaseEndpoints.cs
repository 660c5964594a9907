using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Sora;

/// <summary>Films that everybody is shown. Sora §6.</summary>
[SignedInBy(Way.Nobody)]
public sealed class ShowcaseEndpoints(Showcase showcase, ShowcaseReadings readings)
{
    /// <summary>Sora §6.1.</summary>
    [Function("Sora-Showcase-List")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sora/api/showcase/videos")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        Paging paging = query.Paging(defaultLimit: 12, maxLimit: 100, limitName: "page_size");
        if (query.Problem is { } invalid) return SoraDialect.Instance.Refuse(invalid);
        IReadOnlyList<ShowcaseVideo> videos = await readings.ReadAsync(new DurablePipelines(client), cancellationToken);
        return SoraDialect.Instance.Success(new ShowcaseAnswer(
            videos.Count,
            paging.Page,
            paging.Limit,
            paging.Pages(videos.Count),
            [.. videos.Skip(paging.Offset).Take(paging.Limit)],
            MessageOf(videos.Count)));
    }

    /// <summary>Sora §6.2. Who only asks for the headers has not looked at it.</summary>
    [Function("Sora-Showcase-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sora/api/showcase/videos/{videoId}")]
        HttpRequest request,
        string videoId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ShowcaseFilm? film = int.TryParse(videoId, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? ShowcaseFilm.Find(number)
            : null;
        if (film is null) return SoraDialect.Instance.Refuse(new Problem.NotFound("Video"));
        IReadOnlyList<ShowcaseVideo> videos = await readings.ReadAsync(new DurablePipelines(client), cancellationToken);
        if (videos.FirstOrDefault(video => video.Id == number) is not { } shown)
            return SoraDialect.Instance.Refuse(new ShowcaseNotReady());
        if (HttpMethods.IsHead(request.Method)) return SoraDialect.Instance.Success(shown);
        await showcase.CountViewAsync(film, cancellationToken);
        readings.Forget();
        long views = await showcase.ViewsOfAsync(film, cancellationToken);
        return SoraDialect.Instance.Success(shown with { ViewCount = views });
    }

    private static string? MessageOf(int made) => made == ShowcaseFilm.All.Count
        ? null
        : $"Showcase feature being set up: {made} of {ShowcaseFilm.All.Count} videos are there";
}

/// <summary>503: the film is being made. Sora §6.2.</summary>
internal sealed record ShowcaseNotReady() : TryAgain(10);
