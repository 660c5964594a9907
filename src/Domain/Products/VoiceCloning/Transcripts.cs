using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.VoiceCloning;

/// <summary>Reads what was written down, lets people correct it, and makes links to it.</summary>
public sealed class Transcripts(VoiceFiles files, IMediaStore media, ICaptionFiles captions, TimeProvider time)
{
    private const string EditedFile = "edited.json";
    private const int IdBytes = 16;
    private const int TimeBytes = 8;
    private const int SignatureBytes = 32;

    private static readonly TimeSpan _linkLife = TimeSpan.FromHours(1);

    /// <summary>The answer for a transcript that is missing, not there yet, or somebody else's.</summary>
    public static Problem Missing { get; } = new Problem.NotFound("Transcript");

    /// <summary>The transcript of a job, as it was edited last.</summary>
    /// <returns>It, or <see cref="Missing"/>.</returns>
    public async Task<Result<Transcript>> ReadAsync(string ownerId, string jobId, CancellationToken cancellationToken) =>
        await FindAsync(ownerId, jobId, cancellationToken) is { Outputs.Report: { } report } job
            ? await ReadAsync(EditedOf(job), cancellationToken) ?? await ReadAsync(report, cancellationToken)
                ?? (Result<Transcript>)Missing
            : Missing;

    /// <summary>Puts other segments in the place of those that there are. What was recognised is kept beside them.</summary>
    /// <returns>The transcript as it is now, or <see cref="Missing"/>.</returns>
    public async Task<Result<Transcript>> EditAsync(
        string ownerId, string jobId, IReadOnlyList<TranscriptSegment> segments, CancellationToken cancellationToken)
    {
        if (await FindAsync(ownerId, jobId, cancellationToken) is not { Outputs.Report: { } report } job ||
            await ReadAsync(report, cancellationToken) is not { } recognised)
            return Missing;
        Transcript edited = recognised.Edit(segments);
        using MemoryStream content = new(JsonSerializer.SerializeToUtf8Bytes(edited, DocumentJson.Options));
        await media.WriteAsync(EditedOf(job), content, "application/json", cancellationToken);
        return edited;
    }

    /// <summary>A transcript as captions, one a segment.</summary>
    public string Captions(Transcript transcript, CaptionFormat format) => captions.Write(
        [.. transcript.Segments.Select(segment => new Caption(segment.Start, segment.End, segment.Text))], format);

    /// <summary>What opens a completed job's transcript to whoever has it, for an hour.</summary>
    public string LinkOf(Job job)
    {
        byte[] link = new byte[(2 * IdBytes) + TimeBytes + SignatureBytes];
        Guid.Parse(job.OwnerId).TryWriteBytes(link, bigEndian: true, out _);
        Guid.Parse(job.Id).TryWriteBytes(link.AsSpan(IdBytes), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(
            link.AsSpan(2 * IdBytes), (time.GetUtcNow() + _linkLife).ToUnixTimeSeconds());
        Sign(job, link.AsSpan(0, (2 * IdBytes) + TimeBytes), link.AsSpan((2 * IdBytes) + TimeBytes));
        return Base64Url.EncodeToString(link);
    }

    /// <summary>The transcript that a link opens.</summary>
    /// <returns>It, or <see cref="Missing"/> when the link is none of ours or too old.</returns>
    public async Task<Result<Transcript>> OpenAsync(string link, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[(2 * IdBytes) + TimeBytes + SignatureBytes];
        if (link.Length != Base64Url.GetEncodedLength(bytes.Length) || !Base64Url.IsValid(link) ||
            Base64Url.DecodeFromChars(link, bytes) != bytes.Length)
            return Missing;
        string ownerId = new Guid(bytes.AsSpan(0, IdBytes), bigEndian: true).ToString("D");
        string jobId = new Guid(bytes.AsSpan(IdBytes, IdBytes), bigEndian: true).ToString("D");
        if (BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(2 * IdBytes)) < time.GetUtcNow().ToUnixTimeSeconds() ||
            await FindAsync(ownerId, jobId, cancellationToken) is not { } job)
            return Missing;
        byte[] signature = new byte[SignatureBytes];
        Sign(job, bytes.AsSpan(0, (2 * IdBytes) + TimeBytes), signature);
        return CryptographicOperations.FixedTimeEquals(signature, bytes.AsSpan((2 * IdBytes) + TimeBytes))
            ? await ReadAsync(ownerId, jobId, cancellationToken)
            : Missing;
    }

    private static void Sign(Job job, ReadOnlySpan<byte> what, Span<byte> signature) => HMACSHA256.HashData(
        Encoding.ASCII.GetBytes(job.InputsOf<TranscribeInputs>().Secret), what, signature);

    private static MediaKey EditedOf(Job job) => job.InputsOf<TranscribeInputs>().Folder.File(EditedFile);

    private async Task<Job?> FindAsync(string ownerId, string jobId, CancellationToken cancellationToken) =>
        await files.FindJobAsync(ownerId, jobId, cancellationToken) is
        { Kind: TranscribeKind.KindName, State: JobState.Completed } job ? job : null;

    private async Task<Transcript?> ReadAsync(MediaKey key, CancellationToken cancellationToken)
    {
        if (await media.FindAsync(key, cancellationToken) is null) return null;
        await using Stream content = await media.OpenReadAsync(key, cancellationToken);
        return await JsonSerializer.DeserializeAsync<Transcript>(content, DocumentJson.Options, cancellationToken);
    }
}
