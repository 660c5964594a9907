using Microsoft.DurableTask.Converters;
using Understudy.LocalRuntime.Invocation;

namespace Understudy.LocalRuntime.Hosting;

/// <summary>What an activity function is started with.</summary>
/// <param name="SerializedInput">Its input as JSON, or null.</param>
internal sealed record ActivityCall(string? SerializedInput)
{
    /// <summary>The input as the function's parameter wants it.</summary>
    public static T? Input<T>(LocalFunctionContext context) =>
        JsonDataConverter.Default.Deserialize<T>(((ActivityCall)context.Trigger!).SerializedInput);
}
