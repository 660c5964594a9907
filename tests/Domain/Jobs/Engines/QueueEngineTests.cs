using System.Text.Json;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Jobs.Engines;

/// <summary>Work that others take from a queue: whatever is asked again, whoever is silent, and whatever comes late.</summary>
public sealed class QueueEngineTests
{
    private static readonly EngineVerdict _made = EngineVerdict.Finished(Samples.Outputs);

    private static readonly EngineOrder _order = new(
        new JobReference("ann", "job", CloneWork.Product, TalkingVideo.KindName, Minutes.Wallet("ann")),
        "lane",
        new EngineTask.TrainVoice
        {
            Source = new MediaKey(MediaKey.Uploads, "voices/ann/job/source.wav"),
            Output = new MediaKey(MediaKey.Library, "models/ann/job/"),
        },
        TimeSpan.FromMinutes(10));

    private readonly ManualTime _time = new();
    private readonly SentWork _sent = new();
    private readonly InMemoryDocumentStore _store;
    private readonly InMemoryMedia _media;
    private readonly WorkPermits _permits;
    private readonly QueueEngine _engine;
    private readonly EngineReports _reports;

    public QueueEngineTests()
    {
        _store = new InMemoryDocumentStore(_time);
        _media = new InMemoryMedia(_time);
        _permits = new WorkPermits(_media);
        _engine = new QueueEngine(_store, _permits, _sent, capacity: 3, _time);
        JobParts parts = new(_store, _media, _time);
        EngineRegistry none = new([], new EngineChoice("queue", new Dictionary<(string Product, string Kind), string>()));
        _reports = new EngineReports(_store, new JobWork(_store, parts.Kinds, none, parts.Lanes, _time), _time);
    }

    private static EngineTicket Ticket => new("queue", "ann/job");

    [Fact]
    public async Task Work_is_sent_once_however_often_it_is_handed_in()
    {
        for (int time = 0; time < 3; time++) (await SubmitAsync()).State.ShouldBe(EngineState.Working);

        EngineAssignment sent = _sent.All.ShouldHaveSingleItem();
        sent.Order.ShouldBe(_order with { Job = _order.Job with { Wallet = null } });
        EngineMessages.ReadAssignment(EngineMessages.Write(sent)).ShouldBe(sent);
        (await PermitAsync(sent)).ShouldBe(WorkPermit.Granted);
        _engine.CapacityOf("lane").ShouldBe(3);
    }

    [Fact]
    public async Task Work_that_could_not_be_sent_is_sent_when_it_is_handed_in_again_and_as_the_same_attempt()
    {
        _sent.IsDown = true;
        await Should.ThrowAsync<IOException>(SubmitAsync);
        _sent.IsDown = false;
        await SubmitAsync();

        _sent.All.ShouldHaveSingleItem().Id.ShouldBe("job:1");
    }

    [Fact]
    public async Task The_end_is_told_until_it_was_kept_and_leaves_nothing()
    {
        await SubmitAsync();
        (await TakeAsync(EngineState.Ended, verdict: _made)).ShouldBeTrue();
        // The orchestration may not have heard of it the first time.
        (await TakeAsync(EngineState.Ended, verdict: _made)).ShouldBeTrue();

        (await PollAsync()).Verdict.ShouldBe(_made);
        (await SubmitAsync()).Verdict.ShouldBe(_made);
        await _engine.ForgetAsync(Ticket, default);
        await _engine.ForgetAsync(Ticket, default);
        (await PollAsync()).State.ShouldBe(EngineState.Lost);
        _media.Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_end_is_not_changed_by_what_comes_after_it()
    {
        await SubmitAsync();
        await TakeAsync(EngineState.Ended, verdict: _made);
        (await TakeAsync(EngineState.Working, percent: 50)).ShouldBeFalse();
        await TakeAsync(EngineState.Broken);
        await TakeAsync(EngineState.Ended, verdict: EngineVerdict.Impossible(Samples.NoFace));
        await _engine.CancelAsync(Ticket, default);

        (await PollAsync()).Verdict.ShouldBe(_made);
    }

    [Fact]
    public async Task Work_that_broke_begins_again_and_nothing_is_believed_of_the_first_attempt()
    {
        await SubmitAsync();
        (await TakeAsync(EngineState.Broken)).ShouldBeTrue();
        (await PollAsync()).State.ShouldBe(EngineState.Broken);

        (await SubmitAsync()).State.ShouldBe(EngineState.Working);
        _sent.All.Select(sent => sent.Id).ShouldBe(["job:1", "job:2"]);
        (await PermitAsync(_sent.All[0])).ShouldBe(WorkPermit.Gone);
        (await PermitAsync(_sent.All[1])).ShouldBe(WorkPermit.Granted);
        (await TakeAsync(EngineState.Ended, attempt: 1, verdict: _made)).ShouldBeFalse();
        (await PollAsync()).State.ShouldBe(EngineState.Working);
    }

    [Fact]
    public async Task Who_is_silent_for_long_has_lost_the_work_but_not_who_has_yet_to_begin()
    {
        await SubmitAsync();
        _time.Advance(TimeSpan.FromHours(1));
        (await PollAsync()).State.ShouldBe(EngineState.Working);

        await TakeAsync(EngineState.Working);
        _time.Advance(TimeSpan.FromMinutes(14));
        await TakeAsync(EngineState.Working);
        _time.Advance(TimeSpan.FromMinutes(14));
        (await PollAsync()).State.ShouldBe(EngineState.Working);
        _time.Advance(TimeSpan.FromMinutes(2));
        (await PollAsync()).State.ShouldBe(EngineState.Lost);
        await SubmitAsync();
        _sent.All[^1].Id.ShouldBe("job:2");
    }

    [Fact]
    public async Task Work_that_is_given_up_is_for_its_worker_to_see_also_after_it_was_forgotten()
    {
        await SubmitAsync();
        await _engine.CancelAsync(Ticket, default);
        (await PollAsync()).Verdict.ShouldBe(EngineVerdict.Impossible(JobFailure.Unwanted));
        (await SubmitAsync()).Verdict.ShouldBe(EngineVerdict.Impossible(JobFailure.Unwanted));
        await _engine.ForgetAsync(Ticket, default);

        (await PermitAsync(_sent.All.ShouldHaveSingleItem())).ShouldBe(WorkPermit.Withdrawn);
    }

    [Fact]
    public async Task Work_that_is_given_up_while_it_is_handed_in_stays_given_up()
    {
        _sent.Before = () => _engine.CancelAsync(Ticket, default);
        (await SubmitAsync()).State.ShouldBe(EngineState.Ended);

        (await PermitAsync(_sent.All.ShouldHaveSingleItem())).ShouldBe(WorkPermit.Withdrawn);
    }

    [Fact]
    public async Task Work_that_broke_and_is_given_up_leaves_nothing()
    {
        await SubmitAsync();
        await TakeAsync(EngineState.Broken);
        await _engine.CancelAsync(Ticket, default);
        await _engine.ForgetAsync(Ticket, default);

        _media.Keys.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Work_that_ends_although_it_was_given_up_leaves_nothing(bool isMade)
    {
        await SubmitAsync();
        await _engine.CancelAsync(Ticket, default);
        // Its worker was done before it looked.
        await TakeAsync(EngineState.Ended, verdict: isMade ? _made : EngineVerdict.Impossible(Samples.NoFace));
        await _engine.ForgetAsync(Ticket, default);

        _media.Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task Progress_is_shown_and_never_goes_back()
    {
        Job job = Samples.Video();
        await _store.CreateAsync(job);
        await SubmitAsync();
        await TakeAsync(EngineState.Working, percent: 40);
        await TakeAsync(EngineState.Working, percent: 0);

        Job shown = (await _store.FindAsync<Job>("ann", "job"))!.Value;
        shown.State.ShouldBe(JobState.Processing);
        shown.Progress.ShouldBe(40);
    }

    [Fact]
    public void What_is_no_message_is_refused()
    {
        foreach (string text in new[] { "", "{}", "[]", "null", """{"order":{},"attempt":1,"permit":"library/a"}""" })
        {
            Should.Throw<JsonException>(() => EngineMessages.ReadAssignment(System.Text.Encoding.UTF8.GetBytes(text)), text);
            Should.Throw<JsonException>(() => EngineMessages.ReadReport(text), text);
        }
        EngineReport ended = new(_order.Job, 1, EngineState.Ended);
        Should.Throw<JsonException>(() =>
            EngineMessages.ReadReport(System.Text.Encoding.UTF8.GetString(EngineMessages.Write(ended))));
    }

    private Task<EngineStatus> SubmitAsync() => _engine.SubmitAsync(_order, null!, default);

    private Task<EngineStatus> PollAsync() => _engine.PollAsync(Ticket, null!, TimeSpan.FromMinutes(4), default);

    private Task<WorkPermit> PermitAsync(EngineAssignment sent) => _permits.ReadAsync(sent.Permit, sent.Attempt, default);

    private Task<bool> TakeAsync(EngineState state, int attempt = 1, int percent = 0, EngineVerdict? verdict = null) =>
        _reports.TakeAsync(new EngineReport(_order.Job, attempt, state, percent, verdict), default);

    private sealed class SentWork : IAssignmentSender
    {
        public List<EngineAssignment> All { get; } = [];

        public bool IsDown { get; set; }

        public Func<Task>? Before { get; set; }

        public async Task SendAsync(EngineAssignment assignment, CancellationToken cancellationToken)
        {
            if (IsDown) throw new IOException("The broker is down.");
            if (Before is not null) await Before();
            All.Add(assignment);
        }
    }
}
