using System.Text.Json;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.VoiceCloning;

/// <summary>Jobs that learn voices; each has its profile's id.</summary>
public sealed class TrainVoiceKind(IDocumentStore store, IMediaStore media, StorageBook storage)
    : VoiceKind<TrainInputs>(media, storage)
{
    private readonly IMediaStore _media = media;

    /// <summary>The profile was deleted while it was trained.</summary>
    public static JobFailure ProfileGone { get; } = new("profile_deleted", "The voice profile was deleted.");

    /// <inheritdoc/>
    public override string Name => "trainVoice";

    /// <inheritdoc/>
    public override string Lane => "voices";

    /// <inheritdoc/>
    public override async Task<JobFailure?> AdmitAsync(Job job, CancellationToken cancellationToken) =>
        await store.FindAsync<VoiceProfile>(job.OwnerId, job.Id, cancellationToken) is null
            ? ProfileGone
            : await base.AdmitAsync(job, cancellationToken);

    /// <inheritdoc/>
    public override async Task CompletedAsync(Job job, CancellationToken cancellationToken)
    {
        string? gender = VoiceProfile.GenderOf(await PitchAsync(job.Outputs?.Report, cancellationToken));
        VoiceProfile? profile = await store.UpdateAsync<VoiceProfile>(
            job.OwnerId,
            job.Id,
            known => known with { State = VoiceProfileState.Ready, Gender = gender },
            cancellationToken);
        if (profile is null) await _media.DeleteAllAsync(VoiceWork.FolderOf(job.OwnerId, job.Id), cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task FailedAsync(Job job, JobFailure failure, CancellationToken cancellationToken)
    {
        await store.UpdateAsync<VoiceProfile>(
            job.OwnerId,
            job.Id,
            known => known with { State = VoiceProfileState.Failed, Failure = failure },
            cancellationToken);
        await base.FailedAsync(job, failure, cancellationToken);
    }

    /// <inheritdoc/>
    protected override EngineTask ToTask(TrainInputs inputs) =>
        new EngineTask.TrainVoice { Output = inputs.Folder, Source = inputs.Sources[0] };

    /// <inheritdoc/>
    protected override object Details(TrainInputs inputs) => new { };

    private async Task<double?> PitchAsync(MediaKey? report, CancellationToken cancellationToken)
    {
        if (report is null) return null;
        await using Stream content = await _media.OpenReadAsync(report, cancellationToken);
        using JsonDocument json = await JsonDocument.ParseAsync(content, default, cancellationToken);
        foreach (JsonProperty property in json.RootElement.EnumerateObject())
            if (property.Name.Equals("medianPitch", StringComparison.OrdinalIgnoreCase)) return property.Value.GetDouble();
        return null;
    }
}
