using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Sora;

/// <summary>Asking for videos. Sora §2.2, §2.3.</summary>
[Limited(SoraLimits.Generation)]
[SignedInBy(Way.SessionAndApiKey)]
public sealed class VideoCreation(CreateVideoHandler create, IForeignAddresses addresses)
{
    /// <summary>Sora §2.2.</summary>
    [Creates]
    [Function("Sora-TextVideo-Create")]
    public Task<IResult> FromText(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sora/api/videos/text-to-video")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => CreateAsync(request, TaskType.TextToVideo, client, cancellationToken);

    /// <summary>Sora §2.3.</summary>
    [Creates]
    [Function("Sora-ImageVideo-Create")]
    public Task<IResult> FromImages(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sora/api/videos/image-to-video")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => CreateAsync(request, TaskType.ImageToVideo, client, cancellationToken);

    /// <summary>
    /// Checks a request, with pictures or without, and only says what it would cost; beyond the contract.
    /// </summary>
    [Function("Sora-Video-Estimate")]
    public async Task<IResult> Estimate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sora/api/videos/estimate")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        TaskType type = fields.Has("image_urls") ? TaskType.ImageToVideo : TaskType.TextToVideo;
        CreateVideo command = await VideoBody.ReadAsync(request, fields, type, addresses, cancellationToken);
        if (fields.Problem is { } invalid) return SoraDialect.Instance.Refuse(invalid);
        Result<VideoEstimate> estimate = await create.EstimateAsync(command, cancellationToken);
        return estimate.Succeeded
            ? SoraDialect.Instance.Success(EstimateAnswer.Of(type, estimate.Value))
            : SoraDialect.Instance.Refuse(estimate.Problem);
    }

    private async Task<IResult> CreateAsync(
        HttpRequest request, TaskType type, DurableTaskClient client, CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        CreateVideo command = await VideoBody.ReadAsync(request, fields, type, addresses, cancellationToken);
        if (fields.Problem is { } invalid) return SoraDialect.Instance.Refuse(invalid);
        Result<VideoOrdered> ordered = await create.HandleAsync(command, new DurablePipelines(client), cancellationToken);
        return ordered.Succeeded
            ? SoraDialect.Instance.Success(VideoCreatedAnswer.Of(type, ordered.Value))
            : SoraDialect.Instance.Refuse(ordered.Problem);
    }
}
