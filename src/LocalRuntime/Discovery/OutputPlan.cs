using System.Collections;
using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Understudy.LocalRuntime.Queues;

namespace Understudy.LocalRuntime.Discovery;

/// <summary>A part of a function's result that goes to a queue.</summary>
internal sealed record QueueOutput(string Queue, Func<object, object?> Value);

/// <summary>What becomes of a function's result: its HTTP answer and its messages.</summary>
internal sealed class OutputPlan
{
    private readonly Type? _type;
    private readonly Func<object, object?>? _httpResult;

    private OutputPlan(Type? type, Func<object, object?>? httpResult, IReadOnlyList<QueueOutput> queues)
    {
        _type = type;
        _httpResult = httpResult;
        Queues = queues;
    }

    public IReadOnlyList<QueueOutput> Queues { get; }

    public static OutputPlan For(MethodInfo method, AppSettingNames settings, Action<string> error)
    {
        List<QueueOutput> queues = [];
        Func<object, object?>? httpResult = null;
        if (method.GetCustomAttribute<ServiceBusOutputAttribute>() is { } onMethod)
            Add(onMethod, static result => result);

        Type? type = FunctionCall.ResultTypeOf(method);
        foreach (PropertyInfo property in type?.GetProperties() ?? [])
        {
            if (property.IsDefined(typeof(HttpResultAttribute))) httpResult = property.GetValue;
            if (property.GetCustomAttribute<ServiceBusOutputAttribute>() is { } onProperty)
                Add(onProperty, property.GetValue);
        }

        return new OutputPlan(type, httpResult, queues);

        void Add(ServiceBusOutputAttribute output, Func<object, object?> value)
        {
            if (output.EntityType != ServiceBusEntityType.Queue)
                error("the local runtime has queues only, no topics");
            else
                queues.Add(new QueueOutput(settings.Resolve(output.QueueOrTopicName), value));
        }
    }

    /// <summary>The HTTP answer in a result: the property that is marked so, else the result itself.</summary>
    public object? HttpResultOf(object? result) =>
        _httpResult is not null && _type!.IsInstanceOfType(result) ? _httpResult(result!) : result;

    /// <summary>The messages in a result: a text or an object is one, a list is one for each item.</summary>
    public List<OutgoingMessage> MessagesOf(object? result)
    {
        List<OutgoingMessage> messages = [];
        if (!_type!.IsInstanceOfType(result)) return messages;
        foreach (QueueOutput output in Queues)
        {
            object? value = output.Value(result!);
            if (value is null) continue;
            IEnumerable items = value is IEnumerable list and not string and not IDictionary ? list : new[] { value };
            foreach (object item in items)
                messages.Add(new OutgoingMessage(output.Queue, TextOf(item)));
        }

        return messages;
    }

    private static string TextOf(object item) =>
        item as string ?? JsonSerializer.Serialize(item, item.GetType(), QueueMessage.Json);
}
