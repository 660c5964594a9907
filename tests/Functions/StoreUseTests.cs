using System.Net;
using Understudy.Domain.Persistence;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests;

/// <summary>
/// What requests ask of the store. That none asks every partition, and that nothing is ordered without an index,
/// <see cref="StoreUse"/> sees to in every test.
/// </summary>
public sealed class StoreUseTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Asking_how_work_stands_reads_a_handful_of_documents_by_id_and_looks_for_none()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        string video = await person.MadeVideoAsync(models);
        await person.VideoAsync(video, "completed");
        (await person.GetAsync($"/api/v1/models/voice/{models.Voice}")).Status.ShouldBe(HttpStatusCode.OK);

        // While it waits, its owner's place in the lane, too; and the lane itself, which is read once a second for all who ask.
        foreach (string function in (string[])["Clone-Video-Status", "Clone-VideoModel-Get", "Clone-VoiceModel-Get"])
        {
            string[][] requests = [.. StoreUse.Of(function).Select(uses => uses.ToArray())];
            requests.ShouldContain(uses => uses.Length == 2, function);
            foreach (string[] uses in requests)
            {
                uses.Count(use => use != "find fair-lane").ShouldBeLessThanOrEqualTo(3, function);
                uses.Length.ShouldBeLessThanOrEqualTo(4, $"{function}: {string.Join(", ", uses)}");
                uses.ShouldAllBe(use => use.StartsWith("find ", StringComparison.Ordinal), function);
            }
        }
    }

    [Fact]
    public async Task A_request_that_asked_every_partition_would_fail_its_test()
    {
        using StoreUse store = new(new NoStore());
        StoreUse.Begin("Test-Everything-Read");
        await Should.ThrowAsync<InvalidOperationException>(() => store.QueryAsync<Domain.Jobs.Job>(new DocumentQuery()));
        await store.QueryAsync<Domain.Jobs.Job>(new DocumentQuery { Partition = "p" });
        await Should.ThrowAsync<InvalidOperationException>(
            () => store.QueryAsync<Domain.Jobs.Job>(new DocumentQuery { Partition = "p", OrderBy = "state" }));
        StoreUse.Begin(null);
        await store.QueryAsync<Domain.Jobs.Job>(new DocumentQuery());
    }

    private sealed class NoStore : IDocumentStore
    {
        public Task<Stored<T>?> FindAsync<T>(string partition, string id, CancellationToken cancellationToken = default)
            where T : class, IDocument => Task.FromResult<Stored<T>?>(null);

        public Task<Stored<T>?> CreateAsync<T>(T document, CancellationToken cancellationToken = default)
            where T : class, IDocument => Task.FromResult<Stored<T>?>(null);

        public Task<Stored<T>?> ReplaceAsync<T>(T document, string etag, CancellationToken cancellationToken = default)
            where T : class, IDocument => Task.FromResult<Stored<T>?>(null);

        public Task<bool> DeleteAsync<T>(
            string partition, string id, string etag, CancellationToken cancellationToken = default)
            where T : class, IDocument => Task.FromResult(false);

        public Task<DocumentPage<T>> QueryAsync<T>(DocumentQuery query, CancellationToken cancellationToken = default)
            where T : class, IDocument => Task.FromResult(new DocumentPage<T>([], null, null));
    }
}
