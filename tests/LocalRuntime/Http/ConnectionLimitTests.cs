using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Understudy.LocalRuntime.Http;
using Understudy.Tests;

namespace Understudy.LocalRuntime.Tests.Http;

/// <summary>More connections than the process can bear are refused, in words, and the others go on.</summary>
public sealed class ConnectionLimitTests : IAsyncLifetime
{
    private const int Most = 8;

    private readonly TempFolder _folder = new();
    private readonly List<TcpClient> _clients = [];
    private IHost? _host;

    public async Task InitializeAsync()
    {
        FunctionsApplicationBuilder builder = TestApp.Builder([typeof(Functions)], _folder.Path, "ASPNETCORE_URLS=http://127.0.0.1:0");
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(TestServer)));
        builder.Services.AddSingleton(new ConnectionLimit(Most));
        _host = builder.UseLocalRuntimeUnlessHosted().Build();
        await _host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (TcpClient client in _clients) client.Dispose();
        await _host!.StopAsync();
        _host.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task One_too_many_hears_that_it_is_and_the_others_notice_nothing()
    {
        var served = new TcpClient[Most];
        for (int i = 0; i < Most; i++)
        {
            served[i] = await ConnectAsync();
            (await AskAsync(served[i])).ShouldStartWith("HTTP/1.1 200 ");
        }

        for (int i = 0; i < 3; i++)
        {
            TcpClient refused = await ConnectAsync();
            string answer = await AskAsync(refused);
            answer.ShouldStartWith("HTTP/1.1 503 ");
            answer.ShouldContain("Connection: close");
            answer.ShouldContain("Retry-After: ");
            (await refused.GetStream().ReadAsync(new byte[1])).ShouldBe(0);
        }

        foreach (TcpClient client in served) (await AskAsync(client)).ShouldStartWith("HTTP/1.1 200 ");
        served[0].Dispose();
        await Eventually.GetAsync(
            async () => await AskAsync(await ConnectAsync()),
            answer => answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Those_who_are_too_many_even_to_listen_to_hear_it_at_once()
    {
        for (int i = 0; i < Most; i++) (await AskAsync(await ConnectAsync())).ShouldStartWith("HTTP/1.1 200 ");
        for (int i = 0; i < 2 * Most; i++) await ConnectAsync();
        // Those who are listened to say nothing, so this one is told without having asked.
        using StreamReader answer = new((await ConnectAsync()).GetStream());
        string text = await answer.ReadToEndAsync();
        text.ShouldStartWith("HTTP/1.1 503 ");
        text.ShouldContain("Connection: close");
    }

    [Fact]
    public async Task Who_is_refused_and_does_not_ask_is_not_waited_for()
    {
        for (int i = 0; i < Most; i++) (await AskAsync(await ConnectAsync())).ShouldStartWith("HTTP/1.1 200 ");
        TcpClient slow = await ConnectAsync();
        await slow.GetStream().WriteAsync("GET /api/hello HTTP/1.1\r\n"u8.ToArray());
        try
        {
            // Who is served would be told after a while that the request came too slowly.
            (await slow.GetStream().ReadAsync(new byte[1])).ShouldBe(0);
        }
        catch (IOException)
        {
            // Ended in the other way.
        }
    }

    private async Task<TcpClient> ConnectAsync()
    {
        Uri address = new(_host!.Services.GetRequiredService<IServer>().Features
            .GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
        TcpClient client = new();
        _clients.Add(client);
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        return client;
    }

    private static async Task<string> AskAsync(TcpClient client)
    {
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync("GET /api/hello HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        StringBuilder answer = new();
        byte[] buffer = new byte[4096];
        // A chunk of nothing ends each answer.
        while (!answer.ToString().EndsWith("0\r\n\r\n", StringComparison.Ordinal))
        {
            int read = await stream.ReadAsync(buffer);
            if (read == 0) break;
            answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        return answer.ToString();
    }

    public sealed class Functions
    {
        [Function("Hello")]
        public static string Hello(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hello")] HttpRequest request) => "hello";
    }
}
