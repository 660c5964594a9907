using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Configuration;

namespace Understudy.LocalRuntime.Discovery;

/// <summary>Finds the app's functions once, and everything that is wrong with their declarations.</summary>
internal sealed class FunctionDiscovery(IConfiguration configuration, FunctionActivators activators)
{
    private const BindingFlags Methods =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static |
        BindingFlags.DeclaredOnly;

    private readonly List<string> _errors = [];

    /// <summary>The functions of the given types, or of all types of the entry assembly.</summary>
    /// <exception cref="InvalidOperationException">There are errors; the message lists them all.</exception>
    public IReadOnlyList<LocalFunctionDefinition> Discover(IReadOnlyCollection<Type>? types)
    {
        List<LocalFunctionDefinition> functions = [];
        Dictionary<string, MethodInfo> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (Type type in types ?? Assembly.GetEntryAssembly()?.GetTypes() ?? [])
        {
            // Types that the compiler made hold no functions, and there are a great many of them.
            if (!type.IsClass || type.Name.StartsWith('<')) continue;
            foreach (MethodInfo method in type.GetMethods(Methods))
            {
                if (!method.IsDefined(typeof(FunctionAttribute), inherit: false)) continue;
                string name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
                if (names.TryGetValue(name, out MethodInfo? other))
                    _errors.Add($"{Describe(method)} and {Describe(other)} are both named {name}.");
                else if (Define(name, method) is { } function)
                    functions.Add(function);
                names[name] = method;
            }
        }

        return _errors.Count == 0
            ? functions
            : throw new InvalidOperationException(
                "The app's functions cannot be hosted:" + string.Concat(_errors.Select(static e => "\n  " + e)));
    }

    private static string Describe(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private LocalFunctionDefinition? Define(string name, MethodInfo method)
    {
        int errors = _errors.Count;
        Type type = method.DeclaringType!;
        if (!method.IsPublic || !type.IsVisible)
            Error("it and its class must be public, or the Functions SDK does not see it");
        if (!method.IsStatic && type.IsAbstract) Error("its class is abstract");
        if (method.IsGenericMethodDefinition || type.ContainsGenericParameters) Error("it must not be generic");
        // Asked for once: where two hosts start at a time in one process, asking again may give other objects for the same.
        ParameterInfo[] declared = method.GetParameters();
        if (declared.Any(static p => p.ParameterType.IsByRef)) Error("ref, in and out parameters cannot be bound");

        (ParameterInfo Parameter, TriggerBindingAttribute Trigger)[] triggers =
            [.. from parameter in declared
                let attribute = parameter.GetCustomAttribute<TriggerBindingAttribute>()
                where attribute is not null
                select (parameter, attribute)];
        if (triggers is not [var (triggered, trigger)])
        {
            Error(triggers.Length == 0 ? "no parameter has a trigger" : "it has more than one trigger");
            return null;
        }

        if (KindOf(trigger) is not { } kind)
        {
            Error($"{trigger.GetType().Name} is unknown to the local runtime");
            return null;
        }

        BoundParameter[] parameters = [.. declared.Select(p => Bind(p, p == triggered, kind))];
        if (parameters.Count(static p => p.IsBody) > 1) Error("only one parameter can take the body");
        var outputs = OutputPlan.For(method, new AppSettingNames(configuration), Error);
        return _errors.Count > errors
            ? null
            : new LocalFunctionDefinition(
                name, kind, trigger, outputs, new FunctionCall(method, parameters, activators.For(type)));

        void Error(string problem) => _errors.Add($"{name} ({Describe(method)}): {problem}.");

        BoundParameter Bind(ParameterInfo parameter, bool isTrigger, TriggerKind triggerKind)
        {
            BoundParameter? bound = ParameterBinder.Bind(parameter, isTrigger, triggerKind);
            if (bound is null)
                Error($"parameter {parameter.Name} of type {parameter.ParameterType.Name} cannot be bound");
            return bound ?? new BoundParameter(parameter, static context => context);
        }
    }

    private static TriggerKind? KindOf(TriggerBindingAttribute trigger) => trigger switch
    {
        HttpTriggerAttribute => TriggerKind.Http,
        TimerTriggerAttribute => TriggerKind.Timer,
        BlobTriggerAttribute => TriggerKind.Blob,
        ServiceBusTriggerAttribute => TriggerKind.Queue,
        OrchestrationTriggerAttribute => TriggerKind.Orchestration,
        ActivityTriggerAttribute => TriggerKind.Activity,
        _ => null,
    };
}
