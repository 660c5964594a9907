using System.Collections;
using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Understudy.LocalRuntime.Hosting;

namespace Understudy.LocalRuntime.Invocation;

internal sealed class LocalBindingContext(IReadOnlyDictionary<string, object?> data) : BindingContext
{
    public override IReadOnlyDictionary<string, object?> BindingData { get; } = data;
}

internal sealed class ActivityTraceContext(Activity? activity) : TraceContext
{
    public override string TraceParent { get; } = activity?.Id ?? "";

    public override string TraceState { get; } = activity?.TraceStateString ?? "";
}

/// <summary>Functions have no retry policies of their own here: triggers retry, and say so in the binding data.</summary>
internal sealed class NoRetry : RetryContext
{
    public static NoRetry Instance { get; } = new();

    public override int RetryCount => 0;

    public override int MaxRetryCount => 0;
}

internal sealed class InvocationFeatures(LocalFunctionContext context) : IInvocationFeatures
{
    private readonly Dictionary<Type, object> _features = [];

    public void Set<T>(T? instance)
    {
        if (instance is null) _features.Remove(typeof(T));
        else _features[typeof(T)] = instance;
    }

    public T? Get<T>()
    {
        if (_features.TryGetValue(typeof(T), out object? feature)) return (T)feature;
        if (typeof(T) != WorkerInternals.BindingsFeature) return default;
        return (T)(_features[typeof(T)] = WorkerInternals.BindingsOf(context));
    }

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _features.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
