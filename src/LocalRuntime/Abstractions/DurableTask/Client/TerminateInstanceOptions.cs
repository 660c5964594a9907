namespace Microsoft.DurableTask.Client;

/// <summary>How to end an instance from outside.</summary>
/// <param name="Output">Its output from then on.</param>
/// <param name="Recursive">Whether its sub-orchestrations are ended too.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
