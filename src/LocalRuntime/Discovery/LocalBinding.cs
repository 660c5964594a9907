using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Understudy.LocalRuntime.Hosting;

namespace Understudy.LocalRuntime.Discovery;

/// <summary>A binding as function metadata tells it.</summary>
internal sealed class LocalBinding(string name, string type, BindingDirection direction) : BindingMetadata
{
    public override string Name { get; } = name;

    public override string Type { get; } = type;

    public override BindingDirection Direction { get; } = direction;

    public static ImmutableDictionary<string, BindingMetadata> Inputs(MethodInfo method) =>
        (from parameter in method.GetParameters()
         from attribute in parameter.GetCustomAttributes<BindingAttribute>()
         select (BindingMetadata)new LocalBinding(parameter.Name!, TypeOf(attribute), BindingDirection.In))
        .ToImmutableDictionary(static binding => binding.Name);

    public static ImmutableDictionary<string, BindingMetadata> Outputs(MethodInfo method, TriggerKind kind)
    {
        Type? result = FunctionCall.ResultTypeOf(method);
        List<BindingMetadata> outputs =
            [.. from property in result?.GetProperties() ?? []
                from attribute in property.GetCustomAttributes<OutputBindingAttribute>()
                select new LocalBinding(property.Name, TypeOf(attribute), BindingDirection.Out)];
        if (method.GetCustomAttribute<OutputBindingAttribute>() is { } onMethod)
            outputs.Add(new LocalBinding("$return", TypeOf(onMethod), BindingDirection.Out));
        else if (kind == TriggerKind.Http && outputs.Count == 0)
            outputs.Add(new LocalBinding("$return", "http", BindingDirection.Out));
        return outputs.ToImmutableDictionary(static binding => binding.Name);
    }

    private static string TypeOf(BindingAttribute attribute) => attribute switch
    {
        HttpTriggerAttribute => WorkerInternals.HttpTrigger,
        OrchestrationTriggerAttribute => WorkerInternals.OrchestrationTrigger,
        HttpResultAttribute => "http",
        ServiceBusOutputAttribute => "serviceBus",
        // The others are called as their attributes are, such as timerTrigger.
        _ => JsonNamingPolicy.CamelCase.ConvertName(attribute.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal)),
    };
}
