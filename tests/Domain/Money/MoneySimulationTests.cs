using System.Collections.Concurrent;
using System.Globalization;
using Xunit.Abstractions;

namespace Understudy.Domain.Tests.Money;

/// <summary>No minute is lost and none is charged twice, whatever fails and in whatever order events arrive.</summary>
public sealed class MoneySimulationTests(ITestOutputHelper output)
{
    private const int Histories = 10_000;

    /// <summary>
    /// Replays the history of the environment variable <c>MONEY_SEED</c>, if there is one, and tells it; or those from one
    /// seed to another, as in <c>1-100000</c>.
    /// </summary>
    [Fact]
    public void No_history_loses_or_doubles_a_minute()
    {
        int[] seeds = [.. (Environment.GetEnvironmentVariable("MONEY_SEED") ?? $"1-{Histories}").Split('-')
            .Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))];
        if (seeds is [int one])
        {
            MoneySimulation.Run(one, output.WriteLine);
            return;
        }

        long states = 0;
        ConcurrentDictionary<int, Exception> failures = [];
        Parallel.For(seeds[0], seeds[1] + 1, seed =>
        {
            try
            {
                Interlocked.Add(ref states, MoneySimulation.Run(seed));
            }
            catch (Exception failed)
            {
                failures[seed] = failed;
            }
        });
        output.WriteLine($"{states} states of wallets were compared with the model");
        if (!failures.IsEmpty)
        {
            int[] red = [.. failures.Keys.Order()];
            throw new InvalidOperationException(
                $"{red.Length} fail; replay them with: ./dev money {string.Join(", ", red.Take(20))}", failures[red[0]]);
        }

        states.ShouldBeGreaterThan(seeds[1] - seeds[0], "hardly anything happened");
    }
}
