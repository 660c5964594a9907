using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Understudy.Functions.Http;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>The documents have what the app has, and nothing else.</summary>
public sealed partial class ParityTests
{
    [Fact]
    public void The_documents_have_every_route_of_the_app_and_no_other()
    {
        string[] routes = [.. Routes().Order()];
        string[] documented = [.. Operation.All.Select(operation => Shape(operation.Method.Method, operation.Path)).Order()];
        documented.Except(routes).ShouldBeEmpty("these are in a document and not in the app");
        routes.Except(documented).ShouldBeEmpty("these are in the app and not in its document");
    }

    [Fact]
    public void The_documents_have_the_idempotency_key_where_the_app_takes_it() => Operation.All
        .Where(operation => operation.Parameters.Any(parameter => parameter.Kind == "IdempotencyKey"))
        .Select(operation => Shape(operation.Method.Method, operation.Path))
        .Order()
        .ShouldBe(Routes(method => method.IsDefined(typeof(CreatesAttribute))).Order());

    private static IEnumerable<string> Routes(Func<MethodInfo, bool>? wanted = null) =>
        from type in ApiDescription.Assemblies.SelectMany(assembly => assembly.GetTypes())
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
        where method.IsDefined(typeof(FunctionAttribute)) && wanted?.Invoke(method) != false
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger?.Route is { } route && ApiDescription.Of($"/{route}") is not null
        // What takes all the rest is no operation.
        where !trigger!.Route!.Contains("{*", StringComparison.Ordinal)
        from verb in trigger!.Methods ?? []
        // HEAD is GET without the body, and no operation of its own.
        where verb != "head"
        select Shape(verb, $"/{trigger!.Route}");

    private static string Shape(string method, string path) =>
        $"{method.ToUpperInvariant()} {Parameters().Replace(path, "{}")}";

    [GeneratedRegex("{[^}]*}")]
    private static partial Regex Parameters();
}
