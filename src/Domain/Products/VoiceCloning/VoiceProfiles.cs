using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.VoiceCloning;

/// <summary>Asks for a profile. VoiceCloning, Create Voice Profile.</summary>
public sealed record CreateProfile(string OwnerId, string Name, string SampleId, string Language, string? Description, string? Id);

/// <summary>A voice that can be spoken with: one that is trained, or a recording of it.</summary>
/// <param name="Folder">The folder of the trained voice.</param>
/// <param name="Sample">The recording.</param>
public sealed record UsableVoice(MediaKey? Folder, MediaKey? Sample)
{
    /// <summary>The files without which it cannot be spoken with.</summary>
    public IReadOnlyList<MediaKey> Files => Sample is null ? [] : [Sample];
}

/// <summary>Voice profiles of people. VoiceCloning, Voice Management.</summary>
public sealed class VoiceProfiles(
    IDocumentStore store,
    IMediaStore media,
    StorageBook storage,
    VoiceFiles files,
    JobDesk desk,
    TrainVoiceKind kind,
    JobSettlement settlement,
    IIdFactory ids,
    TimeProvider time)
{
    private const int TrainingSeconds = 4;

    /// <summary>The answer for a profile that is missing or somebody else's.</summary>
    public static Problem Missing { get; } = new Problem.NotFound("Voice profile");

    /// <summary>Creates a profile, and has it trained. The document comes first, so that a job always finds its profile.</summary>
    /// <returns>The profile; or <see cref="VoiceFiles.Missing"/>, <see cref="Problem.Invalid"/>, <see cref="TooManyWaiting"/>.</returns>
    public async Task<Result<VoiceProfile>> CreateAsync(
        CreateProfile command, IPipelines pipelines, CancellationToken cancellationToken)
    {
        if (await files.FindAsync(command.OwnerId, command.SampleId, cancellationToken) is not { } sample)
            return VoiceFiles.Missing;
        if (sample.Kind != AssetKind.Audio)
            return new Problem.Invalid("audio_sample_id", FieldFault.NotAllowed, "Must be a recording: extract a film's audio first.");
        string id = command.Id ?? ids.Next();
        VoiceProfile profile = (await store.FindOrCreateAsync(
            command.OwnerId,
            id,
            () => new VoiceProfile
            {
                Id = id,
                OwnerId = command.OwnerId,
                Name = command.Name,
                Description = command.Description,
                Language = command.Language,
                SampleId = sample.Id,
                Sample = sample.Key,
                CreatedAt = time.GetUtcNow(),
            },
            cancellationToken)).Value;
        Result<JobQueued> queued = await desk.QueueAsync(
            new NewJob
            {
                Id = id,
                OwnerId = command.OwnerId,
                Kind = kind,
                EstimatedSeconds = TrainingSeconds,
                Inputs = JobInputs.Of(new TrainInputs
                {
                    SourceId = sample.Id,
                    Sources = [sample.Key],
                    Folder = VoiceWork.FolderOf(command.OwnerId, id),
                    Name = command.Name,
                    Project = sample.Project,
                }),
            },
            pipelines,
            cancellationToken);
        if (queued.Succeeded) return profile;
        await store.DeleteAsync<VoiceProfile>(command.OwnerId, id, cancellationToken);
        return queued.Problem;
    }

    /// <summary>A profile; null when there is none of that id.</summary>
    public async Task<VoiceProfile?> FindAsync(string ownerId, string id, CancellationToken cancellationToken) =>
        (await store.FindAsync<VoiceProfile>(ownerId, id, cancellationToken))?.Value;

    /// <summary>A person's profiles, newest first.</summary>
    public IAsyncEnumerable<VoiceProfile> ListAsync(
        string ownerId, string? language, string? gender, CancellationToken cancellationToken)
    {
        List<Filter> where = [];
        if (language is not null) where.Add(Filter.Equal("language", language));
        if (gender is not null) where.Add(Filter.Equal("gender", gender));
        return store.AllAsync<VoiceProfile>(
            new DocumentQuery { Partition = ownerId, Where = where, OrderBy = "createdAt", Descending = true }, cancellationToken);
    }

    /// <summary>The voice of a profile, or of a recording where none is named.</summary>
    /// <returns>The voice; or <see cref="Missing"/>, <see cref="Problem.Invalid"/> when it could not be trained.</returns>
    public async Task<Result<UsableVoice>> UseAsync(
        string ownerId, string? profileId, MediaKey recording, CancellationToken cancellationToken)
    {
        if (profileId is null) return new UsableVoice(null, recording);
        return await FindAsync(ownerId, profileId, cancellationToken) is { } profile ? Use(profile) : Missing;
    }

    /// <summary>The voice of a profile: by its sample as long as it is not trained.</summary>
    public static Result<UsableVoice> Use(VoiceProfile profile) => profile.State switch
    {
        VoiceProfileState.Ready => new UsableVoice(VoiceWork.FolderOf(profile.OwnerId, profile.Id), null),
        VoiceProfileState.Training => new UsableVoice(null, profile.Sample),
        _ => new Problem.Invalid(
            "voice_profile_id", FieldFault.NotAllowed, $"Could not be trained: {profile.Failure?.Message}"),
    };

    /// <summary>Deletes a profile and what was learned; a training that goes on is given up. The sample stays.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(
        string ownerId, string id, IPipelines pipelines, CancellationToken cancellationToken)
    {
        if (await FindAsync(ownerId, id, cancellationToken) is null) return false;
        if ((await store.FindAsync<Job>(ownerId, id, cancellationToken))?.Value is { } job)
            await settlement.CancelAsync(job, pipelines, cancellationToken);
        await media.DeleteAllAsync(VoiceWork.FolderOf(ownerId, id), cancellationToken);
        await store.DeleteAsync<Job>(ownerId, id, cancellationToken);
        DocumentQuery previews = new()
        {
            Partition = ownerId,
            Where =
            [
                Filter.Equal("product", VoiceWork.Product),
                Filter.Equal("kind", PreviewKind.KindName),
                Filter.Equal("inputs.profileId", id),
            ],
        };
        await foreach (Job preview in store.AllAsync<Job>(previews, cancellationToken))
        {
            await settlement.CancelAsync(preview, pipelines, cancellationToken);
            await media.DeleteAllAsync(VoiceWork.FolderOf(ownerId, preview.Id), cancellationToken);
            await storage.ReturnAsync(VoiceWork.RoomOf(ownerId), preview.Id, cancellationToken);
            await store.DeleteAsync<Job>(ownerId, preview.Id, cancellationToken);
        }
        return await store.DeleteAsync<VoiceProfile>(ownerId, id, cancellationToken);
    }
}
