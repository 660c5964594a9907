namespace Microsoft.Azure.Functions.Worker;

/// <summary>Options of the worker.</summary>
public class WorkerOptions
{
    /// <summary>Whether the Functions host learns the exceptions of the app's code as they are. In the local runtime
    /// nothing ever wraps them.</summary>
    public bool EnableUserCodeException { get; set; } = true;
}
