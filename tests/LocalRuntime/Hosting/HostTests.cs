using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Understudy.LocalRuntime.Hosting;

namespace Understudy.LocalRuntime.Tests.Hosting;

/// <summary>The host on Kestrel, and its files.</summary>
public sealed class HostTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_listens_on_the_loopback_address_it_is_told_and_names_no_server()
    {
        using IHost host = Build("--urls", "http://127.0.0.1:0");
        await host.StartAsync();
        using HttpClient client = new() { BaseAddress = AddressOf(host), Timeout = Limits.Wait };

        HttpResponseMessage response = await client.GetAsync("/api/Hello");

        (await response.Content.ReadAsStringAsync()).ShouldBe("hello");
        response.Headers.Server.ShouldBeEmpty();
        client.BaseAddress!.Host.ShouldBe("127.0.0.1");
        await host.StopAsync();
    }

    [Fact]
    public void Unless_it_is_told_it_listens_where_the_Functions_tools_do()
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.ConfigureFunctionsWebApplication();

        builder.UseLocalRuntimeUnlessHosted();

        builder.Configuration["urls"].ShouldBe("http://127.0.0.1:7071");
    }

    [Fact]
    public async Task A_host_that_stops_answers_the_requests_that_it_has_begun()
    {
        using IHost host = Build("--urls", "http://127.0.0.1:0");
        await host.StartAsync();
        using HttpClient client = new() { BaseAddress = AddressOf(host), Timeout = Limits.Wait };
        Recorder recorder = host.Services.GetRequiredService<Recorder>();
        Task<string> answer = client.GetStringAsync("/api/Slow");
        await recorder.NotesAsync(1);

        Task stopping = host.StopAsync();
        await Eventually.HoldsAsync(() => !Accepts(client.BaseAddress!), "the host accepts no connections any more");
        host.Services.GetRequiredService<SemaphoreSlim>().Release();

        (await answer).ShouldBe("done");
        await stopping;
    }

    [Fact]
    public async Task A_function_can_limit_the_body_of_its_request()
    {
        using IHost host = Build("--urls", "http://127.0.0.1:0");
        await host.StartAsync();
        using HttpClient client = new() { BaseAddress = AddressOf(host), Timeout = Limits.Wait };

        HttpResponseMessage response = await client.PostAsync("/api/Limited", new ByteArrayContent(new byte[20]));

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        await host.StopAsync();
    }

    [Fact]
    public void Host_json_and_local_settings_are_read_from_the_content_root_and_the_environment_wins()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "host.json"), """
            {
              "version": "2.0",
              "extensions": {
                "http": { "routePrefix": "" },
                "durableTask": { "hubName": "TestHub", "maxConcurrentActivityFunctions": 3 },
                "blobs": { "poisonBlobThreshold": 2 },
                "unknown": { "setting": [1, { "of": "the host's" }] }
              },
              "logging": { "logLevel": { "default": "Error", "Function.Quiet": "Critical" } }
            }
            """);
        File.WriteAllText(Path.Combine(_folder.Path, "local.settings.json"), """
            { "Values": { "OnlyHere": "local", "Deep__Setting": "deep", "UNDERSTUDY_TEST_SETTING": "local" } }
            """);
        Environment.SetEnvironmentVariable("UNDERSTUDY_TEST_SETTING", "environment");
        using IHost host = Build("--contentRoot", _folder.Path, "--urls", "http://127.0.0.1:0");
        IConfiguration configuration = host.Services.GetRequiredService<IConfiguration>();
        HostJson hostJson = host.Services.GetRequiredService<HostJson>();
        ILoggerFactory loggers = host.Services.GetRequiredService<ILoggerFactory>();

        configuration["OnlyHere"].ShouldBe("local");
        configuration["Deep:Setting"].ShouldBe("deep");
        configuration["UNDERSTUDY_TEST_SETTING"].ShouldBe("environment");
        hostJson.RoutePrefix.ShouldBeEmpty();
        hostJson.DurableHubName.ShouldBe("TestHub");
        hostJson.MaxConcurrentActivities.ShouldBe(3);
        hostJson.MaxBlobAttempts.ShouldBe(2);
        loggers.CreateLogger("Any").IsEnabled(LogLevel.Warning).ShouldBeFalse();
        loggers.CreateLogger("Any").IsEnabled(LogLevel.Error).ShouldBeTrue();
        loggers.CreateLogger("Function.Quiet").IsEnabled(LogLevel.Error).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{ "extensions": { "http": { "routePrefix": "" } } }""", "''")]
    [InlineData("""{ "version": "1.0" }""", "'1.0'")]
    public void A_host_json_that_the_Functions_host_would_refuse_is_refused_here_too(string json, string version)
    {
        File.WriteAllText(Path.Combine(_folder.Path, "host.json"), json);

        Should.Throw<InvalidDataException>(() => Build("--contentRoot", _folder.Path)).Message
            .ShouldBe($"host.json: version must be 2.0, not {version}.");
    }

    private static bool Accepts(Uri address)
    {
        using TcpClient client = new();
        try
        {
            client.Connect(address.Host, address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static Uri AddressOf(IHost host) => new(host.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.Single());

    private IHost Build(params string[] arguments)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(arguments);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddSingleton<Recorder>();
        builder.Services.AddSingleton(new SemaphoreSlim(0));
        builder.Services.Configure<LocalRuntimeOptions>(options =>
        {
            options.FunctionTypes = [typeof(Functions)];
            options.DataFolder = _folder.Path;
        });
        return builder.AddLocalSettingsUnlessHosted().UseLocalRuntimeUnlessHosted().Build();
    }

    public sealed class Functions(Recorder recorder, SemaphoreSlim gate)
    {
        [Function("Hello")]
        public static string Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => "hello";

        [Function("Slow")]
        public async Task<string> Slow([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            recorder.Note("begin");
            await gate.WaitAsync();
            return "done";
        }

        [Function("Limited")]
        public static async Task<IResult> Limited(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request)
        {
            request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = 10;
            await request.Body.CopyToAsync(Stream.Null);
            return Results.Ok();
        }
    }
}
