using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Understudy.LocalRuntime.Queues;
using Understudy.LocalRuntime.Tests.Support;

namespace Understudy.LocalRuntime.Tests.Http;

public sealed class HttpResultTests : IAsyncLifetime
{
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await TestApp.StartAsync<Functions>();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("ActionResult", 201, "application/json; charset=utf-8", "{\"clipLength\":3}")]
    [InlineData("Result", 202, "application/json; charset=utf-8", "{\"clipLength\":3}")]
    [InlineData("ValueTaskResult", 202, "application/json; charset=utf-8", "{\"clipLength\":3}")]
    [InlineData("Poco", 200, "application/json; charset=utf-8", "{\"clipLength\":3}")]
    [InlineData("Text", 200, "text/plain; charset=utf-8", "plain")]
    [InlineData("Nothing", 200, null, "")]
    [InlineData("NothingYet", 200, null, "")]
    [InlineData("Null", 200, null, "")]
    [InlineData("Own", 418, "text/x-own", "own")]
    [InlineData("Several", 202, "application/json; charset=utf-8", "{\"clipLength\":3}")]
    public async Task A_function_returns(string function, int status, string? type, string body)
    {
        HttpResponseMessage response = await _app.Client.GetAsync($"/api/{function}");

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType?.ToString().ShouldBe(type);
        (await response.Content.ReadAsStringAsync()).ShouldBe(body);
    }

    [Fact]
    public async Task The_messages_of_a_result_are_stored_before_the_answer_is_given()
    {
        await _app.Client.GetAsync("/api/Several");

        QueueStore queues = _app.Services.GetRequiredService<QueueStore>();
        queues.Receive("texts")!.Body.ShouldBe("hello");
        queues.Receive("clips")!.Body.ShouldBe("{\"ClipLength\":1}");
        queues.Receive("clips")!.Body.ShouldBe("{\"ClipLength\":2}");
        queues.Receive("clips").ShouldBeNull();
    }

    [Theory]
    [InlineData("Throws")]
    [InlineData("ThrowsLater")]
    [InlineData("ThrowsInResult")]
    public async Task A_function_that_fails_answers_500_and_says_nothing(string function)
    {
        HttpResponseMessage response = await _app.Client.GetAsync($"/api/{function}");

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
        response.Headers.Contains("x-half").ShouldBeFalse();
    }

    [Fact]
    public async Task A_function_that_fails_in_the_middle_of_its_answer_breaks_the_connection() =>
        await Should.ThrowAsync<Exception>(() => _app.Client.GetStringAsync("/api/ThrowsAtLast"));

    public sealed record Clip(int ClipLength);

    public sealed class Outputs
    {
        [HttpResult]
        public required IResult Answer { get; init; }

        [ServiceBusOutput("texts", Connection = "ServiceBus")]
        public string? Text { get; init; }

        [ServiceBusOutput("clips")]
        public Clip[]? Clips { get; init; }

        [ServiceBusOutput("none")]
        public Clip? None { get; init; }
    }

    public sealed class Functions
    {
        [Function("ActionResult")]
        public static IActionResult OfMvc([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            new ObjectResult(new Clip(3)) { StatusCode = 201 };

        [Function("Result")]
        public static async Task<IResult> OfHttp(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            await Task.Yield();
            return Results.Accepted(null, new Clip(3));
        }

        [Function("ValueTaskResult")]
        public static ValueTask<IResult> OfValueTask(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            ValueTask.FromResult(Results.Accepted(null, new Clip(3)));

        [Function("Poco")]
        public static Task<Clip> Poco([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            Task.FromResult(new Clip(3));

        [Function("Text")]
        public static string Text([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => "plain";

        [Function("Nothing")]
        public static void Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
        }

        [Function("NothingYet")]
        public static async Task NothingYet(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => await Task.Yield();

        [Function("Null")]
        public static Clip? Null([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => null;

        [Function("Own")]
        public static async Task Own([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            request.HttpContext.Response.StatusCode = 418;
            request.HttpContext.Response.ContentType = "text/x-own";
            await request.HttpContext.Response.WriteAsync("own");
        }

        [Function("Several")]
        public static Outputs Several([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => new()
        {
            Answer = Results.Accepted(null, new Clip(3)),
            Text = "hello",
            Clips = [new Clip(1), new Clip(2)],
        };

        [Function("Throws")]
        public static string Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            request.HttpContext.Response.Headers["x-half"] = "done";
            throw new InvalidOperationException("secret");
        }

        [Function("ThrowsLater")]
        public static async Task<IResult> ThrowsLater(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            await Task.Yield();
            throw new InvalidOperationException("secret");
        }

        [Function("ThrowsInResult")]
        public static IResult ThrowsInResult(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => new BadResult();

        [Function("ThrowsAtLast")]
        public static async Task ThrowsAtLast(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            await request.HttpContext.Response.WriteAsync("half");
            await request.HttpContext.Response.Body.FlushAsync();
            throw new InvalidOperationException("secret");
        }

        private sealed class BadResult : IResult
        {
            public Task ExecuteAsync(HttpContext httpContext) => throw new InvalidOperationException("secret");
        }
    }
}
