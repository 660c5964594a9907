using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The kinds of Service Bus entities.</summary>
public enum ServiceBusEntityType
{
    /// <summary>A queue.</summary>
    Queue = 0,

    /// <summary>A topic. The local runtime has none.</summary>
    Topic = 1,
}

/// <summary>Runs a function for each message of a queue.</summary>
/// <param name="queueName">The queue, or <c>%setting%</c>.</param>
public sealed class ServiceBusTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    /// <summary>The setting that holds the connection. The local runtime's queues need none.</summary>
    public string? Connection { get; set; }

    /// <summary>The queue.</summary>
    public string? QueueName { get; } = queueName;
}

/// <summary>Sends a function's result, or a property of it, to a queue.</summary>
/// <param name="queueOrTopicName">The queue, or <c>%setting%</c>.</param>
/// <param name="entityType">Must be a queue in the local runtime.</param>
public sealed class ServiceBusOutputAttribute(
    string queueOrTopicName, ServiceBusEntityType entityType = ServiceBusEntityType.Queue) : OutputBindingAttribute
{
    /// <summary>The queue.</summary>
    public string QueueOrTopicName { get; } = queueOrTopicName;

    /// <summary>The setting that holds the connection. The local runtime's queues need none.</summary>
    public string? Connection { get; set; }

    /// <summary>What kind of entity it is.</summary>
    public ServiceBusEntityType EntityType { get; set; } = entityType;
}
