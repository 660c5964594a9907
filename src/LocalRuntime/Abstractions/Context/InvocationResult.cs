using Understudy.LocalRuntime.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What an invocation returned; middleware may replace it.</summary>
/// <typeparam name="T">The result's type.</typeparam>
public abstract class InvocationResult<T>
{
    /// <summary>The result.</summary>
    public abstract T? Value { get; set; }
}

/// <summary>What an invocation returned; middleware may replace it.</summary>
public abstract class InvocationResult : InvocationResult<object>
{
}

/// <summary>Reaches an invocation's result.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>The result.</summary>
    /// <exception cref="InvalidCastException">When its value is read: the result is of another type.</exception>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context) =>
        new LocalInvocationResult<T>((LocalFunctionContext)context);

    /// <summary>The result.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) =>
        new LocalInvocationResult((LocalFunctionContext)context);
}
