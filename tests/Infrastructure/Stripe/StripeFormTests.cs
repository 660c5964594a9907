using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Infrastructure.Tests.Stripe;

public sealed class StripeFormTests
{
    [Fact]
    public void A_form_has_brackets_for_what_is_inside_and_leaves_out_what_is_not_there() =>
        StripeForm.Encode(new JsonObject
        {
            ["a"] = 5000,
            ["b"] = new JsonArray(new JsonObject { ["c"] = true, ["d"] = null }, "x y&z=+%"),
            ["e"] = new JsonObject(),
            ["f"] = new JsonArray(),
            ["g"] = "",
        }).ShouldBe("a=5000&b%5B0%5D%5Bc%5D=true&b%5B1%5D=x%20y%26z%3D%2B%25&g=");

    [Fact]
    public async Task Whatever_is_written_reads_the_same_elsewhere()
    {
        Gen<string> name = Gen.Elements("a", "b", "line_items", "metadata", "x y", "名", "&", "=", "%", "+");
        Gen<string> text = Gen.Elements("", " ", "&", "=", "%25", "+", "[0]", "]", "山🎬", "\r\n", "null", "0", "\"")
            .ListOf().Select(string.Concat);
        List<JsonObject> samples = [.. Objects(name, text, 3).Sample(300, 20)];
        using Process qs = NodeTool.Start("read-forms.cjs");
        foreach (JsonObject sample in samples) await qs.StandardInput.WriteLineAsync(StripeForm.Encode(sample));
        qs.StandardInput.Close();
        foreach (JsonObject sample in samples)
        {
            JsonNode? read = JsonNode.Parse((await qs.StandardOutput.ReadLineAsync())!);
            JsonNode.DeepEquals(read, sample).ShouldBeTrue($"{sample.ToJsonString()} reads {read?.ToJsonString()}");
        }
    }

    // What holds nothing cannot be told from what is not there, so every list and object here holds something.
    private static Gen<JsonObject> Objects(Gen<string> name, Gen<string> text, int depth) =>
        Gen.Zip(name, Nodes(name, text, depth)).NonEmptyListOf().Select(members =>
        {
            JsonObject made = [];
            foreach ((string member, string json) in members) made[member] = JsonNode.Parse(json);
            return made;
        });

    private static Gen<string> Nodes(Gen<string> name, Gen<string> text, int depth)
    {
        Gen<string> leaf = text.Select(value => JsonSerializer.Serialize(value));
        if (depth == 0) return leaf;
        Gen<string> list = Nodes(name, text, depth - 1).NonEmptyListOf().Select(items => $"[{string.Join(',', items.Take(5))}]");
        return Gen.OneOf(leaf, list, Objects(name, text, depth - 1).Select(made => made.ToJsonString()));
    }
}
