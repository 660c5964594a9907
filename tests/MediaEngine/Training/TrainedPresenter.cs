using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Tests.Training;

/// <summary>Tests of one model, which is trained once for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class TrainedPresenterGroup : ICollectionFixture<TrainedPresenter>
{
    public const string Name = "Trained presenter";
}

/// <summary>A video model trained once, from the first two seconds of the sample presenter.</summary>
public sealed class TrainedPresenter : IAsyncLifetime, IDisposable
{
    private readonly TestMedia _media = new();

    internal RecordedProgress Progress { get; } = new();

    public string Source { get; private set; } = "";

    public VideoModelFiles Files { get; private set; } = null!;

    public TrainedVideo Model { get; private set; } = null!;

    public string TemporaryRoot { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Source = await _media.FromPresenter("2", "null", "presenter.mp4");
        Files = new VideoModelFiles(_media.NewPath("model"));
        TemporaryRoot = _media.NewPath("temporary");
        Model = await new VideoTrainer(TemporaryRoot).TrainAsync(
            Source, Files.Folder, Progress, CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _media.Dispose();
}
