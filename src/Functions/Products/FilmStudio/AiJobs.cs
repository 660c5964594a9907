using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reading;
using Refusal = Understudy.Functions.Http.Dialects.Refusal;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>Asking for work. FilmStudio, AI Job Service.</summary>
[SignedInBy(Way.Session)]
public sealed class AiJobs(FilmDesk desk, IVoiceCatalogue voices, AiJobBodies bodies)
{
    /// <summary>FilmStudio, POST /ai/video-generate.</summary>
    [Creates]
    [Function("FilmStudio-Video-Generate")]
    public async Task<IResult> Video(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "filmstudio/api/ai/video-generate")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        FilmOrder order = OrderOf(request, fields);
        FilmWish wish = AiJobFields.Film(fields);
        return fields.Problem is { } invalid
            ? new Refusal(invalid)
            : await AnswerAsync(
                await desk.VideoAsync(order, wish, new DurablePipelines(client), cancellationToken), cancellationToken);
    }

    /// <summary>FilmStudio, POST /ai/audio-generate.</summary>
    [Creates]
    [Limited(FilmStudioProduct.SoundLimit)]
    [Function("FilmStudio-Audio-Generate")]
    public async Task<IResult> Audio(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "filmstudio/api/ai/audio-generate")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        FilmOrder order = OrderOf(request, fields);
        string text = AiJobFields.Text(fields);
        string voice = AiJobFields.Voice(fields, voices);
        string? language = fields.Word("language", FilmStudioWords.Languages);
        return fields.Problem is { } invalid
            ? new Refusal(invalid)
            : await AnswerAsync(
                await desk.NarrateAsync(order, text, voice, language, new DurablePipelines(client), cancellationToken),
                cancellationToken);
    }

    /// <summary>FilmStudio, POST /ai/lip-sync.</summary>
    [Creates]
    [Limited(FilmStudioProduct.SoundLimit)]
    [Function("FilmStudio-Lips-Sync")]
    public async Task<IResult> Lips(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "filmstudio/api/ai/lip-sync")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        FilmOrder order = OrderOf(request, fields);
        string film = AiJobFields.Path(fields, "videoPath");
        string sound = AiJobFields.Path(fields, "audioPath");
        return fields.Problem is { } invalid
            ? new Refusal(invalid)
            : await AnswerAsync(
                await desk.SyncLipsAsync(order, film, sound, new DurablePipelines(client), cancellationToken),
                cancellationToken);
    }

    /// <summary>FilmStudio, POST /ai/music-generate.</summary>
    [Creates]
    [Limited(FilmStudioProduct.SoundLimit)]
    [Function("FilmStudio-Music-Generate")]
    public async Task<IResult> Music(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "filmstudio/api/ai/music-generate")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        FilmOrder order = OrderOf(request, fields);
        (string prompt, string? genre, double seconds) = AiJobFields.Music(fields);
        return fields.Problem is { } invalid
            ? new Refusal(invalid)
            : await AnswerAsync(
                await desk.MakeMusicAsync(order, prompt, genre, seconds, new DurablePipelines(client), cancellationToken),
                cancellationToken);
    }

    private static FilmOrder OrderOf(HttpRequest request, JsonFields fields) =>
        new(Caller.IdOf(request), fields.Uuid("projectId"), NewResource.IdOf(request));

    private async Task<IResult> AnswerAsync(Result<JobQueued> queued, CancellationToken cancellationToken) => queued.Succeeded
        ? FilmStudioDialect.Instance.Success(
            await bodies.AcceptedAsync(queued.Value, cancellationToken), StatusCodes.Status202Accepted)
        : new Refusal(queued.Problem);
}
