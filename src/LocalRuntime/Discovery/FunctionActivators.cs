using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Understudy.LocalRuntime.Invocation;

namespace Understudy.LocalRuntime.Discovery;

/// <summary>
/// Makes the instances of function classes, one an invocation. A class whose constructor takes nothing but singletons
/// gets the same objects in every scope, so they are looked up once and its invocations need no scope; any other
/// class is made from the invocation's scope.
/// </summary>
internal sealed class FunctionActivators(IServiceCollection registrations)
{
    private readonly Dictionary<Type, Func<LocalFunctionContext, object>> _activators = [];
    private Dictionary<Type, ServiceLifetime>? _lifetimes;

    public Func<LocalFunctionContext, object> For(Type type)
    {
        if (!_activators.TryGetValue(type, out Func<LocalFunctionContext, object>? activator))
            _activators[type] = activator = Make(type);
        return activator;
    }

    private Func<LocalFunctionContext, object> Make(Type type)
    {
        if (type.GetConstructors() is [var constructor] && constructor.GetParameters().All(IsSingleton))
            return FromSingletons(constructor);

        ObjectFactory? factory = null;
        return context =>
            (factory ??= ActivatorUtilities.CreateFactory(type, []))(context.InstanceServices, arguments: null);
    }

    private static Func<LocalFunctionContext, object> FromSingletons(ConstructorInfo constructor)
    {
        var invoker = ConstructorInvoker.Create(constructor);
        object?[]? services = null;
        return context => invoker.Invoke(services ??= Resolve(context.RootServices));

        object?[] Resolve(IServiceProvider root) =>
            [.. constructor.GetParameters().Select(p => root.GetRequiredService(p.ParameterType))];
    }

    private bool IsSingleton(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        if (parameter.GetCustomAttributes(inherit: false).Length > 0) return false;
        _lifetimes ??= Lifetimes(registrations);
        return (_lifetimes.TryGetValue(type, out ServiceLifetime lifetime)
                || (type.IsGenericType && _lifetimes.TryGetValue(type.GetGenericTypeDefinition(), out lifetime)))
            && lifetime == ServiceLifetime.Singleton;
    }

    private static Dictionary<Type, ServiceLifetime> Lifetimes(IServiceCollection registrations)
    {
        // The last registration of a type is the one that is resolved.
        Dictionary<Type, ServiceLifetime> lifetimes = [];
        foreach (ServiceDescriptor service in registrations.Where(static s => !s.IsKeyedService))
            lifetimes[service.ServiceType] = service.Lifetime;
        return lifetimes;
    }
}
