using FsCheck;
using FsCheck.Fluent;

namespace Understudy.LocalRuntime.Tests.Durable;

/// <summary>Makes up random programs, and when to interrupt them.</summary>
internal static class ProgramGenerator
{
    private static readonly Gen<int> _ids = Gen.Choose(1, 1_000_000);

    /// <summary>A program, and after how many observed instants (of a run each) the engine dies.</summary>
    public static Arbitrary<(ProgramInput Input, int[] Crashes)> Programs() => Arb.From(
        from program in Step(3, mayAwait: true, mayFail: false)
        from iterations in Gen.Choose(1, 3)
        from crashes in Gen.Choose(1, 12).ArrayOf(6)
        select (new ProgramInput(program, 0, iterations, ""), crashes));

    /// <summary>
    /// A program that may end in a failure. One that waits for events does not continue as new: Microsoft's store in memory
    /// loses events that came early then.
    /// </summary>
    public static Arbitrary<ProgramInput> FailingPrograms() => Arb.From(
        from program in Step(3, mayAwait: true, mayFail: true)
        from iterations in Gen.Choose(1, program.Awaited.Any() ? 1 : 3)
        select new ProgramInput(program, 0, iterations, ""));

    private static Gen<ProgramStep> Step(int depth, bool mayAwait, bool mayFail)
    {
        List<Gen<ProgramStep>> kinds =
        [
            _ids.SelectMany(id => Gen.Elements(0, 0, 0, 1, 2, 99).Select<int, ProgramStep>(
                failures => new ProgramStep.Call(id, failures))),
            Gen.Choose(0, 10).Select<int, ProgramStep>(milliseconds => new ProgramStep.Sleep(milliseconds)),
            _ids.Select<int, ProgramStep>(id => new ProgramStep.Echo(id)),
        ];
        if (mayAwait) kinds.Add(_ids.Select<int, ProgramStep>(id => new ProgramStep.Await(id)));
        if (mayFail)
        {
            kinds.Add(_ids.Select<int, ProgramStep>(id => new ProgramStep.Raise(id)));
            kinds.Add(_ids.Select<int, ProgramStep>(id => new ProgramStep.Careless(id)));
        }

        if (depth > 0)
        {
            Gen<ProgramStep[]> several =
                Gen.Choose(1, 4).SelectMany(count => Step(depth - 1, mayAwait, mayFail).ArrayOf(count));
            if (mayFail)
                kinds.Add(Step(depth - 1, mayAwait, mayFail).Select<ProgramStep, ProgramStep>(step => new ProgramStep.Caught(step)));
            kinds.Add(several.Select<ProgramStep[], ProgramStep>(steps => new ProgramStep.Sequence(steps)));
            kinds.Add(several.Select<ProgramStep[], ProgramStep>(steps => new ProgramStep.Parallel(steps)));
            kinds.Add(Step(depth - 1, mayAwait, mayFail).Select<ProgramStep, ProgramStep>(step => new ProgramStep.Race(step)));
            kinds.Add(Step(depth - 1, mayAwait: false, mayFail).Select<ProgramStep, ProgramStep>(step => new ProgramStep.Child(step)));
        }

        return Gen.OneOf([.. kinds]);
    }
}
