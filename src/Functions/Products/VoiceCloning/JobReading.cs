using System.Text;
using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Products.VoiceCloning;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.VoiceCloning;

/// <summary>How jobs stand, what was written down, and how dubbings fit. VoiceCloning, Check Processing Status.</summary>
[SignedInBy(Way.Session)]
public sealed class JobReading(VoiceFiles files, Transcripts transcripts, ICaptionFiles captions, FitReports fits, VoiceBodies bodies)
{
    private const int LargestTranscript = 1024 * 1024;

    /// <summary>VoiceCloning, Check Processing Status.</summary>
    [Function("VoiceCloning-Job-Status")]
    public async Task<IResult> Status(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "voicecloning/api/v1/process/status/{jobId}")]
        HttpRequest request,
        string jobId,
        CancellationToken cancellationToken) =>
        await files.FindJobAsync(Caller.IdOf(request), CanonicalId.OrNone(jobId), cancellationToken) is { } job
            ? VoiceCloningDialect.Instance.Success(await bodies.JobAsync(job, cancellationToken))
            : new Refusal(new Problem.NotFound("Job"));

    /// <summary>A transcript as it is now, or as captions; beyond the contract.</summary>
    [Function("VoiceCloning-Transcript-Get")]
    public async Task<IResult> Transcript(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "voicecloning/api/v1/process/transcript/{jobId}")]
        HttpRequest request,
        string jobId,
        CancellationToken cancellationToken) => Answer(
            request, await transcripts.ReadAsync(Caller.IdOf(request), CanonicalId.OrNone(jobId), cancellationToken));

    /// <summary>Puts other segments, as JSON, SubRip or WebVTT, in the place of a transcript's; beyond the contract.</summary>
    [Function("VoiceCloning-Transcript-Edit")]
    public async Task<IResult> Edit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "voicecloning/api/v1/process/transcript/{jobId}")]
        HttpRequest request,
        string jobId,
        CancellationToken cancellationToken)
    {
        Result<IReadOnlyList<TranscriptSegment>> segments = await ReadAsync(request);
        if (!segments.Succeeded) return new Refusal(segments.Problem);
        Result<Transcript> edited = await transcripts.EditAsync(
            Caller.IdOf(request), CanonicalId.OrNone(jobId), segments.Value, cancellationToken);
        return edited.Succeeded
            ? VoiceCloningDialect.Instance.Success(TranscriptAnswer.Of(edited.Value))
            : new Refusal(edited.Problem);
    }

    /// <summary>What a completed job's <c>result_url</c> leads to, for whoever has it.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [SignedInBy(Way.Nobody)]
    [Function("VoiceCloning-Result-Get")]
    public async Task<IResult> Result(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "voicecloning/api/v1/process/results/{link}")]
        HttpRequest request,
        string link,
        CancellationToken cancellationToken) => Answer(request, await transcripts.OpenAsync(link, cancellationToken));

    /// <summary>How each segment of a dubbing fits; beyond the contract.</summary>
    [Function("VoiceCloning-Fit-Get")]
    public async Task<IResult> Fit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "voicecloning/api/v1/process/fit/{jobId}")]
        HttpRequest request,
        string jobId,
        CancellationToken cancellationToken)
    {
        Result<DubbingFit> fit = await fits.ReadAsync(Caller.IdOf(request), CanonicalId.OrNone(jobId), cancellationToken);
        return fit.Succeeded ? VoiceCloningDialect.Instance.Success(FitAnswer.Of(jobId, fit.Value)) : new Refusal(fit.Problem);
    }

    private IResult Answer(HttpRequest request, Result<Transcript> transcript)
    {
        QueryFields query = new(request);
        CaptionFormat? format = query.Choice("format", VoiceWords.Captions);
        if (query.Problem is { } invalid) return new Refusal(invalid);
        if (!transcript.Succeeded) return new Refusal(transcript.Problem);
        return format is { } wanted
            ? Results.Text(
                transcripts.Captions(transcript.Value, wanted),
                wanted == CaptionFormat.Srt ? "application/x-subrip" : "text/vtt",
                Encoding.UTF8)
            : VoiceCloningDialect.Instance.Success(TranscriptAnswer.Of(transcript.Value));
    }

    private async Task<Result<IReadOnlyList<TranscriptSegment>>> ReadAsync(HttpRequest request)
    {
        string type = MediaType.Parse(request.ContentType)?.Name ?? "application/json";
        // Editors of captions send them as whatever text.
        if (type is not ("text/vtt" or "application/x-subrip" or "text/srt" or "text/plain"))
        {
            JsonFields fields = await JsonFields.ReadAsync(request, maxBytes: LargestTranscript);
            IReadOnlyList<TranscriptSegment> segments = SegmentFields.Read(fields);
            return fields.Problem is { } invalid ? (Result<IReadOnlyList<TranscriptSegment>>)invalid : segments.ToArray();
        }
        ReadOnlyMemory<byte> body = await RequestBody.ReadAsync(request, LargestTranscript);
        Result<IReadOnlyList<Caption>> read = captions.Read(body.ToArray());
        if (!read.Succeeded) return read.Problem;
        TranscriptSegment[] shown =
            [.. read.Value.Select(caption => new TranscriptSegment(caption.Text, caption.Start, caption.End, null))];
        return SegmentFields.WrongWith(shown) is { } wrong ? new Problem.Invalid([wrong]) : shown;
    }
}
