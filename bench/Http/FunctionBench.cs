using Understudy.Bench.Load;
using Understudy.Bench.Measuring;

namespace Understudy.Bench.Http;

/// <summary>What a request through LocalRuntime costs beyond ASP.NET Core.</summary>
internal static class FunctionBench
{
    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        using ServerProcess bare =
            await ServerProcess.StartOwnAsync(BareServer.Command, BareServer.Path, run.Cancellation);
        using ServerProcess function =
            await ServerProcess.StartOwnAsync(FunctionServer.Command, BareServer.Path, run.Cancellation);
        Pairs pairs = await HttpLoad.CompareAsync(
            run, new Uri(function.Address, BareServer.Path), new Uri(bare.Address, BareServer.Path));
        return [Row.RatioAtLeast("trivial function ÷ bare minimal API", pairs, 0.75, "/s")];
    }
}
