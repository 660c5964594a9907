using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Understudy.Functions;

namespace Understudy.Infra.Tests;

/// <summary>A trigger of one of the app's functions.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Attribute">The attribute, by its type's name.</param>
/// <param name="Path">What it names first: a path in the storage, or a queue.</param>
/// <param name="Named">Its named arguments.</param>
internal sealed record Trigger(string Function, string Attribute, string Path, IReadOnlyDictionary<string, object?> Named)
{
    public string Connection => (string?)Named["Connection"] ?? "";
}

/// <summary>What the compiled app says by itself.</summary>
internal static class AppCode
{
    private static readonly Assembly _app = typeof(Composition).Assembly;

    /// <summary>The triggers that have a connection.</summary>
    public static IReadOnlyList<Trigger> Triggers { get; } =
    [
        .. from type in _app.GetTypes()
           from method in type.GetMethods()
           let function = method.CustomAttributes.FirstOrDefault(each => each.AttributeType.Name == "FunctionAttribute")
           where function is not null
           from parameter in method.GetParameters()
           from attribute in parameter.CustomAttributes
           where attribute.NamedArguments.Any(each => each.MemberName == "Connection")
           select new Trigger(
               (string)function.ConstructorArguments[0].Value!,
               attribute.AttributeType.Name,
               (string)attribute.ConstructorArguments[0].Value!,
               attribute.NamedArguments.ToDictionary(each => each.MemberName, each => each.TypedValue.Value)),
    ];

    /// <summary>Every text that the app's own code uses: names of figures, words of log lines, names of queues.</summary>
    public static IReadOnlySet<string> Texts { get; } = Directory.GetFiles(AppContext.BaseDirectory, "Understudy.*.dll")
        .Where(file => !file.EndsWith(".Tests.dll", StringComparison.Ordinal))
        .SelectMany(Read).ToHashSet();

    private static List<string> Read(string file)
    {
        using PEReader image = new(File.OpenRead(file));
        MetadataReader metadata = image.GetMetadataReader();
        List<string> texts = [];
        // The first one is the empty text.
        UserStringHandle next = metadata.GetNextHandle(MetadataTokens.UserStringHandle(0));
        for (; !next.IsNil; next = metadata.GetNextHandle(next)) texts.Add(metadata.GetUserString(next));
        return texts;
    }
}
