using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Understudy.Functions.Http;

/// <summary>The functions that HTTP starts: the app's, and those of products from elsewhere.</summary>
internal sealed class HttpFunctions(IEnumerable<Product> products)
{
    private readonly FrozenDictionary<string, HttpFunction> _known = products
        .Select(product => product.Assembly).Append(typeof(HttpFunctions).Assembly).Distinct()
        .SelectMany(Find).ToFrozenDictionary(function => function.Name);

    /// <summary>All of them.</summary>
    public IEnumerable<HttpFunction> All => _known.Values;

    /// <summary>Whether an invocation was started by HTTP; one that is not known here counts too, and gets nowhere.</summary>
    public static bool Start(FunctionContext context) => context.GetHttpContext() is not null ||
        context.InstanceServices.GetRequiredService<HttpFunctions>()._known.ContainsKey(context.FunctionDefinition.Name);

    /// <summary>The function that an invocation runs.</summary>
    public HttpFunction Of(FunctionContext context) => _known[context.FunctionDefinition.Name];

    /// <summary>The function that an invocation runs, or null when it is not known here.</summary>
    public HttpFunction? Find(FunctionContext context) => _known.GetValueOrDefault(context.FunctionDefinition.Name);

    /// <summary>The methods that a path takes; none where there is nothing.</summary>
    public IReadOnlyList<string> MethodsAt(PathString path) =>
        [.. _known.Values.Where(f => f.IsAt(path)).SelectMany(f => f.Methods).Distinct().Order()];

    private static IEnumerable<HttpFunction> Find(Assembly assembly)
    {
        foreach (Type type in assembly.GetExportedTypes().Where(type => type.IsClass))
        {
            foreach (MethodInfo method in type.GetMethods(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                if (method.GetCustomAttribute<FunctionAttribute>() is { } function &&
                    method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>())
                        .FirstOrDefault(t => t is not null) is { } trigger)
                    yield return new HttpFunction(function.Name, method, trigger);
            }
        }
    }
}
