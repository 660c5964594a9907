using Azure.Messaging.ServiceBus;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Infrastructure.Files;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>A worker, and in the place of the app a test that gives work up.</summary>
public sealed class WorkerPermitTests : IAsyncLifetime
{
    private static readonly EngineAssignment _assignment = new(
        new EngineOrder(
            new JobReference("ann", "job", "clone", "voiceTraining"),
            "lane",
            new EngineTask.TrainVoice
            {
                Source = new MediaKey(MediaKey.Uploads, "voices/ann/job/source.wav"),
                Output = new MediaKey(MediaKey.Library, "models/ann/job/"),
            },
            TimeSpan.FromMinutes(10)),
        Attempt: 1,
        WorkPermits.KeyOf("ann", "job"));

    private readonly TempFolder _folder = new();
    private Broker _broker = null!;
    private ServiceBusClient _client = null!;
    private IMediaStore _media = null!;
    private WorkPermits _permits = null!;
    private WorkerProcess _worker = null!;

    public async Task InitializeAsync()
    {
        _broker = await Broker.StartAsync();
        _client = new ServiceBusClient(_broker.Connection);
        _media = new FileMediaStore(
            new FileMediaOptions(Path.Combine(_folder.Path, "media"), new Uri("http://localhost")), TimeProvider.System);
        _permits = new WorkPermits(_media);
        _worker = WorkerProcess.Start(_broker.Connection, _folder.Path);
        await _worker.SaysAsync("This worker takes");
    }

    public async Task DisposeAsync()
    {
        await _worker.DisposeAsync();
        await _client.DisposeAsync();
        await _broker.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Work_that_was_given_up_after_its_worker_died_leaves_nothing()
    {
        await WriteAsync(_assignment.Order.Task.Output.File("half.json"), "{}");
        await _permits.WithdrawAsync(_assignment.Permit, default);

        await SendAsync();

        await _worker.SaysAsync("Job job, attempt 1, is over");
        Left().ShouldBeEmpty();
    }

    /// <summary>A voice is learned in less time than passes between two looks at the permit.</summary>
    [Fact]
    public async Task Work_that_is_given_up_in_its_last_moments_leaves_nothing()
    {
        await using (FileStream sample = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", "voice.wav")))
            await _media.WriteAsync(((EngineTask.TrainVoice)_assignment.Order.Task).Source, sample, "audio/wav");
        await _permits.GrantAsync(_assignment.Permit, attempt: 1, default);

        await SendAsync();

        await using ServiceBusReceiver reports = _client.CreateReceiver(EngineQueues.Results);
        (await reports.ReceiveMessageAsync(Limits.Wait)).ShouldNotBeNull().Subject.ShouldBe("Working");
        await _permits.WithdrawAsync(_assignment.Permit, default);
        await _worker.SaysAsync("Job job, attempt 1, is over");
        _worker.Said.ShouldContain("is over: Unwanted");
        Left().ShouldBeEmpty();
    }

    private async Task SendAsync()
    {
        await using ServiceBusSender sender = _client.CreateSender(EngineQueues.Jobs);
        await sender.SendMessageAsync(new ServiceBusMessage(EngineMessages.Write(_assignment)) { MessageId = _assignment.Id });
    }

    private async Task WriteAsync(MediaKey key, string text)
    {
        using MemoryStream content = new(System.Text.Encoding.UTF8.GetBytes(text));
        await _media.WriteAsync(key, content, "application/json");
    }

    // Of all that the app and its workers share, what people have sent apart.
    private IEnumerable<string> Left() => Directory
        .EnumerateFiles(Path.Combine(_folder.Path, "media", MediaKey.Library), "*", SearchOption.AllDirectories)
        .Where(file => file.Contains("job", StringComparison.Ordinal));
}
