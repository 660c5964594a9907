using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>The inputs of a job that trains a model; the job has the model's id.</summary>
/// <param name="Kind">The kind's name, among the inputs too, since the oldest have it nowhere else.</param>
/// <param name="Source">The uploaded file.</param>
/// <param name="Model">Where the model's files go; ends with a slash.</param>
public sealed record TrainingInputs(string Kind, MediaKey Source, MediaKey Model);

/// <summary>Jobs that train models: what the two kinds have in common. Clone §4, §5.</summary>
public abstract class TrainingKind(IDocumentStore store, IMediaStore media, TimeProvider time) : IJobKind
{
    /// <inheritdoc/>
    public string Product => CloneWork.Product;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Lane { get; }

    /// <summary>How long a training is expected to take, in seconds.</summary>
    public abstract int EstimatedSeconds { get; }

    /// <inheritdoc/>
    public TimeSpan WorkLimit => TimeSpan.FromHours(6);

    /// <inheritdoc/>
    public bool OwnsUnnamed => true;

    /// <inheritdoc/>
    public abstract EngineTask ToTask(Job job);

    /// <inheritdoc/>
    public Task StartedAsync(Job job, CancellationToken cancellationToken) =>
        store.UpdateAsync<CloneModel>(job.OwnerId, job.Id, m => m.Start(time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public async Task CompletedAsync(Job job, CancellationToken cancellationToken)
    {
        CloneModel? model = await store.UpdateAsync<CloneModel>(
            job.OwnerId, job.Id, m => m.Complete(job.Outputs!, time.GetUtcNow()), cancellationToken);
        if (model is null) await ForgetAsync(job.OwnerId, job.Id, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task FailedAsync(Job job, JobFailure failure, CancellationToken cancellationToken)
    {
        CloneModel? model = await store.UpdateAsync<CloneModel>(
            job.OwnerId, job.Id, m => m.Fail(failure, time.GetUtcNow()), cancellationToken);
        if (model is null) await ForgetAsync(job.OwnerId, job.Id, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task GoneAsync(JobReference job, CancellationToken cancellationToken)
    {
        if (await store.FindAsync<CloneModel>(job.OwnerId, job.JobId, cancellationToken) is null)
            await ForgetAsync(job.OwnerId, job.JobId, cancellationToken);
    }

    /// <inheritdoc/>
    // A training is told by its model.
    public IEnumerable<PersonalItem> Describe(Job job) => [];

    /// <inheritdoc/>
    public Task EraseAsync(string ownerId, CancellationToken cancellationToken) => Task.CompletedTask;

    // The owner deleted the model while its training went on: what training left behind goes too.
    private async Task ForgetAsync(string ownerId, string modelId, CancellationToken cancellationToken)
    {
        await store.DeleteAsync<Job>(ownerId, modelId, cancellationToken);
        await media.DeleteAllAsync(CloneModel.FilesOf(ownerId, modelId), cancellationToken);
    }
}

/// <summary>Jobs that learn from a clip how a person looks.</summary>
public sealed class VideoTrainingKind(IDocumentStore store, IMediaStore media, TimeProvider time)
    : TrainingKind(store, media, time)
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "videoTraining";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override string Lane => CloneWork.VideoTrainingLane;

    /// <inheritdoc/>
    public override int EstimatedSeconds => 20;

    /// <inheritdoc/>
    public override EngineTask ToTask(Job job)
    {
        TrainingInputs inputs = job.InputsOf<TrainingInputs>();
        return new EngineTask.TrainLooks { Source = inputs.Source, Output = inputs.Model };
    }
}

/// <summary>Jobs that learn from a sample how a person sounds.</summary>
public sealed class VoiceTrainingKind(IDocumentStore store, IMediaStore media, TimeProvider time)
    : TrainingKind(store, media, time)
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "voiceTraining";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override string Lane => CloneWork.VoiceTrainingLane;

    /// <inheritdoc/>
    public override int EstimatedSeconds => 3;

    /// <inheritdoc/>
    public override EngineTask ToTask(Job job)
    {
        TrainingInputs inputs = job.InputsOf<TrainingInputs>();
        return new EngineTask.TrainVoice { Source = inputs.Source, Output = inputs.Model };
    }
}
