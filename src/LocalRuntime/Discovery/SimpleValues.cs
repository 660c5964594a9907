using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Understudy.LocalRuntime.Http;
using Understudy.LocalRuntime.Invocation;

namespace Understudy.LocalRuntime.Discovery;

/// <summary>
/// Fills parameters of simple types by their name: from the route, then the query; with other triggers from their
/// binding data. As in the Functions worker, a value that cannot be converted fails the invocation, and so does one
/// that is missing unless the parameter can be null or has a default.
/// </summary>
internal static class SimpleValues
{
    /// <summary>The source of a parameter's value, or null if its type is not simple.</summary>
    public static Func<Expression, Expression>? Source(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        Type simple = Nullable.GetUnderlyingType(type) ?? type;
        if (!IsSimple(simple)) return null;
        string name = parameter.Name!;
        bool optional = simple != type || !type.IsValueType || parameter.HasDefaultValue;
        object? otherwise = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        if (simple == typeof(string))
            return context => Expression.Call(
                typeof(SimpleValues), nameof(Text), null, context, Expression.Constant(name),
                Expression.Constant(otherwise, typeof(string)));

        // A default that is the type's own default is told as null by reflection.
        Expression missing = otherwise is null
            ? Expression.Default(type)
            : Expression.Constant(simple.IsEnum ? Enum.ToObject(simple, otherwise) : otherwise, simple);
        string parse = simple.IsEnum ? nameof(ParseEnum) : nameof(Parse);
        return context =>
        {
            Expression[] arguments = [context, Expression.Constant(name)];
            Expression parsed = Expression.Convert(
                Expression.Call(typeof(SimpleValues), parse, [simple], arguments), type);
            return optional
                ? Expression.Condition(
                    Expression.Call(typeof(SimpleValues), nameof(Has), null, arguments),
                    parsed,
                    Expression.Convert(missing, type))
                : parsed;
        };
    }

    private static bool IsSimple(Type type) =>
        type == typeof(string) || type.IsEnum
        || (type.IsValueType && type.GetInterfaces().Any(i =>
            i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>)));

    private static bool Has(LocalFunctionContext context, string name) => Find(context, name) is not null;

    private static string? Text(LocalFunctionContext context, string name, string? otherwise) =>
        Find(context, name) ?? otherwise;

    private static T Parse<T>(LocalFunctionContext context, string name)
        where T : IParsable<T> =>
        T.TryParse(Required(context, name), CultureInfo.InvariantCulture, out T? value)
            ? value
            : throw Unconvertible(name, typeof(T));

    private static T ParseEnum<T>(LocalFunctionContext context, string name)
        where T : struct, Enum =>
        Enum.TryParse(Required(context, name), ignoreCase: true, out T value)
            ? value
            : throw Unconvertible(name, typeof(T));

    private static string Required(LocalFunctionContext context, string name) =>
        Find(context, name) ?? throw new FunctionInputConverterException(
            $"There is no value for the parameter '{name}'. It could have a default value or be nullable.");

    private static FunctionInputConverterException Unconvertible(string name, Type type) =>
        new($"The value of the parameter '{name}' is no {type.Name}.");

    private static string? Find(LocalFunctionContext context, string name)
    {
        if (context.HttpContext is { } http) return RequestValues.Get(http, name);
        return context.BindingData.TryGetValue(name, out object? value)
            ? Convert.ToString(value, CultureInfo.InvariantCulture)
            : null;
    }
}
