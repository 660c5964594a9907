using FsCheck;
using FsCheck.Fluent;

namespace Understudy.LocalRuntime.Tests.Durable;

/// <summary>Makes up random programs, and when to interrupt them.</summary>
internal static class ProgramGenerator
{
    private static readonly Gen<int> Ids = Gen.Choose(1, 1_000_000);

    /// <summary>A program, and after how many observed instants (of a run each) the engine dies.</summary>
    public static Arbitrary<(ProgramInput Input, int[] Crashes)> Programs() => Arb.From(
        from program in Step(3, mayAwait: true)
        from iterations in Gen.Choose(1, 3)
        from crashes in Gen.Choose(1, 12).ArrayOf(6)
        select (new ProgramInput(program, 0, iterations, ""), crashes));

    private static Gen<ProgramStep> Step(int depth, bool mayAwait)
    {
        List<Gen<ProgramStep>> kinds =
        [
            Ids.SelectMany(id => Gen.Elements(0, 0, 0, 1, 2, 99).Select<int, ProgramStep>(
                failures => new ProgramStep.Call(id, failures))),
            Gen.Choose(0, 10).Select<int, ProgramStep>(milliseconds => new ProgramStep.Sleep(milliseconds)),
            Ids.Select<int, ProgramStep>(id => new ProgramStep.Echo(id)),
        ];
        if (mayAwait)
            kinds.Add(Ids.Select<int, ProgramStep>(id => new ProgramStep.Await(id)));
        if (depth > 0)
        {
            Gen<ProgramStep[]> several = Gen.Choose(1, 4).SelectMany(count => Step(depth - 1, mayAwait).ArrayOf(count));
            kinds.Add(several.Select<ProgramStep[], ProgramStep>(steps => new ProgramStep.Sequence(steps)));
            kinds.Add(several.Select<ProgramStep[], ProgramStep>(steps => new ProgramStep.Parallel(steps)));
            kinds.Add(Step(depth - 1, mayAwait).Select<ProgramStep, ProgramStep>(step => new ProgramStep.Race(step)));
            kinds.Add(Step(depth - 1, mayAwait: false).Select<ProgramStep, ProgramStep>(step => new ProgramStep.Child(step)));
        }

        return Gen.OneOf([.. kinds]);
    }
}
