using System.Text.Json.Nodes;
using Understudy.Functions.Reference;
using Understudy.Tests;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>The validator of these tests gives the verdicts that ajv gives.</summary>
public sealed class JsonSchemaTests
{
    [Fact]
    public async Task The_validator_agrees_with_another_one_about_every_schema_of_the_document()
    {
        JsonNode components = ApiDocument.Root["components"]!;
        (JsonNode Schema, string[] Values)[] cases =
            [.. components["schemas"]!.AsObject().Select(schema => (schema.Value!, Values(schema.Key, schema.Value!)))];
        JsonObject input = new()
        {
            ["components"] = components.DeepClone(),
            ["cases"] = new JsonArray([.. cases.Select(one => new JsonObject
            {
                ["schema"] = one.Schema.DeepClone(),
                ["values"] = new JsonArray([.. one.Values.Select(value => (JsonNode)value)]),
            })]),
        };
        JsonArray verdicts = JsonNode.Parse(
            await NodeTool.RunAsync("json-schema.cjs", input: input.ToJsonString()))!.AsArray();

        int valid = 0;
        for (int i = 0; i < cases.Length; i++)
        {
            for (int j = 0; j < cases[i].Values.Length; j++)
            {
                IReadOnlyList<string> violations =
                    JsonSchema.Of(cases[i].Schema).Violations(JsonNode.Parse(cases[i].Values[j]));
                (violations.Count == 0).ShouldBe(
                    verdicts[i]![j]!.GetValue<bool>(),
                    $"{cases[i].Schema.GetPath()} {cases[i].Values[j]}: {string.Join(", ", violations)}");
                if (violations.Count == 0) valid++;
            }
        }
        valid.ShouldBeGreaterThan(cases.Length / 2);
    }

    // What is made of the schema, and of each of its fields within an example.
    private static string[] Values(string name, JsonNode schema)
    {
        List<string> values = [.. Spoiled.Values(schema), .. Examples(name)];
        foreach (JsonObject example in Examples(name).Select(text => JsonNode.Parse(text)).OfType<JsonObject>())
        {
            foreach ((string field, JsonNode? fieldSchema) in schema["properties"] as JsonObject ?? [])
            {
                values.Add(Support.Bodies.With(example, field, null));
                values.Add(Support.Bodies.With(example, "unknown", "1"));
                values.AddRange(Spoiled.Values(fieldSchema!).Select(value => Support.Bodies.With(example, field, value)));
            }
        }
        // Numbers that are infinite to one and huge to the other, and texts that are none, are for nobody to judge.
        return [.. values.Where(value => value.Length < 3000 && !value.Contains("e999") && !value.Contains("\\ud"))];
    }

    private static IEnumerable<string> Examples(string name) =>
        from operation in Operation.All
        from media in Media(operation)
        where ApiDocument.NameOf(media["schema"]!) == name && media["example"] is not null
        select media["example"]!.ToJsonString();

    private static IEnumerable<JsonNode> Media(Operation operation) => operation.Node["responses"]!.AsObject()
        .Select(answer => ApiDocument.Resolve(answer.Value!)["content"]?["application/json"])
        .Append(operation.RequestBody)
        .OfType<JsonNode>();
}
