using Understudy.Bench.Http;
using Understudy.Bench.Measuring;
using Understudy.Bench.Media;

namespace Understudy.Bench;

/// <summary>What every measurement of a run shares.</summary>
/// <param name="Quick">Whether to repeat less and to wait less.</param>
/// <param name="Scratch">Where temporary data go.</param>
/// <param name="Cancellation">Ends the run.</param>
internal sealed record BenchRun(bool Quick, Scratch Scratch, CancellationToken Cancellation)
{
    private Task<Presenter>? _presenter;
    private Task<PublishedBuilds>? _published;

    /// <summary>How often a measurement is repeated.</summary>
    public int Repetitions => Quick ? 3 : 5;

    /// <summary>How long one repetition of a load test lasts.</summary>
    public int LoadSeconds => Quick ? 2 : 5;

    /// <summary>The trained sample person; trained once a run.</summary>
    public Task<Presenter> PresenterAsync() => _presenter ??= Presenter.TrainAsync(Scratch, Cancellation);

    /// <summary>What is published; once a run.</summary>
    public Task<PublishedBuilds> PublishedAsync() => _published ??= PublishedBuilds.MakeAsync(Scratch, Cancellation);
}
