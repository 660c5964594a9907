using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Understudy.LocalRuntime.Tests.Http;

public sealed class HttpBindingTests : IAsyncLifetime
{
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await TestApp.StartAsync<Functions>(
        static builder =>
        {
            builder.Services.AddScoped<Scoped>();
            builder.UseMiddleware<BadInput>();
        },
        settings: "AzureFunctionsJobHost:extensions:http:routePrefix=");

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("/values/7b1e4f0a-6f5a-4f0e-9c39-1d5d2d0a4a11/-3/9000000000/true/Gamma",
        "7b1e4f0a-6f5a-4f0e-9c39-1d5d2d0a4a11 -3 9000000000 True Gamma")]
    [InlineData("/values/7b1e4f0a-6f5a-4f0e-9c39-1d5d2d0a4a11/0/0/false/beta",
        "7b1e4f0a-6f5a-4f0e-9c39-1d5d2d0a4a11 0 0 False Beta")]
    public async Task Route_values_become_parameters_of_simple_types(string path, string answer) =>
        (await _app.Client.GetStringAsync(path)).ShouldBe(answer);

    [Fact]
    public async Task A_route_value_that_is_not_of_the_parameters_type_fails_the_invocation()
    {
        HttpResponseMessage response = await _app.Client.GetAsync("/values/none/0/0/true/Alpha");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldBe("The value of the parameter 'id' is no Guid.");
    }

    [Fact]
    public async Task A_catch_all_takes_the_rest_of_the_path() =>
        (await _app.Client.GetStringAsync("/files/a/b/c.txt")).ShouldBe("a/b/c.txt");

    [Theory]
    [InlineData("/query?page=3&name=x", "3 x")]
    [InlineData("/query?page=3", "3 -")]
    [InlineData("/query", "1 -")]
    public async Task Parameters_that_are_not_in_the_route_come_from_the_query(string path, string answer) =>
        (await _app.Client.GetStringAsync(path)).ShouldBe(answer);

    [Fact]
    public async Task A_missing_value_fails_the_invocation_if_the_parameter_can_do_without_none()
    {
        HttpResponseMessage response = await _app.Client.GetAsync("/required");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain("'page'");
    }

    [Fact]
    public async Task The_body_becomes_an_object_by_web_json()
    {
        HttpResponseMessage response = await _app.Client.PostAsJsonAsync("/orders", new { id = "a", AMOUNT = 2.5 });

        (await response.Content.ReadAsStringAsync()).ShouldBe("a 2.5");
    }

    [Theory]
    [InlineData("{\"id\":", "application/json")]
    [InlineData("{\"id\":\"a\",\"amount\":\"x\"}", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("{\"id\":\"a\",\"amount\":1}", "text/plain")]
    public async Task A_body_that_is_no_such_object_fails_the_invocation(string body, string type)
    {
        HttpResponseMessage response =
            await _app.Client.PostAsync("/orders", new StringContent(body, Encoding.UTF8, type));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Classes_get_services_by_their_constructor_and_scoped_ones_for_each_invocation()
    {
        string first = await _app.Client.GetStringAsync("/scoped");
        string second = await _app.Client.GetStringAsync("/scoped");

        first.ShouldStartWith("same ");
        second.ShouldStartWith("same ");
        first.ShouldNotBe(second);
    }

    [Fact]
    public async Task A_caller_who_leaves_signals_the_cancellation_token()
    {
        using CancellationTokenSource leaving = new();
        Task<HttpResponseMessage> call = _app.Client.GetAsync("/wait", leaving.Token);
        await _app.Recorder.NotesAsync(1);

        await leaving.CancelAsync();

        (await _app.Recorder.NotesAsync(2)).ShouldBe(["waiting", "cancelled"]);
        await Should.ThrowAsync<TaskCanceledException>(call);
    }

    [Fact]
    public async Task The_context_tells_the_function_and_the_bindings()
    {
        string answer = await _app.Client.GetStringAsync("/context/5?x=y");

        answer.ShouldBe(
            $"Context|{typeof(Functions).FullName}.Context|local.httpTrigger|http|id=5,x=y|request,context,id");
    }

    public enum Letter
    {
        Alpha,
        Beta,
        Gamma,
    }

    public sealed record Order(string Id, decimal Amount);

    public sealed class Scoped : IDisposable
    {
        public Guid Id { get; } = Guid.NewGuid();

        public void Dispose()
        {
        }
    }

    public sealed class BadInput : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            try
            {
                await next(context);
            }
            catch (FunctionInputConverterException exception)
            {
                HttpResponse response = context.GetHttpContext()!.Response;
                response.StatusCode = StatusCodes.Status400BadRequest;
                await response.WriteAsync(exception.Message);
            }
        }
    }

    public sealed class Functions(Recorder recorder, Scoped scoped)
    {
        [Function("Values")]
        public static string Values(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "values/{id}/{number}/{big}/{flag}/{letter}")]
            HttpRequest request,
            Guid id,
            int number,
            long big,
            bool flag,
            Letter letter) => $"{id} {number} {big} {flag} {letter}";

        [Function("Files")]
        public static string Files(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{*path}")] HttpRequest request,
            string path) => path;

        [Function("Query")]
        public static string Query(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "query")] HttpRequest request,
            string? name,
            int page = 1) => $"{page} {name ?? "-"}";

        [Function("Required")]
        public static string Required(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "required")] HttpRequest request,
            int page) => $"{page}";

        [Function("Orders")]
        public static string Orders(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders")] HttpRequest request,
            [FromBody] Order order) => $"{order.Id} {order.Amount}";

        [Function("Scoped")]
        public string OfScope(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "scoped")] HttpRequest request,
            FunctionContext context)
        {
            bool same = context.InstanceServices.GetRequiredService<Scoped>() == scoped
                && request.HttpContext.RequestServices.GetRequiredService<Scoped>() == scoped;
            return $"{(same ? "same" : "other")} {scoped.Id}";
        }

        [Function("Wait")]
        public async Task Wait(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wait")] HttpRequest request,
            CancellationToken cancellationToken)
        {
            recorder.Note("waiting");
            await using CancellationTokenRegistration noting =
                cancellationToken.Register(() => recorder.Note("cancelled"));
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        [Function("Context")]
        public static string Context(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "context/{id}")] HttpRequest request,
            FunctionContext context,
            string id)
        {
            FunctionDefinition function = context.FunctionDefinition;
            return string.Join('|',
                function.Name,
                function.EntryPoint,
                string.Join(',', function.InputBindings.Values.Select(static b => b.Type)),
                string.Join(',', function.OutputBindings.Values.Select(static b => b.Type)),
                string.Join(',', context.BindingContext.BindingData
                    .OrderBy(static d => d.Key, StringComparer.Ordinal).Select(static d => $"{d.Key}={d.Value}")),
                string.Join(',', function.Parameters.Select(static p => p.Name)));
        }
    }
}
