using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Understudy.LocalRuntime.Tests.Http;

public sealed class HttpRoutingTests
{
    [Theory]
    [InlineData("GET", "/api/items/12", 200, "number")]
    [InlineData("GET", "/api/items/first", 200, "literal")]
    [InlineData("GET", "/api/items/other", 404, "")]
    [InlineData("POST", "/api/items/other", 200, "text")]
    [InlineData("PUT", "/api/items/12", 404, "")]
    [InlineData("OPTIONS", "/api/items/12", 200, "options")]
    [InlineData("HEAD", "/api/items/12", 404, "")]
    [InlineData("DELETE", "/api/Any", 200, "DELETE")]
    [InlineData("GET", "/items/12", 404, "")]
    [InlineData("GET", "/api/optional", 200, "-")]
    [InlineData("GET", "/api/optional/x", 200, "x")]
    public async Task A_request_finds_its_function(string method, string path, int status, string body)
    {
        await using TestApp app = await TestApp.StartAsync<Functions>();

        HttpResponseMessage response = await app.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldBe(body);
    }

    [Theory]
    [InlineData("", "/items/12")]
    [InlineData("v1/app", "/v1/app/items/12")]
    public async Task Routes_begin_with_the_prefix_of_host_json(string prefix, string path)
    {
        await using TestApp app = await TestApp.StartAsync<Functions>(
            settings: $"AzureFunctionsJobHost:extensions:http:routePrefix={prefix}");

        (await app.Client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/api/middle", "the first name takes everything below its route")]
    [InlineData("/api/other", "the last name takes what is left")]
    public async Task The_first_route_that_matches_by_the_order_of_names_is_taken_as_on_the_Functions_host(
        string path, string answer)
    {
        await using TestApp app = await TestApp.StartAsync<InOrder>();

        (await app.Client.GetStringAsync(path)).ShouldBe(answer);
    }

    public sealed class InOrder
    {
        [Function("Z-Rest")]
        public static string Rest(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest request) =>
            "the last name takes what is left";

        [Function("Middle")]
        public static string Middle(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "middle")] HttpRequest request) => "middle";

        [Function("a-first")]
        public static string First(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{name:minlength(6)}")] HttpRequest request) =>
            "the first name takes everything below its route";
    }

    public sealed class Functions
    {
        [Function("Number")]
        public static string Number(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id:int}")] HttpRequest request) =>
            "number";

        [Function("Literal")]
        public static string Literal(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/first")] HttpRequest request) => "literal";

        [Function("Text")]
        public static string Text(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "items/{name}")] HttpRequest request) => "text";

        [Function("Options")]
        public static string Options(
            [HttpTrigger(AuthorizationLevel.Anonymous, "OPTIONS", Route = "/items/{name}")] HttpRequest request) =>
            "options";

        [Function("Any")]
        public static string Any([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => request.Method;

        [Function("Optional")]
        public static string Optional(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optional/{x?}")] HttpRequest request,
            string? x) => x ?? "-";
    }
}
