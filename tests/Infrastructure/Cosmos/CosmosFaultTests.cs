using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging.Abstractions;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Cosmos;

namespace Understudy.Infrastructure.Tests.Cosmos;

/// <summary>Answers that do not come, and refusals.</summary>
[Collection(CosmosTests.Name)]
public sealed class CosmosFaultTests(CosmosGateway gateway) : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private readonly FaultyNetwork _network = new();
    private CosmosDocumentStore? _store;
    private CosmosDocumentStore? _other;

    public static TheoryData<int> Seeds => [1, 2, 3];

    private CosmosDocumentStore Store => _store!;

    private CosmosDocumentStore Other => _other!;

    public async Task InitializeAsync()
    {
        string container = $"test-{Guid.NewGuid():N}";
        _store = await gateway.OpenAsync(_clock, _network.Around, container);
        _other = await gateway.OpenAsync(_clock, container: container);
    }

    public Task DisposeAsync()
    {
        _store?.Dispose();
        _other?.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_creation_whose_answer_is_lost_is_told_as_what_it_was()
    {
        _network.LoseNextWrite();
        Stored<Memo> created = (await Store.CreateAsync(new Memo { Id = "a", Count = 1 })).ShouldNotBeNull();
        (await Other.FindAsync<Memo>("p", "a")).ShouldBe(created);
        (await Store.ReplaceAsync(created.Value with { Count = 2 }, created.ETag)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_creation_of_what_another_has_is_refused_although_the_answer_is_lost()
    {
        await Other.CreateAsync(new Memo { Id = "a", Count = 1 });
        _network.LoseNextWrite();
        (await Store.CreateAsync(new Memo { Id = "a", Count = 2 })).ShouldBeNull();
    }

    [Fact]
    public async Task A_creation_that_others_have_overwritten_meanwhile_was_one()
    {
        _network.LoseNextWrite(async () =>
        {
            for (int i = 2; i < 5; i++)
                await Other.UpdateAsync<Memo>("p", "a", memo => memo with { Count = i });
        });
        Stored<Memo> created = (await Store.CreateAsync(new Memo { Id = "a", Count = 1 })).ShouldNotBeNull();
        (await Store.ReplaceAsync(created.Value, created.ETag)).ShouldBeNull();
        (await Store.FindAsync<Memo>("p", "a")).ShouldNotBeNull().Value.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_creation_in_place_of_what_was_deleted_is_told_as_what_it_was()
    {
        Stored<Memo> before = (await Store.CreateAsync(new Memo { Id = "a" })).ShouldNotBeNull();
        await Store.DeleteAsync<Memo>("p", "a", before.ETag);
        int writes = 0;
        // The first is refused, since what was deleted still stands there.
        _network.Loses = request => Task.FromResult(FaultyNetwork.IsWrite(request) && Interlocked.Increment(ref writes) == 2);
        Stored<Memo> created = (await Store.CreateAsync(new Memo { Id = "a", Count = 1 })).ShouldNotBeNull();
        (await Other.FindAsync<Memo>("p", "a")).ShouldBe(created);
    }

    [Fact]
    public async Task A_replacement_whose_answer_is_lost_is_told_as_what_it_was()
    {
        Stored<Memo> first = (await Store.CreateAsync(new Memo { Id = "a", Count = 1 })).ShouldNotBeNull();
        _network.LoseNextWrite();
        Stored<Memo> second = (await Store.ReplaceAsync(first.Value with { Count = 2 }, first.ETag)).ShouldNotBeNull();
        (await Other.FindAsync<Memo>("p", "a")).ShouldBe(second);
    }

    [Fact]
    public async Task A_replacement_that_came_too_late_is_refused_although_the_answer_is_lost()
    {
        Stored<Memo> first = (await Store.CreateAsync(new Memo { Id = "a", Count = 1 })).ShouldNotBeNull();
        await Other.ReplaceAsync(first.Value with { Count = 2 }, first.ETag);
        _network.LoseNextWrite();
        (await Store.ReplaceAsync(first.Value with { Count = 3 }, first.ETag)).ShouldBeNull();
        (await Other.FindAsync<Memo>("p", "a")).ShouldNotBeNull().Value.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_deleted_is_told_so_although_the_answer_is_lost_and_nobody_else()
    {
        Stored<Memo> first = (await Store.CreateAsync(new Memo { Id = "a" })).ShouldNotBeNull();
        bool others = true;
        _network.LoseNextWrite(async () => others = await Other.DeleteAsync<Memo>("p", "a", first.ETag));
        (await Store.DeleteAsync<Memo>("p", "a", first.ETag)).ShouldBeTrue();
        others.ShouldBeFalse();
        (await Other.FindAsync<Memo>("p", "a")).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task No_update_is_lost_or_done_twice_where_answers_get_lost_and_a_tenth_is_refused(int seed)
    {
        const int Writers = 4, Updates = 15;
        await Other.CreateAsync(new Memo { Id = "counter" });
        Random random = new(seed);
        Lock gate = new();
        _network.Refuses = _ => Next(100) switch
        {
            < 5 => HttpStatusCode.TooManyRequests,
            < 10 => HttpStatusCode.ServiceUnavailable,
            _ => null,
        };
        _network.Loses = _ => Task.FromResult(Next(100) < 10);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; i < Updates; i++)
            {
                await Store.UpdateAsync<Memo>("p", "counter", memo => memo with { Count = memo.Count + 1 });
                string id = $"{writer}-{i}";
                Stored<Memo> own = (await Store.CreateAsync(new Memo { Id = id })).ShouldNotBeNull();
                (await Store.DeleteAsync<Memo>("p", id, own.ETag)).ShouldBeTrue();
            }
        })));
        DocumentPage<Memo> left = await Store.QueryAsync<Memo>(new DocumentQuery { Partition = "p", CountTotal = true });
        left.Total.ShouldBe(1);
        left.Items.ShouldHaveSingleItem().Value.Count.ShouldBe(Writers * Updates);

        int Next(int below)
        {
            lock (gate) return random.Next(below);
        }
    }

    [Fact]
    public async Task A_page_is_whole_although_requests_fail_in_between()
    {
        for (int i = 10; i < 40; i++) await Other.CreateAsync(new Memo { Id = $"{i}" });
        int asked = 0;
        _network.Refuses = _ => Interlocked.Increment(ref asked) % 3 == 0 ? HttpStatusCode.ServiceUnavailable : null;
        List<string> ids = [];
        await foreach (Memo memo in Store.AllAsync<Memo>(new DocumentQuery { Limit = 4 })) ids.Add(memo.Id);
        ids.ShouldBe(Enumerable.Range(10, 30).Select(i => $"{i}"));
    }

    [Fact]
    public async Task What_is_never_answered_fails_after_a_few_attempts()
    {
        _network.Refuses = _ => HttpStatusCode.ServiceUnavailable;
        await Should.ThrowAsync<CosmosException>(() => Store.FindAsync<Memo>("p", "a"));
        _network.Requests.ShouldBeLessThan(50);
    }

    /// <summary>Later, its document would no longer know whether a write was done.</summary>
    [Fact]
    public async Task What_has_not_been_answered_for_long_is_not_asked_again()
    {
        Stored<Memo> first = (await Store.CreateAsync(new Memo { Id = "a", Count = 1 })).ShouldNotBeNull();
        _network.LoseNextWrite(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(25));
            return Task.CompletedTask;
        });
        await Should.ThrowAsync<CosmosException>(() => Store.ReplaceAsync(first.Value with { Count = 2 }, first.ETag));
        (await Store.FindAsync<Memo>("p", "a")).ShouldNotBeNull().Value.Count.ShouldBe(2);
    }

    /// <summary>With less than strong consistency a replica may be behind what this client has seen: 404, more closely 1002.</summary>
    [Fact]
    public async Task A_replica_that_is_behind_is_no_missing_document()
    {
        Stored<Memo> memo = (await Store.CreateAsync(new Memo { Id = "a", Count = 1 })).ShouldNotBeNull();
        int asked = 0;
        _network.SubStatus = "1002";
        _network.Refuses = _ => Interlocked.Increment(ref asked) % 2 == 1 ? HttpStatusCode.NotFound : null;
        (await Store.FindAsync<Memo>("p", "a")).ShouldBe(memo);
        (await Store.ReplaceAsync(memo.Value with { Count = 2 }, memo.ETag)).ShouldNotBeNull();

        _network.Refuses = _ => HttpStatusCode.NotFound;
        await Should.ThrowAsync<CosmosException>(() => Store.FindAsync<Memo>("p", "a"));
    }

    [Fact]
    public async Task A_refusal_or_a_missing_container_is_no_missing_document()
    {
        _network.Refuses = _ => HttpStatusCode.Forbidden;
        (await Should.ThrowAsync<CosmosException>(() => Store.FindAsync<Memo>("p", "a")))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using CosmosDocumentStore nowhere = new(
            CosmosOptions.Of(gateway.ConnectionString) with { Container = "nowhere" },
            _clock,
            NullLogger<CosmosDocumentStore>.Instance);
        await Should.ThrowAsync<CosmosException>(() => nowhere.FindAsync<Memo>("p", "a"));
        await Should.ThrowAsync<CosmosException>(() => nowhere.CreateAsync(new Memo { Id = "a" }));
    }

    [Fact]
    public async Task What_requests_cost_is_measured()
    {
        List<(double Charge, string Operation)> charges = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, each) =>
        {
            if (instrument.Meter.Name == Signals.Source && instrument.Name == "understudy.cosmos.request.charge")
                each.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, charge, tags, _) =>
        {
            // Other tests have other documents.
            Dictionary<string, object?> named = new(tags.ToArray());
            if (named["type"] is "priced") lock (charges) charges.Add((charge, $"{named["operation"]}"));
        });
        listener.Start();
        Stored<Priced> created = (await Store.CreateAsync(new Priced())).ShouldNotBeNull();
        await Store.ReplaceAsync(created.Value, created.ETag);
        await Store.FindAsync<Priced>("p", "a");
        await Store.QueryAsync<Priced>(new DocumentQuery { Partition = "p", CountTotal = true });
        await Store.DeleteAsync<Priced>("p", "a", "no");
        charges.Select(charge => charge.Operation).ShouldBe(["create", "replace", "find", "count", "query"]);
        charges.ShouldAllBe(charge => charge.Charge > 0);
    }

    private sealed record Priced : IDocument
    {
        public static DocumentType Type { get; } = new("priced");

        public string Id => "a";

        public string Partition => "p";
    }
}
