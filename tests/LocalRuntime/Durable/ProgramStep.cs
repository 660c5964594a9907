using System.Text.Json;
using System.Text.Json.Serialization;

namespace Understudy.LocalRuntime.Tests.Durable;

/// <summary>A small orchestration as data, so that random ones can be made up.</summary>
[JsonDerivedType(typeof(Call), nameof(Call))]
[JsonDerivedType(typeof(Sleep), nameof(Sleep))]
[JsonDerivedType(typeof(Await), nameof(Await))]
[JsonDerivedType(typeof(Echo), nameof(Echo))]
[JsonDerivedType(typeof(Sequence), nameof(Sequence))]
[JsonDerivedType(typeof(Parallel), nameof(Parallel))]
[JsonDerivedType(typeof(Race), nameof(Race))]
[JsonDerivedType(typeof(Child), nameof(Child))]
[JsonDerivedType(typeof(Raise), nameof(Raise))]
[JsonDerivedType(typeof(Careless), nameof(Careless))]
[JsonDerivedType(typeof(Caught), nameof(Caught))]
internal abstract record ProgramStep
{
    /// <summary>The result that the step must have, however often it is interrupted.</summary>
    public abstract string Expected(int iteration);

    /// <summary>Ids of the external events that the step waits for.</summary>
    public virtual IEnumerable<int> Awaited => [];

    /// <summary>An activity that fails so many times first; if more often than it is retried, it fails for good.</summary>
    public sealed record Call(int Id, int Failures) : ProgramStep
    {
        public const int Attempts = 3;

        public override string Expected(int iteration) => Failures < Attempts ? $"a{Id}.{iteration}" : $"failed{Id}";
    }

    public sealed record Sleep(int Milliseconds) : ProgramStep
    {
        public override string Expected(int iteration) => "slept";
    }

    /// <summary>Waits for an event from outside.</summary>
    public sealed record Await(int Id) : ProgramStep
    {
        public override IEnumerable<int> Awaited => [Id];

        public override string Expected(int iteration) => $"e{Id}.{iteration}";
    }

    /// <summary>Sends an event to its own instance and waits for it.</summary>
    public sealed record Echo(int Id) : ProgramStep
    {
        public override string Expected(int iteration) => $"echo{Id}";
    }

    public sealed record Sequence(ProgramStep[] Steps) : ProgramStep
    {
        public override IEnumerable<int> Awaited => Steps.SelectMany(step => step.Awaited);

        public override string Expected(int iteration) => $"({string.Join(' ', Steps.Select(step => step.Expected(iteration)))})";
    }

    public sealed record Parallel(ProgramStep[] Steps) : ProgramStep
    {
        public override IEnumerable<int> Awaited => Steps.SelectMany(step => step.Awaited);

        public override string Expected(int iteration) => $"[{string.Join(' ', Steps.Select(step => step.Expected(iteration)))}]";
    }

    /// <summary>Races a step against a timer that is sure to lose, and cancels that.</summary>
    public sealed record Race(ProgramStep Inner) : ProgramStep
    {
        public override IEnumerable<int> Awaited => Inner.Awaited;

        public override string Expected(int iteration) => Inner.Expected(iteration);
    }

    /// <summary>Runs a step as a sub-orchestration.</summary>
    public sealed record Child(ProgramStep Inner) : ProgramStep
    {
        public override IEnumerable<int> Awaited => [];

        public override string Expected(int iteration) => $"<{Inner.Expected(iteration)}>";
    }

    /// <summary>Throws.</summary>
    public sealed record Raise(int Id) : ProgramStep
    {
        public override string Expected(int iteration) => throw new NotSupportedException("It fails.");
    }

    /// <summary>An activity that always fails, and that nobody retries.</summary>
    public sealed record Careless(int Id) : ProgramStep
    {
        public override string Expected(int iteration) => throw new NotSupportedException("It fails.");
    }

    /// <summary>Tells what another step throws.</summary>
    public sealed record Caught(ProgramStep Inner) : ProgramStep
    {
        public override IEnumerable<int> Awaited => Inner.Awaited;

        public override string Expected(int iteration) => Inner.Expected(iteration);
    }
}

/// <summary>A program, how often it continues as new, and where it stands.</summary>
internal sealed record ProgramInput(ProgramStep Program, int Iteration, int Iterations, string Results)
{
    /// <summary>Whether steps of it go on side by side.</summary>
    [JsonIgnore]
    public bool IsConcurrent =>
        JsonSerializer.Serialize(Program).Contains(nameof(ProgramStep.Parallel), StringComparison.Ordinal);

    public string Expected() => string.Concat(
        Enumerable.Range(Iteration, Iterations - Iteration).Select(iteration => Program.Expected(iteration) + ";"));
}
