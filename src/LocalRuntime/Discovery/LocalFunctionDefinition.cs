using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Understudy.LocalRuntime.Invocation;

namespace Understudy.LocalRuntime.Discovery;

/// <summary>A function of the app: how it is started and how it is called.</summary>
internal sealed class LocalFunctionDefinition : FunctionDefinition
{
    private readonly FunctionCall _call;
    private Func<LocalFunctionContext, ValueTask<object?>>? _compiled;

    public LocalFunctionDefinition(
        string name, TriggerKind kind, TriggerBindingAttribute trigger, OutputPlan outputs, FunctionCall call)
    {
        Name = name;
        Kind = kind;
        Trigger = trigger;
        Outputs = outputs;
        _call = call;

        MethodInfo method = call.Method;
        EntryPoint = $"{method.DeclaringType!.FullName}.{method.Name}";
        BodyType = call.Parameters.FirstOrDefault(static p => p.IsBody)?.Parameter.ParameterType;
        HttpMethods = trigger is HttpTriggerAttribute { Methods: { } methods }
            ? [.. methods.Select(static m => m.ToUpperInvariant()).Distinct(StringComparer.Ordinal)]
            : [];
        Route = (trigger as HttpTriggerAttribute)?.Route ?? name;
        // The host's own default is a key, too.
        NeedsKey = trigger is HttpTriggerAttribute { AuthLevel: not AuthorizationLevel.Anonymous };
        Parameters = [.. method.GetParameters().Select(static p => new FunctionParameter(p.Name!, p.ParameterType))];
    }

    public override string Name { get; }

    public override string Id => Name;

    public override string EntryPoint { get; }

    public override string PathToAssembly => _call.Method.Module.FullyQualifiedName;

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings =>
        field ??= LocalBinding.Inputs(_call.Method);

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings =>
        field ??= LocalBinding.Outputs(_call.Method, Kind);

    public TriggerKind Kind { get; }

    public TriggerBindingAttribute Trigger { get; }

    /// <summary>The HTTP methods in capitals; empty means any.</summary>
    public IReadOnlyList<string> HttpMethods { get; }

    /// <summary>The HTTP route without the app's prefix.</summary>
    public string Route { get; }

    /// <summary>Whether HTTP may call it only with a key.</summary>
    public bool NeedsKey { get; }

    /// <summary>The type of the parameter that takes the request's body, or null.</summary>
    public Type? BodyType { get; }

    public OutputPlan Outputs { get; }

    /// <summary>Binds the parameters and calls the method. It is compiled when it is first called, so that an app of
    /// many functions starts fast.</summary>
    public ValueTask<object?> Invoke(LocalFunctionContext context) => (_compiled ??= _call.Compile())(context);
}
