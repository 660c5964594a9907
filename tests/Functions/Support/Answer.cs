using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Understudy.Functions.Tests.Support;

/// <summary>An answer of the API: its status and its JSON body.</summary>
public sealed record Answer(HttpStatusCode Status, JsonNode? Body, HttpResponseHeaders Headers)
{
    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        using (response)
        {
            string text = await response.Content.ReadAsStringAsync();
            return new Answer(
                response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), response.Headers);
        }
    }

    /// <summary>A value by its path, such as <c>video.id</c>; null for a JSON null.</summary>
    public JsonNode? this[string path]
    {
        get
        {
            JsonNode? node = Body;
            foreach (string name in path.Split('.'))
            {
                node = node switch
                {
                    JsonArray array => array[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)],
                    JsonObject body when body.ContainsKey(name) => body[name],
                    _ => throw new KeyNotFoundException($"There is no '{path}' in {this}"),
                };
            }
            return node;
        }
    }

    /// <summary>A text by its path.</summary>
    public string Text(string path) => this[path]?.GetValue<string>() ?? throw new KeyNotFoundException(
        $"'{path}' is null in {this}");

    /// <summary>A whole number by its path.</summary>
    public int Number(string path) => this[path]?.GetValue<int>() ?? throw new KeyNotFoundException(
        $"'{path}' is null in {this}");

    /// <summary>The code of an error.</summary>
    public string Code => Text("error.code");

    /// <summary>The names of the offending fields of a request that was refused.</summary>
    public IEnumerable<string> Fields => this["error.details.fields"]!.AsObject().Select(pair => pair.Key);

    /// <summary>The answer is an error of that status and code, in the contract's shape.</summary>
    public void ShouldBeError(HttpStatusCode status, string code)
    {
        Status.ShouldBe(status, ToString());
        Body.ShouldNotBeNull().AsObject().Select(pair => pair.Key).ShouldBe(["error"]);
        Body["error"]!.AsObject().Select(pair => pair.Key).ShouldBe(["code", "message", "details"]);
        Code.ShouldBe(code, ToString());
        Text("error.message").ShouldNotBeEmpty();
        this["error.details"].ShouldBeOfType<JsonObject>();
        string text = Body.ToJsonString();
        text.ShouldNotContain("   at ");
        text.ShouldNotContain("Exception");
    }

    /// <summary>The request was refused because of exactly these fields.</summary>
    public void ShouldBeInvalid(params string[] fields)
    {
        ShouldBeError(HttpStatusCode.UnprocessableEntity, "VALIDATION_ERROR");
        Fields.ShouldBe(fields, ignoreOrder: true, ToString());
        foreach (string field in fields) Text($"error.details.fields.{field}").ShouldNotBeEmpty();
    }

    public override string ToString() => $"{(int)Status} {Body?.ToJsonString()}";
}
