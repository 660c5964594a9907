namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>This invocation's id.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The function's id, the same in every run of the same app.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The distributed trace that this invocation belongs to.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>What the trigger told about the event.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>How often this invocation was tried.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>The invocation's services.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Whatever middleware and functions want to share during the invocation.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Features of the invocation by their type.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Signalled when the caller has gone or the host stops.</summary>
    public virtual CancellationToken CancellationToken { get; }
}

/// <summary>What the trigger told about the event.</summary>
public abstract class BindingContext
{
    /// <summary>The trigger's values by name: route and query values, a blob's name parts, a message's id.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

/// <summary>The W3C trace context.</summary>
public abstract class TraceContext
{
    /// <summary>The <c>traceparent</c>; empty if there is no trace.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The <c>tracestate</c>; empty if there is none.</summary>
    public abstract string TraceState { get; }
}

/// <summary>How often an invocation was tried under a retry policy of the function.</summary>
public abstract class RetryContext
{
    /// <summary>How many retries came before this one.</summary>
    public abstract int RetryCount { get; }

    /// <summary>How many retries there may be.</summary>
    public abstract int MaxRetryCount { get; }
}

/// <summary>Objects by their type.</summary>
public interface IInvocationFeatures
{
    /// <summary>Stores an object under a type.</summary>
    void Set<T>(T? instance);

    /// <summary>The object stored under a type, or the default.</summary>
    T? Get<T>();
}
