using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.VoiceCloning;

/// <summary>Finds and deletes the files and the jobs of people. VoiceCloning, File Management.</summary>
public sealed class VoiceFiles(IDocumentStore store, IMediaStore media, AssetDesk assets, StorageBook storage)
{
    /// <summary>The answer for a file that is missing or somebody else's.</summary>
    public static Problem Missing { get; } = new Problem.NotFound("File");

    /// <summary>What the inputs of a job of this product say.</summary>
    public static VoiceInputs InputsOf(Job job) => job.Kind switch
    {
        "extractAudio" => job.InputsOf<ExtractInputs>(),
        TranscribeKind.KindName => job.InputsOf<TranscribeInputs>(),
        CloneVoiceKind.KindName => job.InputsOf<CloneInputs>(),
        "generateVideo" => job.InputsOf<FilmInputs>(),
        PreviewKind.KindName => job.InputsOf<PreviewInputs>(),
        _ => job.InputsOf<TrainInputs>(),
    };

    /// <summary>One of a person's jobs; null when there is none of that id.</summary>
    public async Task<Job?> FindJobAsync(string ownerId, string id, CancellationToken cancellationToken) =>
        (await store.FindAsync<Job>(ownerId, id, cancellationToken))?.Value is { Product: VoiceWork.Product } job ? job : null;

    /// <summary>A file that can be used, uploaded or made; null when there is none of that id.</summary>
    public async Task<VoiceFile?> FindAsync(string ownerId, string id, CancellationToken cancellationToken)
    {
        if (await assets.FindAsync(ownerId, VoiceWork.Product, id, cancellationToken) is { } asset)
            return asset.State == AssetState.Ready ? VoiceFile.Of(asset) : null;
        return await FindJobAsync(ownerId, id, cancellationToken) is { } job ? VoiceFile.Of(job, InputsOf(job)) : null;
    }

    /// <summary>
    /// Deletes a file, whose room comes back; of one that a job made the job goes, too. A job that has yet to read it fails,
    /// and says so. The document goes last, so that a deletion that was cut off can be repeated.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(string ownerId, string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(ownerId, id, cancellationToken) is null) return false;
        await media.DeleteAllAsync(VoiceWork.SpeechOf(ownerId, id), cancellationToken);
        if (await assets.DeleteAsync(ownerId, VoiceWork.Product, id, cancellationToken)) return true;
        await media.DeleteAllAsync(VoiceWork.FolderOf(ownerId, id), cancellationToken);
        await storage.ReturnAsync(VoiceWork.RoomOf(ownerId), id, cancellationToken);
        return await store.DeleteAsync<Job>(ownerId, id, cancellationToken);
    }
}
