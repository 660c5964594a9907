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

    public override string ToString() => $"{(int)Status} {Body?.ToJsonString()}";
}
