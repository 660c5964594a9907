using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>
/// Whatever is sent to an operation, it answers as the document says it does: what it has to refuse it refuses, and it is
/// never at fault. Each case is made from the document, and each answer is held against it on its way.
/// </summary>
public sealed class HostileRequestTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] _headerValues =
        ["", " ", "a\u0001b", "\"", "日本", "%00", new string('x', 256), new string('x', 20_000)];

    private static readonly string[] _queries =
        ["?", "?=", "?&&&", "?%00=%00", "?%ED%A0%80", $"?a={new string('x', 5000)}", "?page[]=1", "?page=1&page=x"];

    // The status of an answer that blames fields, and those fields, as the platform tells them.
    private static readonly (HttpStatusCode, Func<JsonNode, IEnumerable<string>>) _platformBlames = (
        HttpStatusCode.UnprocessableEntity,
        body => body["error"]!["details"]!["fields"]!.AsObject().Select(pair => pair.Key));

    // The same for products that tell it otherwise, by their base path.
    private static readonly Dictionary<string, (HttpStatusCode, Func<JsonNode, IEnumerable<string>>)> _blamed = new()
    {
        ["/videosystem/v1"] = (
            HttpStatusCode.BadRequest,
            // Of a field within another one the path is told.
            body => body["error"]!["details"]!["fields"]!.AsObject().Select(pair => pair.Key.Split('.')[0])),
        ["/sora/api"] = (
            HttpStatusCode.UnprocessableEntity,
            body => body["detail"]!.AsArray().Select(field => field!["loc"]![1]!.GetValue<string>())),
        ["/voicecloning/api/v1"] = (
            HttpStatusCode.BadRequest,
            body => body["errors"]!.AsArray().Select(field => field!["field"]!.GetValue<string>().Split('.')[0])),
        ["/filmstudio/api"] = (
            HttpStatusCode.BadRequest,
            body => body["errors"]!.AsArray().Select(field => field!["field"]!.GetValue<string>().Split('.')[0])),
        ["/second/v2"] = (
            HttpStatusCode.BadRequest,
            body => body["fields"]!.AsArray().Select(field => field!["loc"]!.GetValue<string>().Split('.')[1])),
    };

    public static TheoryData<string> All => Operation.Names(_ => true);

    public static TheoryData<string> Closed => Operation.Names(operation => operation.IsClosed);

    public static TheoryData<string> WithBody => Operation.Names(operation => operation.RequestBody is not null);

    public static TheoryData<string> WithQuery =>
        Operation.Names(operation => operation.Parameters.Any(parameter => parameter.In == "query"));

    [Theory]
    [MemberData(nameof(Closed))]
    public async Task Nobody_gets_past_without_a_token_that_counts(string name)
    {
        var operation = Operation.Of(name);
        using Person person = await app.NewPersonAsync(operation);
        string address = Valid.Address(operation, await new Valid(person).IdAsync(operation));
        string? body = (await new Valid(person).BodyAsync(operation))?.ToJsonString();
        using HttpClient http = app.Anonymous();
        string[] keys = person.Http.DefaultRequestHeaders.TryGetValues(Person.ApiKeyHeader, out IEnumerable<string>? sent)
            ? [.. sent]
            : [];
        (string Name, string Value)[] key = operation.WantsKeyToo ? [(Person.ApiKeyHeader, keys.Single())] : [];
        foreach ((string wrong, string? authorization) in BadTokens.Of(app, person.Token))
        {
            await ShouldNotCountAsync(
                authorization is null ? key : [("Authorization", authorization), .. key], wrong);
        }
        if (operation.WantsKeyToo || operation.TakesKeyAlone)
        {
            using Person other = await app.NewPersonAsync(operation);
            IEnumerable<string> others = operation.WantsKeyToo
                ? other.Http.DefaultRequestHeaders.GetValues(Person.ApiKeyHeader)
                : [];
            (string Name, string Value)[] token = operation.WantsKeyToo ? [("Authorization", $"Bearer {person.Token}")] : [];
            await ShouldNotCountAsync(token, "no key");
            foreach (string bad in (IEnumerable<string>)["", " ", "garbage", $"{keys[0]}x", keys[0][..^1], .. others])
                await ShouldNotCountAsync([.. token, (Person.ApiKeyHeader, bad)], $"the key '{bad}'");
        }
        if (operation.Id == "login") return;
        string stranger = await Person.TokenAsync(http, $"{Guid.NewGuid():N}@example.com");
        await ShouldNotCountAsync([("Authorization", $"Bearer {stranger}"), .. key], "no account");

        async Task ShouldNotCountAsync((string Name, string Value)[] headers, string wrong)
        {
            using HttpResponseMessage response = await Valid.SendAsync(http, operation, address, Valid.Json(body), headers);
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"{operation}: {wrong}");
        }
    }

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task A_body_that_is_no_object_is_refused(string name)
    {
        var operation = Operation.Of(name);
        using Person person = await app.NewPersonAsync(operation);
        Valid valid = new(person);
        string address = Valid.Address(operation, await valid.IdAsync(operation));
        foreach ((string what, byte[] bytes) in Spoiled.Bodies((await valid.BodyAsync(operation))!))
        {
            using ByteArrayContent content = new(bytes);
            content.Headers.ContentType = new("application/json");
            using HttpResponseMessage response = await Valid.SendAsync(person.Http, operation, address, content);
            ShouldBeRefused(response, $"{operation}: {what}");
        }
        await ShouldGoOnAsync();
    }

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task Each_field_is_refused_when_it_is_not_what_the_schema_says(string name)
    {
        var operation = Operation.Of(name);
        using Person person = await app.NewPersonAsync(operation);
        Valid valid = new(person);
        string address = Valid.Address(operation, await valid.IdAsync(operation));
        JsonObject body = (await valid.BodyAsync(operation))!;
        JsonNode schema = operation.RequestBody!["schema"]!.Resolved();
        HashSet<string> required = [.. (schema["required"] as JsonArray ?? []).Select(field => field!.GetValue<string>())];
        foreach ((string field, JsonNode? fieldSchema) in schema["properties"]!.AsObject())
        {
            IEnumerable<string?> values = Spoiled.Values(fieldSchema!);
            foreach (string? value in required.Contains(field) ? values.Append(null) : values)
            {
                bool isValid = value is not null && IsValid(fieldSchema!, value);
                using HttpResponseMessage response = await valid.SendAsync(operation, address, body.With(field, value));
                string what = $"{operation}: {field} = {(value?.Length > 100 ? value[..100] : value)}";
                if (!isValid) await ShouldBlameAsync(operation, response, field, what);
                ShouldSayNothingInternal(await response.Content.ReadAsStringAsync(), what);
            }
        }
        await ShouldGoOnAsync();
    }

    [Theory]
    [MemberData(nameof(WithQuery))]
    public async Task Each_parameter_is_refused_when_it_is_not_what_the_schema_says(string name)
    {
        var operation = Operation.Of(name);
        using Person person = await app.NewPersonAsync(operation);
        foreach (Parameter parameter in operation.Parameters.Where(parameter => parameter.In == "query"))
        {
            IEnumerable<string> values = Spoiled.Values(parameter.Schema).Select(Uri.EscapeDataString);
            foreach (string part in Spoiled.AddressParts().Concat(values))
            {
                using HttpResponseMessage response = await new Valid(person).SendAsync(
                    operation, $"{operation.Path}?{parameter.Name}={part}", null);
                string what = $"{operation}?{parameter.Name}={(part.Length > 100 ? part[..100] : part)}";
                if (!IsValidText(parameter.Schema, Uri.UnescapeDataString(part)))
                    await ShouldBlameAsync(operation, response, parameter.Name, what);
            }
        }
        await ShouldGoOnAsync();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_address_or_a_header_that_makes_no_sense_does_no_harm(string name)
    {
        var operation = Operation.Of(name);
        using Person person = await app.NewPersonAsync(operation);
        Valid valid = new(person);
        string? body = (await valid.BodyAsync(operation))?.ToJsonString();
        if (operation.PathParameter is not null)
        {
            foreach (string part in Spoiled.AddressParts())
            {
                using HttpResponseMessage response = await valid.SendAsync(
                    operation, Valid.Address(operation, part), body);
                response.StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{operation}: {part}");
            }
        }
        string address = Valid.Address(operation, Valid.Nothing);
        foreach (Parameter header in operation.Parameters.Where(parameter => parameter.In == "header"))
        {
            foreach (string value in _headerValues)
            {
                using HttpResponseMessage response = await valid.SendAsync(operation, address, body, (header.Name, value));
                string what = $"{operation}: {header.Name} = {value}";
                if (!IsValidText(header.Schema, value)) ShouldBeRefused(response, what);
                ShouldSayNothingInternal(await response.Content.ReadAsStringAsync(), what);
            }
        }
        foreach (string query in _queries)
        {
            using HttpResponseMessage response = await valid.SendAsync(operation, address + query, body);
            ((int)response.StatusCode).ShouldBeLessThan(500, $"{operation}{query}");
        }
        await ShouldGoOnAsync();
    }

    private static bool IsValid(JsonNode schema, string json)
    {
        // A lone surrogate is JSON, and no text; 1e999 is JSON, and more than any number here.
        string[] unsayable = ["\\ud800", "\\udc00", "1e999"];
        return !unsayable.Any(part => json.Contains(part, StringComparison.Ordinal)) &&
            schema.Violations(JsonElement.Parse(json)).Count == 0;
    }

    // A parameter is a text, whatever it stands for; an empty one is as good as none.
    private static bool IsValidText(JsonNode schema, string text)
    {
        if (text.Length == 0) return true;
        bool wantsNumber = schema.Resolved()["type"]!.GetValue<string>() == "integer";
        return schema.Violations(wantsNumber && long.TryParse(text, out long number)
            ? JsonSerializer.SerializeToElement(number)
            : JsonSerializer.SerializeToElement(text)).Count == 0;
    }

    private static void ShouldBeRefused(HttpResponseMessage response, string what) =>
        ((int)response.StatusCode).ShouldBeInRange(400, 499, what);

    private static async Task ShouldBlameAsync(
        Operation operation, HttpResponseMessage response, string field, string what)
    {
        ShouldBeRefused(response, what);
        (HttpStatusCode invalid, Func<JsonNode, IEnumerable<string>> blamed) =
            _blamed.GetValueOrDefault(ApiDescription.Of(operation.Path)!.BasePath, _platformBlames);
        if (response.StatusCode != invalid) return;
        blamed(JsonNode.Parse(await response.Content.ReadAsStringAsync())!).ShouldContain(field, what);
    }

    private static void ShouldSayNothingInternal(string body, string what)
    {
        body.ShouldNotContain("Exception", customMessage: what);
        body.ShouldNotContain("   at ", customMessage: what);
        body.ShouldNotContain("System.", customMessage: what);
    }

    private async Task ShouldGoOnAsync()
    {
        using Person next = await app.NewPersonAsync();
        (await next.GetAsync("/api/v1/videos")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
