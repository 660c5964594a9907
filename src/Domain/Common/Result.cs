using System.Diagnostics.CodeAnalysis;

namespace Understudy.Domain.Common;

/// <summary>
/// The outcome of a use case: a value, or the problem that prevented it. Expected failures travel this way;
/// exceptions are for bugs and broken infrastructure.
/// </summary>
public sealed record Result<T>
{
    private Result(T? value, Problem? problem)
    {
        Value = value;
        Problem = problem;
    }

    /// <summary>The value; only set when <see cref="Succeeded"/>.</summary>
    public T? Value { get; }

    /// <summary>What prevented it; null when <see cref="Succeeded"/>.</summary>
    public Problem? Problem { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}
