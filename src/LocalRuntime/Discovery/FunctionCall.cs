using System.Linq.Expressions;
using System.Reflection;
using Understudy.LocalRuntime.Invocation;

namespace Understudy.LocalRuntime.Discovery;

/// <summary>A parameter and where its value comes from.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Value">Makes the expression of its value from that of the <see cref="LocalFunctionContext"/>.</param>
/// <param name="IsBody">Whether it takes the request's body.</param>
internal sealed record BoundParameter(
    ParameterInfo Parameter, Func<Expression, Expression> Value, bool IsBody = false);

/// <summary>The call of a function's method.</summary>
internal sealed class FunctionCall(
    MethodInfo method, IReadOnlyList<BoundParameter> parameters, Func<LocalFunctionContext, object> activator)
{
    public MethodInfo Method { get; } = method;

    public IReadOnlyList<BoundParameter> Parameters { get; } = parameters;

    /// <summary>What the method returns when all is awaited; null if that is nothing.</summary>
    public static Type? ResultTypeOf(MethodInfo method)
    {
        Type type = method.ReturnType;
        if (type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask)) return null;
        return type.IsGenericType && type.GetGenericTypeDefinition() is var generic
            && (generic == typeof(Task<>) || generic == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : type;
    }

    public Func<LocalFunctionContext, ValueTask<object?>> Compile()
    {
        ParameterExpression context = Expression.Parameter(typeof(LocalFunctionContext), "context");
        Expression? instance = Method.IsStatic
            ? null
            : Expression.Convert(Expression.Invoke(Expression.Constant(activator), context), Method.DeclaringType!);
        Expression call = Expression.Call(instance, Method, Parameters.Select(p => p.Value(context)));
        return Expression.Lambda<Func<LocalFunctionContext, ValueTask<object?>>>(Awaited(call), context).Compile();
    }

    private Expression Awaited(Expression call)
    {
        Type returned = Method.ReturnType;
        if (returned == typeof(void)) return Expression.Block(call, Expression.Default(typeof(ValueTask<object?>)));
        if (returned == typeof(Task) || returned == typeof(ValueTask))
            return Expression.Call(typeof(Awaiting), nameof(Awaiting.Of), null, call);
        Type result = ResultTypeOf(Method)!;
        return result == returned
            ? Expression.New(
                typeof(ValueTask<object?>).GetConstructor([typeof(object)])!, Expression.Convert(call, typeof(object)))
            : Expression.Call(typeof(Awaiting), nameof(Awaiting.Of), [result], call);
    }

    /// <summary>Turns every kind of awaitable that a function may return into one.</summary>
    private static class Awaiting
    {
        public static async ValueTask<object?> Of(Task task)
        {
            await task;
            return null;
        }

        public static async ValueTask<object?> Of<T>(Task<T> task) => await task;

        public static ValueTask<object?> Of(ValueTask task) => Of(task.AsTask());

        public static async ValueTask<object?> Of<T>(ValueTask<T> task) => await task;
    }
}
