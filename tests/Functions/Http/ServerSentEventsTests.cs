using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Streaming;
using Understudy.Functions.Products.Clone;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Http;

/// <summary>The end of live progress.</summary>
public sealed class ServerSentEventsTests
{
    [Fact]
    public async Task An_app_that_stops_ends_its_streams()
    {
        ApplicationLifetime app = new(NullLogger<ApplicationLifetime>.Instance);
        await using ServiceProvider services =
            new ServiceCollection().AddSingleton<IHostApplicationLifetime>(app)
                .AddSingleton(new SharedReads(new FaultyStore(null!), TimeProvider.System)).BuildServiceProvider();
        using MemoryStream body = new();
        DefaultHttpContext http = new() { RequestServices = services };
        http.Response.Body = body;
        ModelEvent pending = new("id", "pending", 0, null, null);

        Task stream = ServerSentEvents.SendAsync(
            http,
            new Watched<ModelEvent>(
                "id", [], _ => Task.FromResult<WatchedState<ModelEvent>?>(new("pending", pending, IsLast: false))),
            CloneJson.Wire.ModelEvent,
            TimeProvider.System);
        stream.IsCompleted.ShouldBeFalse();
        app.StopApplication();

        await stream.WaitAsync(Limits.Wait);
        Encoding.UTF8.GetString(body.ToArray()).ShouldContain("id: pending\n");
    }
}
