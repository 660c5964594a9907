using System.Globalization;

namespace Understudy.Tests;

/// <summary>The chance in a test that kills at random moments: another one each time, unless the environment says which.</summary>
public static class Seed
{
    private const string Variable = "UNDERSTUDY_TEST_SEED";

    /// <summary>Runs the test; if it fails, the failure says with which seed, and how to repeat it.</summary>
    public static async Task RunAsync(Func<Random, Task> test)
    {
        int seed = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        try
        {
            await test(new Random(seed));
        }
        catch (Exception failure)
        {
            throw new SeededFailureException(
                $"The seed was {seed}; with {Variable}={seed} in the environment the test does the same again. {failure.Message}",
                failure);
        }
    }
}

/// <summary>A test failed whose chance can be repeated.</summary>
public sealed class SeededFailureException(string message, Exception innerException) : Exception(message, innerException);
