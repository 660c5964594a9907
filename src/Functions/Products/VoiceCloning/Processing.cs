using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Products.VoiceCloning;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reading;
using Refusal = Understudy.Functions.Http.Dialects.Refusal;

namespace Understudy.Functions.Products.VoiceCloning;

/// <summary>Asking for work on files. VoiceCloning, Processing.</summary>
[Limited(VoiceCloningLimits.Processing)]
[SignedInBy(Way.Session)]
public sealed class Processing(VoiceDesk desk, VoiceBodies bodies)
{
    private const int LongestText = 20_000;
    private static readonly long[] _sampleRates = [8000, 16_000, 22_050, 24_000, 44_100, 48_000];

    /// <summary>VoiceCloning, Extract Audio.</summary>
    [Creates]
    [Function("VoiceCloning-Audio-Extract")]
    public async Task<IResult> Extract(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "voicecloning/api/v1/process/extract-audio")]
        HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        VoiceOrder order = OrderOf(request, fields.Uuid("video_file_id"));
        string format = fields.Word("audio_format", VoiceWords.AudioFormats);
        int rate = SampleRateOf(fields);
        return fields.Problem is { } invalid
            ? new Refusal(invalid)
            : await AnswerAsync(
                await desk.ExtractAsync(order, format, rate, new DurablePipelines(client), cancellationToken), cancellationToken);
    }

    /// <summary>VoiceCloning, Transcribe Audio.</summary>
    [Creates]
    [Function("VoiceCloning-Transcript-Make")]
    public async Task<IResult> Transcribe(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "voicecloning/api/v1/process/transcribe")]
        HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        VoiceOrder order = OrderOf(request, fields.Uuid("audio_file_id"));
        string? language = fields.Language("source_language");
        string model = fields.Word("model", VoiceWords.Models);
        return fields.Problem is { } invalid
            ? new Refusal(invalid)
            : await AnswerAsync(
                await desk.TranscribeAsync(order, language, model, new DurablePipelines(client), cancellationToken),
                cancellationToken);
    }

    /// <summary>VoiceCloning, Clone Voice. A transcript's segments in place of a text are beyond the contract.</summary>
    [Creates]
    [Function("VoiceCloning-Voice-Clone")]
    public async Task<IResult> Clone(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "voicecloning/api/v1/process/clone-voice")]
        HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        VoiceOrder order = OrderOf(request, fields.Uuid("audio_file_id"));
        bool isTranscript = fields.Has("transcript_job_id");
        CloneOrder what = new(
            fields.RequiredWord("target_language", VoiceWords.Spoken),
            isTranscript ? null : fields.Paragraphs("text_content", LongestText),
            isTranscript ? fields.Uuid("transcript_job_id") : null,
            fields.Has("voice_profile_id") ? fields.Uuid("voice_profile_id") : null);
        if (isTranscript && fields.Has("text_content"))
            fields.Add("text_content", FieldFault.NotAllowed, "Cannot be said together with a transcript.");
        return fields.Problem is { } invalid
            ? new Refusal(invalid)
            : await AnswerAsync(
                await desk.CloneAsync(order, what, new DurablePipelines(client), cancellationToken), cancellationToken);
    }

    /// <summary>VoiceCloning, Generate Video.</summary>
    [Creates]
    [Function("VoiceCloning-Video-Generate")]
    public async Task<IResult> Generate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "voicecloning/api/v1/process/generate-video")]
        HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        VoiceOrder order = OrderOf(request, fields.Uuid("original_video_id"));
        string sound = fields.Uuid("cloned_audio_id");
        string container = fields.Word("output_format", VoiceWords.Containers);
        string quality = fields.Word("quality", VoiceWords.Qualities);
        return fields.Problem is { } invalid
            ? new Refusal(invalid)
            : await AnswerAsync(
                await desk.GenerateAsync(order, sound, container, quality, new DurablePipelines(client), cancellationToken),
                cancellationToken);
    }

    private static VoiceOrder OrderOf(HttpRequest request, string fileId) =>
        new(Caller.IdOf(request), fileId, NewResource.IdOf(request));

    private static int SampleRateOf(JsonFields fields)
    {
        long rate = fields.OptionalWhole("sample_rate", 1, int.MaxValue) ?? 44_100;
        if (rate > 0 && !_sampleRates.Contains(rate))
            fields.Add("sample_rate", FieldFault.NotOneOf, $"Must be one of: {string.Join(", ", _sampleRates)}.");
        return (int)rate;
    }

    private async Task<IResult> AnswerAsync(Result<JobQueued> queued, CancellationToken cancellationToken) => queued.Succeeded
        ? VoiceCloningDialect.Instance.Success(
            await bodies.JobAsync(queued.Value.Job, cancellationToken), StatusCodes.Status202Accepted)
        : new Refusal(queued.Problem);
}
