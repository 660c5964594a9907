using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Understudy.LocalRuntime.Invocation;

namespace Understudy.LocalRuntime.Queues;

/// <summary>A message on its way to a queue.</summary>
/// <param name="Queue">The queue's name.</param>
/// <param name="Body">The message, text or JSON.</param>
internal sealed record OutgoingMessage(string Queue, string Body);

/// <summary>A message that was received and is locked until it is completed or given back.</summary>
/// <param name="Id">Its row.</param>
/// <param name="MessageId">Its id.</param>
/// <param name="Body">What was sent.</param>
/// <param name="EnqueuedAt">When it was sent.</param>
/// <param name="DeliveryCount">How often it was received, this time included.</param>
internal sealed record QueueMessage(
    long Id, string MessageId, string Body, DateTimeOffset EnqueuedAt, int DeliveryCount)
{
    /// <summary>How objects become messages and messages objects: as the Functions worker does it.</summary>
    public static JsonSerializerOptions Json { get; } = new() { PropertyNameCaseInsensitive = true };

    /// <summary>What the trigger tells about it.</summary>
    public IReadOnlyDictionary<string, object?> BindingData =>
        new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["MessageId"] = MessageId,
            ["DeliveryCount"] = DeliveryCount,
            ["EnqueuedTimeUtc"] = EnqueuedAt.UtcDateTime.ToString("O"),
        };

    /// <summary>The message as the function's parameter wants it.</summary>
    public static T? As<T>(LocalFunctionContext context)
    {
        string body = ((QueueMessage)context.Trigger!).Body;
        if (typeof(T) == typeof(string)) return (T)(object)body;
        if (typeof(T) == typeof(byte[])) return (T)(object)Encoding.UTF8.GetBytes(body);
        try
        {
            return JsonSerializer.Deserialize<T>(body, Json);
        }
        catch (JsonException exception)
        {
            throw new FunctionInputConverterException(
                $"The message is no {typeof(T).Name}: {exception.Message}", exception);
        }
    }
}
