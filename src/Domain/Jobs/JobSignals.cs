using System.Diagnostics;
using System.Diagnostics.Metrics;
using Understudy.Domain.Common;

namespace Understudy.Domain.Jobs;

/// <summary>Figures about jobs. One that a crash has told twice is counted twice.</summary>
public static class JobSignals
{
    private static readonly Counter<long> _ended = Signals.Meter.CreateCounter<long>(
        "understudy.jobs.ended", "{job}", "Jobs that have ended, by kind and outcome.");

    private static readonly Histogram<double> _wait = Signals.Meter.CreateHistogram<double>(
        "understudy.jobs.wait", "s", "How long jobs waited for their turn, by kind.");

    private static readonly Histogram<double> _work = Signals.Meter.CreateHistogram<double>(
        "understudy.jobs.work", "s", "How long the work on jobs took, by kind.");

    private static readonly Histogram<double> _speed = Signals.Meter.CreateHistogram<double>(
        "understudy.engine.speed", "1", "Seconds made in a second of work, by kind.");

    /// <summary>A job's work began.</summary>
    public static void Began(Job job)
    {
        if (job.StartedAt is { } start) _wait.Record(Math.Max(0, (start - job.CreatedAt).TotalSeconds), Kind(job));
    }

    /// <summary>A job has ended.</summary>
    public static void Ended(Job job)
    {
        TagList tags = [Kind(job), new("outcome", Outcome(job.State))];
        if (job.Failure is { } failure) tags.Add("failure", failure.Code);
        _ended.Add(1, tags);
        if (job is not { State: JobState.Completed, StartedAt: { } start, FinishedAt: { } end } || end <= start) return;
        KeyValuePair<string, object?> of = Kind(job);
        _work.Record((end - start).TotalSeconds, of);
        if (job.Outputs is { DurationSeconds: > 0 and double made, Video: not null })
            _speed.Record(made / (end - start).TotalSeconds, of);
    }

    private static KeyValuePair<string, object?> Kind(Job job) => new("kind", job.Kind);

    private static string Outcome(JobState state) => state switch
    {
        JobState.Completed => "completed",
        JobState.Failed => "failed",
        _ => "cancelled",
    };
}
