using System.Text;
using System.Text.Json.Nodes;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>Makes values that a schema may not allow: of wrong types, at and beyond each limit, and hostile ones.</summary>
internal static class Spoiled
{
    /// <summary>What is more than the app reads, in bytes.</summary>
    public const int TooLarge = 2 * 1024 * 1024;

    /// <summary>Values, as JSON, for a field of that schema; whether they are valid is for the schema to say.</summary>
    public static IEnumerable<string> Values(JsonNode schema)
    {
        JsonNode target = schema.Resolved();
        return Anything().Concat(Numbers(target)).Concat(Texts(target)).Concat(Lists(target)).Distinct();
    }

    /// <summary>Bodies that are no object.</summary>
    public static IEnumerable<(string What, byte[] Body)> Bodies(JsonObject valid)
    {
        string text = valid.ToJsonString();
        foreach (string body in new[]
        {
            "nonsense", "{", text[..^1], $"{text}{text}", $"{text},", "{\"a\":}", "{'a':1}", "[]", $"[{text}]", "\"text\"", "5",
            "1e999", "null", "true", "{\"\\ud800\":1}", "{\"a\":1,}", "// comment\n{}", "{\"a\":NaN}", "\u0000", "<xml/>",
        })
            yield return (body, Encoding.UTF8.GetBytes(body));
        yield return ("objects in objects", Encoding.UTF8.GetBytes(Deep("{\"a\":", "}")));
        yield return ("lists in lists", Encoding.UTF8.GetBytes(Deep("[", "]")));
        yield return ("no UTF-8", [(byte)'{', (byte)'"', 0xFF, 0xFE, (byte)'"', (byte)':', (byte)'1', (byte)'}']);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(text));
        yield return ("too large", Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('x', TooLarge)}\"}}"));
    }

    /// <summary>
    /// Texts for a place that wants an id or a word, escaped. A null character in a path is refused by the server itself.
    /// </summary>
    public static IEnumerable<string> AddressParts() =>
    [
        "nonsense", "0", "-1", "null", "undefined", "%20", "%01", "%0D%0ASet-Cookie:%20a=b", "%FF%FE", "%ED%A0%80", "a%2Fb",
        "..%2F..%2Fetc%2Fpasswd", "%252e%252e", "'%20OR%201=1--", "%7B%7D", "*", "%F0%9F%98%80", "%E2%80%AE",
        "0190a000-0000-7000-8000-00000000000", "0190a000000070008000000000000000",
        "%7B0190a000-0000-7000-8000-000000000000%7D", "0190A000-0000-7000-8000-000000000000", new string('a', 300),
        new string('9', 5000),
    ];

    private static IEnumerable<string> Anything() =>
    [
        "null", "true", "false", "0", "5", "-1", "1.5", "1e999", "-1e999", "1e-999", new string('9', 400), "\"\"",
        "\"text\"", "\"5\"", "[]", "[1]", "[null]", "[[]]", "{}", "{\"a\":1}", "\"a\\ud800b\"", "\"\\udc00\"",
        "\"a\\u0000b\"", "\"a\\u001b[31mb\"", "\"a\\r\\nSet-Cookie: b=c\"", "\"\\u202e\"", "\"   \"", Quoted('x', 20_000),
    ];

    private static IEnumerable<string> Numbers(JsonNode schema)
    {
        foreach (string limit in new[] { "minimum", "maximum" })
        {
            if (schema[limit]?.GetValue<long>() is not { } number) continue;
            foreach (string near in new[] { $"{number - 1}", $"{number}", $"{number + 1}", $"{number}.5", $"{number}.0" })
                yield return near;
        }
    }

    private static IEnumerable<string> Texts(JsonNode schema)
    {
        if (schema["maxLength"]?.GetValue<long>() is { } max)
        {
            yield return Quoted('x', (int)max);
            yield return Quoted('x', (int)max + 1);
            yield return $"\"{string.Concat(Enumerable.Repeat("😀", (int)max + 1))}\"";
        }
        if (schema["enum"] is not JsonArray words) yield break;
        foreach (JsonNode? word in words)
        {
            if (word is null) continue;
            yield return $"\"{word.GetValue<string>().ToUpperInvariant()}\"";
            yield return $"\" {word.GetValue<string>()}\"";
            yield return $"[\"{word.GetValue<string>()}\"]";
        }
    }

    private static IEnumerable<string> Lists(JsonNode schema)
    {
        if (schema["items"] is not { } items) yield break;
        foreach (string item in Anything().Concat(Texts(items.Resolved()))) yield return $"[{item}]";
        yield return $"[{string.Join(',', Enumerable.Repeat("\"text\"", 10_000))}]";
    }

    private static string Quoted(char character, int count) => $"\"{new string(character, count)}\"";

    private static string Deep(string open, string close) =>
        string.Concat(Enumerable.Repeat(open, 10_000)) + "1" + string.Concat(Enumerable.Repeat(close, 10_000));
}
