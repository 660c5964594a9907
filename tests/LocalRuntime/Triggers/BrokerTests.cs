using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Understudy.LocalRuntime.Queues;

namespace Understudy.LocalRuntime.Tests.Triggers;

/// <summary>Messages of a broker, where a trigger's connection names one.</summary>
public sealed class BrokerTests : IAsyncLifetime
{
    private Broker _broker = null!;
    private ServiceBusClient _client = null!;

    public async Task InitializeAsync()
    {
        _broker = await Broker.StartAsync(maxDeliveries: 3);
        _client = new ServiceBusClient(_broker.Connection);
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task A_message_starts_its_function_and_is_gone_afterwards()
    {
        await using TestApp app = await StartAsync();
        await SendAsync("clips", """{"name":"intro","seconds":3}""", "first");

        (await app.Recorder.NotesAsync(1))[0].ShouldBe("intro of 3 s, delivery 1, id first");
        await using ServiceBusReceiver receiver = _client.CreateReceiver("clips");
        await Eventually.GetAsync(() => receiver.PeekMessagesAsync(1), messages => messages.Count == 0);
    }

    [Fact]
    public async Task A_message_that_fails_is_given_back_until_the_broker_lays_it_aside()
    {
        await using TestApp app = await StartAsync();
        await SendAsync("clips", "no clip", "bad");

        await using ServiceBusReceiver dead =
            _client.CreateReceiver("clips", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        ServiceBusReceivedMessage message = (await dead.ReceiveMessageAsync(Limits.Wait)).ShouldNotBeNull();
        message.MessageId.ShouldBe("bad");
        message.DeadLetterReason.ShouldBe("MaxDeliveryCountExceeded");
        app.Recorder.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_that_stops_lets_its_messages_be_handled_to_the_end()
    {
        TestApp app = await StartAsync();
        Recorder recorder = app.Recorder;
        SemaphoreSlim gate = app.Services.GetRequiredService<SemaphoreSlim>();
        await SendAsync("slow", "x");
        await recorder.NotesAsync(1);

        ValueTask stopping = app.DisposeAsync();
        gate.Release();
        await stopping;

        recorder.Notes.ShouldBe(["begin", "end"]);
        await using ServiceBusReceiver receiver = _client.CreateReceiver("slow");
        (await receiver.PeekMessagesAsync(1)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_connection_string_the_queues_of_this_machine_serve()
    {
        await using TestApp app = await StartAsync("");
        app.Services.GetRequiredService<QueueStore>()
            .Send([new OutgoingMessage("clips", """{"name":"intro","seconds":3}""")]);

        (await app.Recorder.NotesAsync(1))[0].ShouldStartWith("intro of 3 s, delivery 1");
    }

    [Fact]
    public async Task A_broker_that_wants_an_identity_is_refused() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => TestApp.StartAsync<Functions>(
            builder => builder.Services.AddSingleton(new SemaphoreSlim(0)),
            settings: "ServiceBus:fullyQualifiedNamespace=a.servicebus.windows.net")))
            .Message.ShouldContain("the setting ServiceBus must be a connection string");

    private Task<TestApp> StartAsync(string? connection = null) => TestApp.StartAsync<Functions>(
        builder => builder.Services.AddSingleton(new SemaphoreSlim(0)),
        settings: $"ServiceBus={connection ?? _broker.Connection}");

    private async Task SendAsync(string queue, string text, string? id = null)
    {
        await using ServiceBusSender sender = _client.CreateSender(queue);
        ServiceBusMessage message = new(text);
        if (id is not null) message.MessageId = id;
        await sender.SendMessageAsync(message);
    }

    public sealed record Clip(string Name, int Seconds);

    public sealed class Functions(Recorder recorder, SemaphoreSlim gate)
    {
        [Function("Clips")]
        public void Clips(
            [ServiceBusTrigger("clips", Connection = "ServiceBus")] Clip clip, int deliveryCount, string messageId) =>
            recorder.Note($"{clip.Name} of {clip.Seconds} s, delivery {deliveryCount}, id {messageId}");

        [Function("Slow")]
        public async Task Slow([ServiceBusTrigger("slow", Connection = "ServiceBus")] string text)
        {
            recorder.Note("begin");
            await gate.WaitAsync();
            recorder.Note("end");
        }
    }
}
