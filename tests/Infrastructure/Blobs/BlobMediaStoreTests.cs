using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Tests.Blobs;

[Collection(AzuriteAccount.Name)]
public sealed class BlobMediaStoreTests(AzuriteAccount account) : MediaStoreContract, IAsyncLifetime
{
    private const int SeveralBlocks = 20_000_000;

    private IMediaStore _store = null!;

    protected override IMediaStore Store => _store;

    public async Task InitializeAsync() => _store = await account.OpenEmptyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_object_of_many_blocks_appears_when_it_is_completed()
    {
        byte[] bytes = Bytes(SeveralBlocks);
        await using (MediaWriter writer = await Store.OpenWriteAsync(Key, "video/mp4"))
        {
            await writer.WriteAsync(bytes.AsMemory(0, 9_000_000));
            writer.Write(bytes, 9_000_000, bytes.Length - 9_000_000);
            (await Store.FindAsync(Key)).ShouldBeNull();
            await writer.CompleteAsync();
        }
        (await ReadAsync(Key)).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        (await Store.FindAsync(Key)).ShouldNotBeNull().ContentType.ShouldBe("video/mp4");
    }

    [Fact]
    public async Task A_large_object_is_fetched_whole()
    {
        using TemporaryFolder folder = new();
        byte[] bytes = Bytes(SeveralBlocks);
        await Store.WriteAsync(Key, new MemoryStream(bytes), "video/mp4");
        await Store.FetchAsync(Key, folder["copy.mp4"]);
        (await File.ReadAllBytesAsync(folder["copy.mp4"])).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_a_fetch_that_fails_no_file_is_left()
    {
        using TemporaryFolder folder = new();
        await Should.ThrowAsync<FileNotFoundException>(() => Store.FetchAsync(Key, folder["x"]));
        File.Exists(folder["x"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_two_that_write_large_objects_at_once_the_later_is_told()
    {
        await using MediaWriter first = await Store.OpenWriteAsync(Key, "video/mp4");
        await using MediaWriter second = await Store.OpenWriteAsync(Key, "video/webm");
        await first.WriteAsync(Bytes(SeveralBlocks));
        await second.WriteAsync(Bytes(SeveralBlocks + 1));
        await first.CompleteAsync();
        await Should.ThrowAsync<IOException>(() => second.CompleteAsync());
        (await Store.FindAsync(Key)).ShouldNotBeNull().Bytes.ShouldBe(SeveralBlocks);
    }

    [Fact]
    public async Task A_part_of_several_blocks_is_read_as_it_was_written()
    {
        byte[] bytes = Bytes(SeveralBlocks);
        MediaPart first = await PartAsync(0, 0, bytes);
        MediaPart second = await PartAsync(1, first.End, [1, 2, 3]);
        await Store.ComposeAsync(Key, [first, second], "application/zip");
        (await ReadAsync(Key)).SequenceEqual([.. bytes, (byte)1, (byte)2, (byte)3]).ShouldBeTrue();
    }

    [Fact]
    public async Task Where_the_parts_before_it_are_gone_no_part_is_written()
    {
        MediaPart first = await PartAsync(0, 0, [1, 2, 3]);
        await Store.DeleteAsync(Key);
        await Should.ThrowAsync<FileNotFoundException>(() => PartAsync(1, first.End, [4]));
        (await UncommittedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleting_takes_parts_away_for_good()
    {
        await PartAsync(0, 0, [1, 2, 3]);
        (await UncommittedAsync()).ShouldBe([Key.Name]);
        await Store.DeleteAsync(Key);
        (await UncommittedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_account_without_the_containers_is_not_an_empty_store()
    {
        MediaKey nowhere = new("nowhere", "x");
        await Should.ThrowAsync<Azure.RequestFailedException>(() => Store.FindAsync(nowhere));
        await Should.ThrowAsync<Azure.RequestFailedException>(() => Store.OpenReadAsync(nowhere));
    }

    private Task<MediaPart> PartAsync(int number, long offset, byte[] bytes) => Store.WritePartAsync(
        Key, number, offset, (stream, cancellationToken) => stream.WriteAsync(bytes, cancellationToken).AsTask());

    private async Task<IReadOnlyList<string>> UncommittedAsync()
    {
        List<string> names = [];
        await foreach (BlobItem blob in account.Service.GetBlobContainerClient(Key.Container)
            .GetBlobsAsync(new GetBlobsOptions { States = BlobStates.Uncommitted })) names.Add(blob.Name);
        return names;
    }
}
