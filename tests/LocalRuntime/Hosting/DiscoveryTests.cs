using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Understudy.LocalRuntime.Tests.Hosting;

/// <summary>A wrong declaration stops the app at its start, with a message that says where and why.</summary>
public sealed class DiscoveryTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(typeof(TwoOfAName), "TwoOfAName.Second and TwoOfAName.First are both named Same.")]
    [InlineData(typeof(NoTrigger), "Lonely (NoTrigger.Run): no parameter has a trigger.")]
    [InlineData(typeof(TwoTriggers), "Twice (TwoTriggers.Run): it has more than one trigger.")]
    [InlineData(typeof(UnknownParameter), "Odd (UnknownParameter.Run): parameter client of type HttpClient cannot be bound.")]
    [InlineData(typeof(UnknownBlob), "Blob (UnknownBlob.Run): parameter blob of type Uri cannot be bound.")]
    [InlineData(typeof(NotPublic), "Hidden (NotPublic.Run): it and its class must be public")]
    [InlineData(typeof(ByReference), "ByRef (ByReference.Run): ref, in and out parameters cannot be bound.")]
    [InlineData(typeof(ToTopic), "Topic (ToTopic.Run): the local runtime has queues only, no topics.")]
    [InlineData(typeof(SameRoute), "Functions One and Two both answer GET /api/items/{second}.")]
    [InlineData(typeof(BadRoute), "Function Bad: 'api/{a}{b}' is no route:")]
    public async Task A_wrong_declaration_is_told(Type functions, string message) =>
        (await FailureAsync(functions)).ShouldContain(message);

    [Theory]
    [InlineData(typeof(BadSchedule), "Function Tick: '* *' is no positive time span, and no NCRONTAB expression: ")]
    [InlineData(typeof(NoSuchSetting), "Function Tick: '%Missing%' names a setting that does not exist.")]
    public async Task A_wrong_trigger_is_told(Type functions, string message) =>
        (await FailureAsync(functions)).ShouldContain(message);

    [Fact]
    public async Task All_errors_are_told_at_once()
    {
        string message = await FailureAsync(typeof(NoTrigger), typeof(TwoTriggers));

        message.ShouldContain("Lonely");
        message.ShouldContain("Twice");
    }

    [Fact]
    public void A_number_in_host_json_must_be_a_positive_one()
    {
        FunctionsApplicationBuilder builder = TestApp.Builder([], _folder.Path);
        builder.Configuration["AzureFunctionsJobHost:extensions:durableTask:maxConcurrentActivityFunctions"] = "many";

        Should.Throw<InvalidDataException>(() => builder.UseLocalRuntimeUnlessHosted()).Message
            .ShouldBe("host.json: extensions:durableTask:maxConcurrentActivityFunctions must be a positive integer, not 'many'.");
    }

    private async Task<string> FailureAsync(params Type[] functions)
    {
        using IHost host = TestApp.Builder(functions, _folder.Path).UseLocalRuntimeUnlessHosted().Build();
        return (await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync())).Message;
    }

    public static class TwoOfAName
    {
        [Function("Same")]
        public static void First([TimerTrigger("00:01:00")] TimerInfo timer)
        {
        }

        [Function("same")]
        public static void Second([TimerTrigger("00:01:00")] TimerInfo timer)
        {
        }
    }

    public static class NoTrigger
    {
        [Function("Lonely")]
        public static void Run(FunctionContext context)
        {
        }
    }

    public static class TwoTriggers
    {
        [Function("Twice")]
        public static void Run([TimerTrigger("00:01:00")] TimerInfo timer, [ServiceBusTrigger("q")] string text)
        {
        }
    }

    public static class UnknownParameter
    {
        [Function("Odd")]
        public static void Run([HttpTrigger] HttpRequest request, HttpClient client)
        {
        }
    }

    public static class UnknownBlob
    {
        [Function("Blob")]
        public static void Run([BlobTrigger("in/{name}")] Uri blob)
        {
        }
    }

    internal static class NotPublic
    {
        [Function("Hidden")]
        public static void Run([TimerTrigger("00:01:00")] TimerInfo timer)
        {
        }
    }

    public static class ByReference
    {
        [Function("ByRef")]
        public static void Run([TimerTrigger("00:01:00")] TimerInfo timer, out int number) => number = 1;
    }

    public static class ToTopic
    {
        [Function("Topic")]
        [ServiceBusOutput("news", ServiceBusEntityType.Topic)]
        public static string Run([TimerTrigger("00:01:00")] TimerInfo timer) => "";
    }

    public static class SameRoute
    {
        [Function("One")]
        public static void First([HttpTrigger("get", Route = "items/{first}")] HttpRequest request)
        {
        }

        [Function("Two")]
        public static void Second([HttpTrigger("post", "get", Route = "ITEMS/{second}")] HttpRequest request)
        {
        }
    }

    public static class BadRoute
    {
        [Function("Bad")]
        public static void Run([HttpTrigger(Route = "{a}{b}")] HttpRequest request)
        {
        }
    }

    public static class BadSchedule
    {
        [Function("Tick")]
        public static void Run([TimerTrigger("* *")] TimerInfo timer)
        {
        }
    }

    public static class NoSuchSetting
    {
        [Function("Tick")]
        public static void Run([TimerTrigger("%Missing%")] TimerInfo timer)
        {
        }
    }
}
