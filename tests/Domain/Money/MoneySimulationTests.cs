using System.Globalization;
using Xunit.Abstractions;

namespace Understudy.Domain.Tests.Money;

/// <summary>No minute is lost and none is charged twice, whatever fails and in whatever order events arrive.</summary>
public sealed class MoneySimulationTests(ITestOutputHelper output)
{
    private const int Histories = 10_000;

    /// <summary>Replays the history of the environment variable <c>MONEY_SEED</c>, if there is one, and tells it.</summary>
    [Fact]
    public void No_history_loses_or_doubles_a_minute()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("MONEY_SEED"), CultureInfo.InvariantCulture, out int one))
        {
            MoneySimulation.Run(one, output.WriteLine);
            return;
        }

        long states = 0;
        Parallel.For(1, Histories + 1, seed =>
        {
            try
            {
                Interlocked.Add(ref states, MoneySimulation.Run(seed));
            }
            catch (Exception failed)
            {
                throw new InvalidOperationException($"Replay it with: ./dev money {seed}", failed);
            }
        });
        output.WriteLine($"{states} states of wallets were compared with the model");
        states.ShouldBeGreaterThan(Histories, "hardly anything happened");
    }
}
