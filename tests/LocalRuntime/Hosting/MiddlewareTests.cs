using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Understudy.LocalRuntime.Queues;

namespace Understudy.LocalRuntime.Tests.Hosting;

public sealed class MiddlewareTests
{
    [Fact]
    public async Task Middleware_runs_around_the_function_in_the_order_of_its_registration()
    {
        await using TestApp app = await TestApp.StartAsync<Functions>(static builder =>
        {
            builder.UseMiddleware<Outer>();
            builder.UseMiddleware(static async (context, next) =>
            {
                Recorder recorder = context.InstanceServices.GetRequiredService<Recorder>();
                recorder.Note("inner before");
                await next();
                recorder.Note("inner after");
            });
        });

        (await app.Client.GetStringAsync("/api/Hello")).ShouldBe("hello");

        app.Recorder.Notes.ShouldBe(["outer before", "inner before", "function", "inner after", "outer after"]);
    }

    [Fact]
    public async Task Conditional_middleware_runs_where_its_condition_holds()
    {
        await using TestApp app = await TestApp.StartAsync<Functions>(static builder =>
        {
            builder.UseWhen<Outer>(static context => context.FunctionDefinition.Name == "Other");
            builder.UseWhen(
                static context => context.FunctionDefinition.Name == "Hello",
                static (context, next) =>
                {
                    context.InstanceServices.GetRequiredService<Recorder>().Note("for hello");
                    return next();
                });
        });

        await app.Client.GetStringAsync("/api/Hello");

        app.Recorder.Notes.ShouldBe(["for hello", "function"]);
    }

    [Fact]
    public async Task Middleware_that_does_not_go_on_answers_itself()
    {
        await using TestApp app = await TestApp.StartAsync<Functions>(static builder =>
            builder.UseMiddleware(static (context, _) =>
            {
                HttpResponse response = context.GetHttpContext()!.Response;
                response.StatusCode = StatusCodes.Status401Unauthorized;
                return response.WriteAsync("who are you?");
            }));

        HttpResponseMessage response = await app.Client.GetAsync("/api/Hello");

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsStringAsync()).ShouldBe("who are you?");
        app.Recorder.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Middleware_sees_the_result_and_can_replace_it()
    {
        await using TestApp app = await TestApp.StartAsync<Functions>(static builder =>
            builder.UseMiddleware(static async (context, next) =>
            {
                await next();
                context.GetInvocationResult<string>().Value.ShouldBe("hello");
                context.GetInvocationResult().Value = new ConflictObjectResult("replaced");
            }));

        HttpResponseMessage response = await app.Client.GetAsync("/api/Hello");

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Middleware_sees_the_functions_exception_as_it_was_thrown()
    {
        await using TestApp app = await TestApp.StartAsync<Functions>(static builder =>
            builder.UseMiddleware(static async (context, next) =>
            {
                try
                {
                    await next();
                }
                catch (InvalidOperationException exception)
                {
                    context.GetInvocationResult().Value = exception.Message;
                }
            }));

        (await app.Client.GetStringAsync("/api/Throws")).ShouldBe("on purpose");
    }

    [Fact]
    public async Task An_exception_of_middleware_fails_the_invocation()
    {
        await using TestApp app = await TestApp.StartAsync<Functions>(static builder =>
            builder.UseMiddleware(static (_, _) => throw new InvalidOperationException("no")));

        (await app.Client.GetAsync("/api/Hello")).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task Items_features_and_ids_belong_to_one_invocation()
    {
        await using TestApp app = await TestApp.StartAsync<Functions>(static builder =>
            builder.UseMiddleware(static (context, next) =>
            {
                context.Items.ShouldNotContainKey("id");
                context.Features.Get<Uri>().ShouldBeNull();
                context.Items["id"] = context.InvocationId;
                context.Features.Set(new Uri("http://feature/"));
                return next();
            }));

        string first = await app.Client.GetStringAsync("/api/Shared");
        string second = await app.Client.GetStringAsync("/api/Shared");

        first.ShouldEndWith(" True http://feature/ True");
        second.ShouldEndWith(" True http://feature/ True");
        second.ShouldNotBe(first);
    }

    [Fact]
    public async Task Middleware_runs_around_functions_that_HTTP_did_not_start()
    {
        await using TestApp app = await TestApp.StartAsync<Functions>(static builder => builder.UseMiddleware<Outer>());

        app.Services.GetRequiredService<QueueStore>().Send([new OutgoingMessage("texts", "x")]);

        (await app.Recorder.NotesAsync(3)).ShouldBe(["outer before", "message", "outer after"]);
    }

    [Fact]
    public async Task A_message_whose_function_middleware_skips_counts_as_handled()
    {
        await using TestApp app = await TestApp.StartAsync<Functions>(static builder =>
            builder.UseMiddleware(static (context, _) =>
            {
                context.InstanceServices.GetRequiredService<Recorder>().Note("skipped");
                return Task.CompletedTask;
            }));
        QueueStore queues = app.Services.GetRequiredService<QueueStore>();

        queues.Send([new OutgoingMessage("texts", "x")]);
        await app.Recorder.NotesAsync(1);

        await Eventually.HoldsAsync(() => queues.UntilNext("texts") is null, "no message is left");
    }

    public sealed class Outer(Recorder recorder) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            context.GetLogger<Outer>().LogDebug("{Id}", context.InvocationId);
            recorder.Note("outer before");
            await next(context);
            recorder.Note("outer after");
        }
    }

    public sealed class Functions(Recorder recorder)
    {
        [Function("Hello")]
        public string Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            recorder.Note("function");
            return "hello";
        }

        [Function("Throws")]
        public static Task<string> Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            throw new InvalidOperationException("on purpose");

        [Function("Shared")]
        public static string Shared(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) =>
            $"{context.InvocationId} {context.Items["id"].Equals(context.InvocationId)} "
            + $"{context.Features.Get<Uri>()} {context.TraceContext.TraceParent.Length >= 0}";

        [Function("Texts")]
        public void Texts([ServiceBusTrigger("texts")] string text) => recorder.Note("message");
    }
}
