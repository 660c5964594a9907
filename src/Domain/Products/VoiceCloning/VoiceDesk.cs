using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Media.Storage;

namespace Understudy.Domain.Products.VoiceCloning;

/// <summary>What is asked for in every request for work.</summary>
/// <param name="OwnerId">Who asks.</param>
/// <param name="FileId">Of which file.</param>
/// <param name="Id">The job's id, so that a request that is repeated finds what it began; null for a new one.</param>
public sealed record VoiceOrder(string OwnerId, string FileId, string? Id);

/// <summary>Takes orders for work on files. VoiceCloning, Processing.</summary>
public sealed class VoiceDesk(
    VoiceFiles files,
    VoiceProfiles profiles,
    Transcripts transcripts,
    JobDesk desk,
    StorageBook storage,
    ExtractAudioKind extract,
    TranscribeKind transcribe,
    CloneVoiceKind clone,
    GenerateVideoKind generate,
    ISecretFactory secrets,
    IIdFactory ids)
{
    private const string VideoField = "video_file_id";
    private const string AudioField = "audio_file_id";

    /// <summary>Takes the sound out of a film, or changes a recording's form.</summary>
    /// <returns>The job, or <see cref="VoiceFiles.Missing"/>, <see cref="StorageLimitReached"/>, <see cref="TooManyWaiting"/>.</returns>
    public async Task<Result<JobQueued>> ExtractAsync(
        VoiceOrder order, string format, int sampleRate, IPipelines pipelines, CancellationToken cancellationToken)
    {
        Result<VoiceFile> source = await FindAsync(order, VideoField, sound: false, cancellationToken);
        if (!source.Succeeded) return source.Problem;
        string id = order.Id ?? ids.Next();
        return await QueueAsync(order.OwnerId, id, extract, SecondsOf(source.Value, 60), new ExtractInputs
        {
            SourceId = source.Value.Id,
            Sources = [source.Value.Key],
            Folder = VoiceWork.FolderOf(order.OwnerId, id),
            Name = NameOf(source.Value, "", format),
            Project = source.Value.Project,
            Format = format,
            SampleRate = sampleRate,
        }, pipelines, cancellationToken);
    }

    /// <summary>Writes down what is said in a recording or a film.</summary>
    /// <returns>As <see cref="ExtractAsync"/>.</returns>
    public async Task<Result<JobQueued>> TranscribeAsync(
        VoiceOrder order, string? language, string model, IPipelines pipelines, CancellationToken cancellationToken)
    {
        Result<VoiceFile> source = await FindAsync(order, AudioField, sound: false, cancellationToken);
        if (!source.Succeeded) return source.Problem;
        string id = order.Id ?? ids.Next();
        return await QueueAsync(order.OwnerId, id, transcribe, SecondsOf(source.Value, 3), new TranscribeInputs
        {
            SourceId = source.Value.Id,
            Sources = [source.Value.Key],
            Folder = VoiceWork.FolderOf(order.OwnerId, id),
            Name = NameOf(source.Value, "", "json"),
            Project = source.Value.Project,
            Language = language,
            Model = model,
            Secret = secrets.Next(),
        }, pipelines, cancellationToken);
    }

    /// <summary>Says a text, or a transcript's segments in time, with somebody's voice.</summary>
    /// <returns>
    /// As <see cref="ExtractAsync"/>; or <see cref="Problem.Invalid"/> when the transcript or the profile cannot be used.
    /// </returns>
    public async Task<Result<JobQueued>> CloneAsync(
        VoiceOrder order, CloneOrder what, IPipelines pipelines, CancellationToken cancellationToken)
    {
        Result<VoiceFile> source = await FindAsync(order, AudioField, sound: true, cancellationToken);
        if (!source.Succeeded) return source.Problem;
        Result<UsableVoice> voice = await profiles.UseAsync(
            order.OwnerId, what.ProfileId, source.Value.Key, cancellationToken);
        if (!voice.Succeeded) return voice.Problem;
        Transcript? said = null;
        if (what.TranscriptId is { } transcriptId)
        {
            Result<Transcript> read = await transcripts.ReadAsync(order.OwnerId, transcriptId, cancellationToken);
            if (!read.Succeeded) return read.Problem;
            said = read.Value;
            if (said.WrongForSpeech() is { } wrong)
                return new Problem.Invalid("transcript_job_id", FieldFault.NotAllowed, wrong);
        }
        string id = order.Id ?? ids.Next();
        double characters = what.Text?.Length ?? said?.Content.Length ?? 0;
        return await QueueAsync(order.OwnerId, id, clone, (int)(3 + (characters / 100)), new CloneInputs
        {
            SourceId = source.Value.Id,
            Sources = [source.Value.Key, .. voice.Value.Files],
            Folder = VoiceWork.FolderOf(order.OwnerId, id),
            Name = NameOf(source.Value, $"-{what.Language}", "wav"),
            Project = source.Value.Project,
            Language = what.Language,
            Text = what.Text,
            Segments = said is null ? null : [.. said.Segments.Select(each => each.ToDub())],
            TranscriptId = what.TranscriptId,
            ProfileId = what.ProfileId,
            Voice = voice.Value.Folder,
            Sample = voice.Value.Sample,
            Kept = said is null ? null : VoiceWork.SpeechOf(order.OwnerId, source.Value.Id),
        }, pipelines, cancellationToken);
    }

    /// <summary>Gives a film another sound, as long as that, and moves the lips of who is seen.</summary>
    /// <returns>As <see cref="ExtractAsync"/>.</returns>
    public async Task<Result<JobQueued>> GenerateAsync(
        VoiceOrder order, string soundId, string container, string quality, IPipelines pipelines, CancellationToken cancellationToken)
    {
        VoiceFile? film = await files.FindAsync(order.OwnerId, order.FileId, cancellationToken);
        VoiceFile? sound = await files.FindAsync(order.OwnerId, soundId, cancellationToken);
        if (film is null || sound is null) return VoiceFiles.Missing;
        if (film.Kind != AssetKind.Video)
            return new Problem.Invalid("original_video_id", FieldFault.NotAllowed, "Must be a film.");
        if (sound.Kind != AssetKind.Audio)
            return new Problem.Invalid("cloned_audio_id", FieldFault.NotAllowed, "Must be a recording.");
        string id = order.Id ?? ids.Next();
        double pixels = (double)(film.Width ?? 1280) * (film.Height ?? 720);
        int seconds = (int)(5 + ((sound.Seconds ?? 10) * pixels / 1_500_000));
        return await QueueAsync(order.OwnerId, id, generate, seconds, new FilmInputs
        {
            SourceId = film.Id,
            Sources = [film.Key, sound.Key],
            Folder = VoiceWork.FolderOf(order.OwnerId, id),
            Name = NameOf(film, "-dubbed", container),
            Project = film.Project,
            Film = film.Key,
            Sound = sound.Key,
            SoundId = sound.Id,
            Container = container,
            Quality = quality,
            Width = film.Width,
            Height = film.Height,
        }, pipelines, cancellationToken);
    }

    private async Task<Result<VoiceFile>> FindAsync(
        VoiceOrder order, string field, bool sound, CancellationToken cancellationToken)
    {
        if (await files.FindAsync(order.OwnerId, order.FileId, cancellationToken) is not { } file) return VoiceFiles.Missing;
        if (file.Kind is null) return new Problem.Invalid(field, FieldFault.NotAllowed, "Must be a recording or a film.");
        return sound && file.Kind != AssetKind.Audio
            ? new Problem.Invalid(field, FieldFault.NotAllowed, "Must be a recording: extract the film's audio first.")
            : file;
    }

    private async Task<Result<JobQueued>> QueueAsync<T>(
        string ownerId, string id, VoiceKind<T> kind, int seconds, T inputs, IPipelines pipelines, CancellationToken cancellationToken)
        where T : VoiceInputs
    {
        StorageUse use = await storage.GetAsync(VoiceWork.RoomOf(ownerId), cancellationToken);
        if (use.Total >= VoiceWork.StorageLimit) return new StorageLimitReached(VoiceWork.StorageLimit, use.Total, 1);
        return await desk.QueueAsync(
            new NewJob { Id = id, OwnerId = ownerId, Kind = kind, Inputs = JobInputs.Of(inputs), EstimatedSeconds = seconds },
            pipelines,
            cancellationToken);
    }

    // How many seconds of it are done in one.
    private static int SecondsOf(VoiceFile file, double pace) => (int)Math.Ceiling(2 + ((file.Seconds ?? 60) / pace));

    private static string NameOf(VoiceFile source, string suffix, string extension)
    {
        string name = Path.GetFileNameWithoutExtension(source.Name);
        return $"{(name.Length == 0 ? "file" : name)}{suffix}.{extension}";
    }
}

/// <summary>What is to be said, and by whom.</summary>
/// <param name="Language">In which language.</param>
/// <param name="Text">A text, unless it is a transcript.</param>
/// <param name="TranscriptId">The job of a transcript, whose segments are said in time.</param>
/// <param name="ProfileId">Whose voice; null for that of the file itself.</param>
public sealed record CloneOrder(string Language, string? Text, string? TranscriptId, string? ProfileId);
