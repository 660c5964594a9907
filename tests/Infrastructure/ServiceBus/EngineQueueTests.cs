using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Infrastructure.ServiceBus;

namespace Understudy.Infrastructure.Tests.ServiceBus;

/// <summary>The queues of the engines over a broker.</summary>
public sealed class EngineQueueTests : IAsyncLifetime
{
    private static readonly EngineAssignment _assignment = new(
        new EngineOrder(
            new JobReference("owner", "job", "clone", "video"),
            "lane",
            new EngineTask.TalkingHead
            {
                Output = new MediaKey(MediaKey.Library, "videos/1/"),
                Looks = new MediaKey(MediaKey.Library, "looks/1/"),
                Voice = new MediaKey(MediaKey.Library, "voices/1/"),
                Text = "こんにちは",
                Language = Language.Japanese,
                Resolution = Resolution.P720,
                Watermark = true,
            },
            TimeSpan.FromMinutes(10)),
        1,
        new MediaKey(MediaKey.Library, "engine/owner/job/1"));

    private Broker _broker = null!;
    private ServiceProvider _services = null!;

    private ServiceBusClient Client => _services.GetRequiredService<ServiceBusClient>();

    private IDeadLetters DeadLetters => _services.GetRequiredService<IDeadLetters>();

    public async Task InitializeAsync()
    {
        _broker = await Broker.StartAsync();
        ServiceCollection services = new();
        services.AddServiceBus(Options(("ServiceBus", _broker.Connection))!);
        _services = services.BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task A_broker_is_reached_by_looking_at_its_queues()
    {
        IEngineBroker broker = _services.GetRequiredService<IEngineBroker>();
        await _services.GetRequiredService<IAssignmentSender>().SendAsync(_assignment, default);
        for (int time = 0; time < 3; time++) await broker.ReachAsync(default).WaitAsync(Limits.Wait);

        // Nothing was taken by it, nor counts as delivered.
        await using ServiceBusReceiver receiver = Client.CreateReceiver(EngineQueues.Jobs);
        (await receiver.ReceiveMessageAsync(Limits.Wait)).DeliveryCount.ShouldBe(1);
    }

    // Each new receiver is authorised over one link of the connection, which has been seen to stall after 348 times.
    [Fact]
    public async Task Dead_letters_can_be_looked_at_again_and_again()
    {
        await using ServiceBusReceiver receiver = Client.CreateReceiver(EngineQueues.Jobs);
        await Client.CreateSender(EngineQueues.Jobs).SendMessageAsync(new ServiceBusMessage("{}") { MessageId = "one" });
        await receiver.DeadLetterMessageAsync(await receiver.ReceiveMessageAsync(Limits.Wait), "Malformed");
        for (int time = 0; time < 400; time++)
            (await DeadLetters.ListAsync(default).WaitAsync(Limits.Wait)).ShouldHaveSingleItem().MessageId.ShouldBe("one", $"look {time}");
    }

    [Fact]
    public async Task A_broker_that_has_gone_is_not_reached_for_as_long_as_one_waits()
    {
        Broker mortal = await Broker.StartAsync();
        ServiceCollection services = new();
        services.AddServiceBus(Options(("ServiceBus", mortal.Connection))!);
        await using ServiceProvider provider = services.BuildServiceProvider();
        IEngineBroker broker = provider.GetRequiredService<IEngineBroker>();
        await broker.ReachAsync(default).WaitAsync(Limits.Wait);
        await mortal.DisposeAsync();

        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(2));
        await Should.ThrowAsync<Exception>(() => broker.ReachAsync(patience.Token).WaitAsync(Limits.Wait));
    }

    [Fact]
    public async Task Work_arrives_as_it_was_sent_and_once()
    {
        IAssignmentSender sender = _services.GetRequiredService<IAssignmentSender>();
        await sender.SendAsync(_assignment, default);
        await sender.SendAsync(_assignment, default);
        await sender.SendAsync(_assignment with { Attempt = 2 }, default);

        await using ServiceBusReceiver receiver = Client.CreateReceiver(EngineQueues.Jobs);
        IReadOnlyList<ServiceBusReceivedMessage> messages = await receiver.PeekMessagesAsync(10);
        messages.Select(message => message.MessageId).ShouldBe(["job:1", "job:2"]);
        EngineMessages.ReadAssignment(messages[0].Body).ShouldBe(_assignment);
    }

    [Fact]
    public async Task Reports_arrive_as_they_were_sent_each_of_them()
    {
        EngineReport going = new(_assignment.Order.Job, 1, EngineState.Working, 40);
        EngineReport over = new(
            _assignment.Order.Job, 1, EngineState.Ended, Verdict: EngineVerdict.Impossible(JobFailure.TimedOut));
        IReportSender sender = _services.GetRequiredService<IReportSender>();
        foreach (EngineReport report in new[] { going, going, over }) await sender.SendAsync(report, default);

        await using ServiceBusReceiver receiver = Client.CreateReceiver(EngineQueues.Results);
        (await receiver.PeekMessagesAsync(10)).Select(message => EngineMessages.ReadReport(message.Body.ToString()))
            .ShouldBe([going, going, over]);
    }

    [Fact]
    public async Task Dead_letters_are_told_of_and_sent_again_more_than_once()
    {
        (await DeadLetters.ListAsync(default)).ShouldBeEmpty();
        await using ServiceBusSender raw = Client.CreateSender(EngineQueues.Jobs);
        await raw.SendMessageAsync(new ServiceBusMessage("no work") { MessageId = "bad" });
        await using ServiceBusReceiver receiver = Client.CreateReceiver(EngineQueues.Jobs);
        foreach (int time in new[] { 1, 2 })
        {
            ServiceBusReceivedMessage message = (await receiver.ReceiveMessageAsync(Limits.Wait)).ShouldNotBeNull();
            message.Body.ToString().ShouldBe("no work");
            await receiver.DeadLetterMessageAsync(message, "Malformed", "It is no work.");

            DeadLetter letter = (await DeadLetters.ListAsync(default)).ShouldHaveSingleItem();
            letter.Queue.ShouldBe(EngineQueues.Jobs);
            letter.MessageId.ShouldStartWith("bad");
            letter.Reason.ShouldBe("Malformed");
            letter.Description.ShouldBe("It is no work.");
            (await DeadLetters.ReplayAsync(default)).ShouldBe([letter], $"the replay {time}");
            (await DeadLetters.ListAsync(default)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task What_is_laid_aside_again_at_once_is_sent_once_by_each_replay()
    {
        await using ServiceBusProcessor worker = Client.CreateProcessor(
            EngineQueues.Jobs, new ServiceBusProcessorOptions { AutoCompleteMessages = false });
        worker.ProcessMessageAsync += message => message.DeadLetterMessageAsync(message.Message, "Malformed", "It is no work.");
        worker.ProcessErrorAsync += _ => Task.CompletedTask;
        await using ServiceBusSender raw = Client.CreateSender(EngineQueues.Jobs);
        foreach (string id in new[] { "one", "two" }) await raw.SendMessageAsync(new ServiceBusMessage("no work") { MessageId = id });
        await worker.StartProcessingAsync();
        await Eventually.GetAsync(() => DeadLetters.ListAsync(default), letters => letters.Count == 2);

        (await DeadLetters.ReplayAsync(default)).Select(letter => letter.MessageId).ShouldBe(["one", "two"]);

        await Eventually.GetAsync(() => DeadLetters.ListAsync(default), letters => letters.Count == 2);
        await worker.StopProcessingAsync();
    }

    [Fact]
    public void Without_settings_there_is_no_broker()
    {
        Options().ShouldBeNull();
        Options(("ServiceBus", " "), ("ServiceBus:fullyQualifiedNamespace", "")).ShouldBeNull();
        Options(("ServiceBus:fullyQualifiedNamespace", "a.servicebus.windows.net"), ("ServiceBus:clientId", "me"))
            .ShouldBe(new ServiceBusOptions(null, "a.servicebus.windows.net", "me"));
    }

    [Theory]
    [InlineData("ServiceBus", "secret", "ServiceBus is no connection string")]
    [InlineData("ServiceBus", "Endpoint=sb://a.example.com/", "ServiceBus is no connection string")]
    [InlineData("ServiceBus:fullyQualifiedNamespace", "sb://a", "which is no host name")]
    public void What_is_no_address_is_told_without_secrets(string setting, string value, string told)
    {
        string message = Should.Throw<InvalidDataException>(() => Options((setting, value))).Message;
        message.ShouldContain(told);
        message.ShouldNotContain("secret");
    }

    private static ServiceBusOptions? Options(params (string Name, string Value)[] settings) => ServiceBusOptions.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            .Build());
}
