using System.Diagnostics;
using Understudy.Bench.Measuring;

namespace Understudy.Bench.Http;

/// <summary>Asks for many pages, some at a time, and looks how long each was waited for.</summary>
internal static class PageLoad
{
    /// <summary>How many ask at a time.</summary>
    public const int Askers = 4;

    // Tiered compilation takes some thousand requests to come to its end.
    private const int WarmUp = 4_000;

    /// <summary>The p99 of so many pages, which has a bar, and what one takes of the processors.</summary>
    /// <param name="run">The run.</param>
    /// <param name="app">The app.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="what">What the pages are.</param>
    /// <param name="bar">What the p99 has to stay below, in ms.</param>
    /// <param name="path">The path of the page of a number.</param>
    public static async Task<IReadOnlyList<Row>> MeasureAsync(
        BenchRun run, AppServer app, HttpClient client, string what, double bar, Func<int, string> path)
    {
        int requests = 400 * run.Repetitions;
        await AskAsync(client, WarmUp, path, run.Cancellation);
        double before = ProcessorTime.SecondsOf(app.Process.Id);
        double[] waits = await AskAsync(client, requests, path, run.Cancellation);
        double each = (ProcessorTime.SecondsOf(app.Process.Id) - before) * 1000 / requests;
        Array.Sort(waits);
        return
        [
            Row.AtMost($"{what}, p99, {Askers} at a time", waits[(int)Math.Ceiling(waits.Length * 0.99) - 1], bar, "ms"),
            Row.Alone($"{what}, processor time of the app", each, "ms"),
        ];
    }

    /// <summary>What each page was waited for, in ms.</summary>
    public static async Task<double[]> AskAsync(
        HttpClient client, int requests, Func<int, string> path, CancellationToken cancellationToken)
    {
        double[] waits = new double[requests];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Askers, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, requests, options, async (number, cancellation) =>
        {
            long begin = Stopwatch.GetTimestamp();
            using HttpResponseMessage answer = await client.GetAsync(
                new Uri(path(number), UriKind.Relative), cancellation);
            answer.EnsureSuccessStatusCode();
            waits[number] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        });
        return waits;
    }
}
