using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Understudy.Functions.Reference;

/// <summary>Reads YAML as the JSON that it stands for, by the core schema of YAML 1.2.</summary>
internal static class YamlReader
{
    /// <summary>Reads one document.</summary>
    /// <exception cref="YamlException">It is no YAML.</exception>
    public static JsonNode? Read(TextReader text)
    {
        YamlStream stream = [];
        stream.Load(text);
        return Node(stream.Documents[0].RootNode);
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(
            pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value ?? "", Node(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
        YamlScalarNode { Style: not ScalarStyle.Plain } text => text.Value,
        YamlScalarNode plain => Scalar(plain.Value ?? ""),
        _ => throw new YamlException(node.Start, node.End, $"A {node.NodeType} is nothing that JSON has."),
    };

    private static JsonNode? Scalar(string text) => text switch
    {
        "" or "~" or "null" => null,
        "true" => true,
        "false" => false,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => whole,
        _ when double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out double number) => number,
        _ => text,
    };
}
