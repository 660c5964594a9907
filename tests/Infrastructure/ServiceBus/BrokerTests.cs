using Azure.Messaging.ServiceBus;

namespace Understudy.Infrastructure.Tests.ServiceBus;

/// <summary>What the app and its workers count on, of the client and a broker that speaks its protocol.</summary>
public sealed class BrokerTests : IAsyncLifetime
{
    private static readonly TimeSpan _short = TimeSpan.FromSeconds(5);

    private Broker _broker = null!;
    private ServiceBusClient _client = null!;

    public async Task InitializeAsync()
    {
        _broker = await Broker.StartAsync(_short, maxDeliveries: 3);
        _client = new ServiceBusClient(_broker.Connection);
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_completed_and_gone()
    {
        await SendAsync("one");
        await using ServiceBusReceiver receiver = _client.CreateReceiver("jobs");
        ServiceBusReceivedMessage message = await TakeAsync(receiver);
        message.Body.ToString().ShouldBe("one");
        message.DeliveryCount.ShouldBe(1);
        await receiver.CompleteMessageAsync(message);

        (await receiver.PeekMessagesAsync(10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_comes_whole_and_in_order()
    {
        await using ServiceBusSender sender = _client.CreateSender("jobs");
        await sender.SendMessagesAsync([new ServiceBusMessage("one"), new ServiceBusMessage("two")]);
        await using ServiceBusReceiver receiver = _client.CreateReceiver("jobs");
        (await TakeAsync(receiver)).Body.ToString().ShouldBe("one");
        (await TakeAsync(receiver)).Body.ToString().ShouldBe("two");
    }

    [Fact]
    public async Task What_is_scheduled_comes_when_it_is_due()
    {
        await using ServiceBusSender sender = _client.CreateSender("jobs");
        DateTimeOffset due = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(1);
        await sender.ScheduleMessageAsync(new ServiceBusMessage("later"), due);
        await using ServiceBusReceiver receiver = _client.CreateReceiver("jobs");
        (await TakeAsync(receiver)).Body.ToString().ShouldBe("later");
        // Clocks of two programs on one machine are read to the millisecond.
        DateTimeOffset.UtcNow.ShouldBeGreaterThan(due - TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task The_same_id_is_taken_once()
    {
        await SendAsync("one", id: "same");
        await SendAsync("two", id: "same");
        await SendAsync("three", id: "other");
        await using ServiceBusReceiver receiver = _client.CreateReceiver("jobs");
        (await receiver.PeekMessagesAsync(10)).Select(message => message.Body.ToString()).ShouldBe(["one", "three"]);
    }

    [Fact]
    public async Task A_lock_that_is_not_renewed_runs_out_and_the_next_one_has_the_message()
    {
        await SendAsync("one");
        await using ServiceBusReceiver first = _client.CreateReceiver("jobs");
        await using ServiceBusReceiver second = _client.CreateReceiver("jobs");
        ServiceBusReceivedMessage lost = await TakeAsync(first);
        ServiceBusReceivedMessage found = await TakeAsync(second);
        found.DeliveryCount.ShouldBe(2);

        ServiceBusException refusal =
            await Should.ThrowAsync<ServiceBusException>(() => first.RenewMessageLockAsync(lost));
        refusal.Reason.ShouldBe(ServiceBusFailureReason.MessageLockLost);
    }

    [Fact]
    public async Task A_lock_that_is_renewed_holds()
    {
        await SendAsync("one");
        await using ServiceBusReceiver receiver = _client.CreateReceiver("jobs");
        ServiceBusReceivedMessage message = await TakeAsync(receiver);
        await using ServiceBusReceiver other = _client.CreateReceiver("jobs");
        Task<ServiceBusReceivedMessage?> stolen = other.ReceiveMessageAsync(2 * _short)!;
        while (!stolen.IsCompleted)
        {
            await receiver.RenewMessageLockAsync(message);
            await Task.WhenAny(stolen, Task.Delay(_short / 10));
        }
        (await stolen).ShouldBeNull();
        await receiver.CompleteMessageAsync(message);
    }

    [Fact]
    public async Task What_is_abandoned_comes_back_at_once_and_ends_as_a_dead_letter()
    {
        await SendAsync("one");
        await using ServiceBusReceiver receiver = _client.CreateReceiver("jobs");
        for (int delivery = 1; delivery <= 3; delivery++)
        {
            ServiceBusReceivedMessage message = await TakeAsync(receiver);
            message.DeliveryCount.ShouldBe(delivery);
            await receiver.AbandonMessageAsync(message);
        }
        ServiceBusReceivedMessage dead = await TakeAsync(DeadLetters());
        dead.Body.ToString().ShouldBe("one");
        dead.DeadLetterReason.ShouldBe("MaxDeliveryCountExceeded");
    }

    [Fact]
    public async Task What_is_laid_aside_says_why()
    {
        await SendAsync("one");
        await using ServiceBusReceiver receiver = _client.CreateReceiver("jobs");
        await receiver.DeadLetterMessageAsync(await TakeAsync(receiver), "Malformed", "It is no work.");
        ServiceBusReceivedMessage dead = await TakeAsync(DeadLetters());
        dead.DeadLetterReason.ShouldBe("Malformed");
        dead.DeadLetterErrorDescription.ShouldBe("It is no work.");
    }

    [Fact]
    public async Task Several_at_once_take_every_message_and_each_once()
    {
        const int Count = 200;
        await using ServiceBusSender sender = _client.CreateSender("jobs");
        await sender.SendMessagesAsync(Enumerable.Range(0, Count).Select(number => new ServiceBusMessage($"{number}")));
        System.Collections.Concurrent.ConcurrentBag<string> taken = [];
        await using ServiceBusProcessor processor = _client.CreateProcessor(
            "jobs", new ServiceBusProcessorOptions { MaxConcurrentCalls = 8 });
        processor.ProcessMessageAsync += message =>
        {
            taken.Add(message.Message.Body.ToString());
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();
        await Eventually.HoldsAsync(() => taken.Distinct().Count() == Count, "all messages were taken");
        await processor.StopProcessingAsync();
    }

    private ServiceBusReceiver DeadLetters() =>
        _client.CreateReceiver("jobs", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    private async Task SendAsync(string text, string? id = null)
    {
        await using ServiceBusSender sender = _client.CreateSender("jobs");
        ServiceBusMessage message = new(text);
        if (id is not null) message.MessageId = id;
        await sender.SendMessageAsync(message);
    }

    private static async Task<ServiceBusReceivedMessage> TakeAsync(ServiceBusReceiver receiver) =>
        (await receiver.ReceiveMessageAsync(Limits.Wait)).ShouldNotBeNull();
}
