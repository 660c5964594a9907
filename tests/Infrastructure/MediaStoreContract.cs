using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Tests;

/// <summary>What every media store does: a subclass for each.</summary>
public abstract class MediaStoreContract
{
    protected static MediaKey Key { get; } = new(MediaKey.Uploads, "videos/user-1/model_1/source.mp4");

    protected abstract IMediaStore Store { get; }

    [Fact]
    public async Task An_object_is_read_as_it_was_written()
    {
        byte[] bytes = Bytes(1_000_000);
        await Store.WriteAsync(Key, new MemoryStream(bytes), "video/mp4");
        (await ReadAsync(Key)).ShouldBe(bytes);
        MediaObject found = (await Store.FindAsync(Key)).ShouldNotBeNull();
        found.Key.ShouldBe(Key);
        found.Bytes.ShouldBe(bytes.Length);
        found.ContentType.ShouldBe("video/mp4");
        found.StoredAt.ShouldNotBe(default);
    }

    [Fact]
    public async Task An_object_is_read_from_any_of_its_bytes_on()
    {
        byte[] bytes = Bytes(100_000);
        await Store.WriteAsync(Key, new MemoryStream(bytes), "video/mp4");
        foreach (int offset in (int[])[0, 1, 70_000, 99_999])
        {
            await using Stream reader = await Store.OpenReadAsync(Key, offset);
            using MemoryStream read = new();
            await reader.CopyToAsync(read);
            read.ToArray().ShouldBe(bytes[offset..]);
        }
        await Should.ThrowAsync<FileNotFoundException>(
            () => Store.OpenReadAsync(new MediaKey(MediaKey.Uploads, "none"), offset: 1));
    }

    [Fact]
    public async Task An_empty_object_is_an_object()
    {
        await Store.WriteAsync(Key, new MemoryStream(), "text/plain");
        (await Store.FindAsync(Key)).ShouldNotBeNull().Bytes.ShouldBe(0);
        (await ReadAsync(Key)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        (await Store.FindAsync(Key)).ShouldBeNull();
        await Should.ThrowAsync<FileNotFoundException>(() => Store.OpenReadAsync(Key));
        using TemporaryFolder folder = new();
        await Should.ThrowAsync<FileNotFoundException>(() => Store.FetchAsync(Key, folder["x"]));
        await Store.DeleteAsync(Key);
        await Store.DeleteAllAsync(new MediaKey(MediaKey.Uploads, "videos/"));
        (await Store.FindAsync(new MediaKey(MediaKey.Uploads, "videos"))).ShouldBeNull();
    }

    [Fact]
    public async Task Writing_again_replaces_bytes_and_type()
    {
        await Store.WriteAsync(Key, new MemoryStream(Bytes(5000)), "video/mp4");
        await Store.WriteAsync(Key, new MemoryStream([1, 2, 3]), "video/webm");
        (await ReadAsync(Key)).ShouldBe([1, 2, 3]);
        MediaObject found = (await Store.FindAsync(Key)).ShouldNotBeNull();
        found.Bytes.ShouldBe(3);
        found.ContentType.ShouldBe("video/webm");
    }

    [Fact]
    public async Task A_reader_keeps_what_it_opened()
    {
        byte[] first = Bytes(100_000);
        await Store.WriteAsync(Key, new MemoryStream(first), "video/mp4");
        await using Stream reader = await Store.OpenReadAsync(Key);
        await Store.WriteAsync(Key, new MemoryStream([1, 2, 3]), "video/mp4");
        MemoryStream read = new();
        await reader.CopyToAsync(read);
        read.ToArray().ShouldBe(first);
    }

    [Fact]
    public async Task A_write_that_breaks_changes_nothing()
    {
        await Store.WriteAsync(Key, new MemoryStream([1, 2, 3]), "video/mp4");
        await Should.ThrowAsync<InvalidOperationException>(
            () => Store.WriteAsync(Key, new BreakingStream(300_000), "video/webm"));
        (await ReadAsync(Key)).ShouldBe([1, 2, 3]);
        (await Store.FindAsync(Key)).ShouldNotBeNull().ContentType.ShouldBe("video/mp4");
    }

    [Fact]
    public async Task A_fetched_object_is_a_file_that_stays()
    {
        using TemporaryFolder folder = new();
        await Store.WriteAsync(Key, new MemoryStream([1, 2, 3]), "video/mp4");
        await Store.FetchAsync(Key, folder["copy.mp4"]);
        await Store.WriteAsync(Key, new MemoryStream([4]), "video/mp4");
        await Store.DeleteAsync(Key);
        (await File.ReadAllBytesAsync(folder["copy.mp4"])).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Fetching_over_a_file_is_refused()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["x"], "mine");
        await Store.WriteAsync(Key, new MemoryStream([1, 2, 3]), "video/mp4");
        await Should.ThrowAsync<IOException>(() => Store.FetchAsync(Key, folder["x"]));
        (await File.ReadAllTextAsync(folder["x"])).ShouldBe("mine");
    }

    [Fact]
    public async Task A_deleted_object_is_gone()
    {
        await Store.WriteAsync(Key, new MemoryStream([1]), "video/mp4");
        await Store.DeleteAsync(Key);
        (await Store.FindAsync(Key)).ShouldBeNull();
        await Store.WriteAsync(Key, new MemoryStream([2]), "video/mp4");
        (await ReadAsync(Key)).ShouldBe([2]);
    }

    [Fact]
    public async Task Deleting_a_prefix_spares_its_neighbours()
    {
        MediaKey[] gone = [At("a/b/1"), At("a/b/c/2")];
        MediaKey[] kept = [At("a/bc/3"), At("a/4"), new MediaKey(MediaKey.Uploads, "a/b/5")];
        foreach (MediaKey key in (MediaKey[])[.. gone, .. kept])
            await Store.WriteAsync(key, new MemoryStream([1]), "text/plain");
        await Store.DeleteAllAsync(At("a/b/"));
        foreach (MediaKey key in gone) (await Store.FindAsync(key)).ShouldBeNull();
        foreach (MediaKey key in kept) (await Store.FindAsync(key)).ShouldNotBeNull();
        await Should.ThrowAsync<ArgumentException>(() => Store.DeleteAllAsync(At("a/b")));

        static MediaKey At(string name) => new(MediaKey.Library, name);
    }

    [Fact]
    public async Task A_prefix_is_deleted_while_somebody_writes_under_it()
    {
        MediaKey folder = new(MediaKey.Library, "job/");
        int written = 0;
        bool isOver = false;
        Task[] writing = [.. Enumerable.Range(0, 3).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; !Volatile.Read(ref isOver); i++)
            {
                MediaKey key = new(MediaKey.Library, $"job/{writer}/{i % 20}");
                await Store.WriteAsync(key, new MemoryStream([1]), "text/plain");
                Interlocked.Increment(ref written);
            }
        }))];
        for (int round = 1; round <= 40; round++)
        {
            while (Volatile.Read(ref written) < round * 20 && !Array.Exists(writing, task => task.IsCompleted)) await Task.Yield();
            await Store.DeleteAllAsync(folder);
        }

        Volatile.Write(ref isOver, true);
        await Task.WhenAll(writing);
        await Store.DeleteAllAsync(folder);
        foreach (int writer in Enumerable.Range(0, 3))
            (await Store.FindAsync(new MediaKey(MediaKey.Library, $"job/{writer}/0"))).ShouldBeNull();
    }

    [Fact]
    public async Task Concurrent_writers_leave_one_of_their_objects_whole()
    {
        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(() => Store.WriteAsync(
            Key, new MemoryStream([.. Enumerable.Repeat((byte)i, i * 1000)]), $"video/x-{i}"))));
        byte[] bytes = await ReadAsync(Key);
        bytes.Length.ShouldBe(bytes[0] * 1000);
        bytes.ShouldAllBe(b => b == bytes[0]);
        (await Store.FindAsync(Key)).ShouldNotBeNull().ContentType.ShouldBe($"video/x-{bytes[0]}");
    }

    [Fact]
    public async Task What_is_written_bit_by_bit_appears_when_it_is_completed()
    {
        await Store.WriteAsync(Key, new MemoryStream([9]), "video/webm");
        byte[] bytes = Bytes(300_000);
        await using (MediaWriter writer = await Store.OpenWriteAsync(Key, "video/mp4"))
        {
            await writer.WriteAsync(bytes.AsMemory(0, 100_000));
            writer.Write(bytes, 100_000, 200_000);
            writer.Length.ShouldBe(300_000);
            (await ReadAsync(Key)).ShouldBe([9]);
            await writer.CompleteAsync();
            (await ReadAsync(Key)).ShouldBe(bytes);
        }
        (await ReadAsync(Key)).ShouldBe(bytes);
        (await Store.FindAsync(Key)).ShouldNotBeNull().ContentType.ShouldBe("video/mp4");
    }

    [Fact]
    public async Task What_is_not_completed_vanishes()
    {
        await using (MediaWriter writer = await Store.OpenWriteAsync(Key, "video/mp4"))
            await writer.WriteAsync(Bytes(100_000));
        (await Store.FindAsync(Key)).ShouldBeNull();
        using CancellationTokenSource given = new();
        await using (MediaWriter writer = await Store.OpenWriteAsync(Key, "video/mp4"))
        {
            await writer.WriteAsync(Bytes(100_000));
            await given.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => writer.CompleteAsync(given.Token));
        }
        (await Store.FindAsync(Key)).ShouldBeNull();
    }

    [Fact]
    public async Task Parts_become_one_object_and_are_not_seen_before()
    {
        MediaPart first = await PartAsync(0, 0, Bytes(1000));
        MediaPart second = await PartAsync(1, 1000, Bytes(70_000));
        MediaPart third = await PartAsync(2, 71_000, []);
        (await Store.FindAsync(Key)).ShouldBeNull();
        await Store.ComposeAsync(Key, [first, second, third], "application/zip");
        (await ReadAsync(Key)).ShouldBe([.. Bytes(1000), .. Bytes(70_000)]);
        MediaObject found = (await Store.FindAsync(Key)).ShouldNotBeNull();
        found.ContentType.ShouldBe("application/zip");
        found.Bytes.ShouldBe(71_000);
    }

    [Fact]
    public async Task A_part_that_is_written_again_replaces_what_was_written_of_it()
    {
        MediaPart first = await PartAsync(0, 0, Bytes(1000));
        await Should.ThrowAsync<InvalidOperationException>(() => Store.WritePartAsync(
            Key, 1, 1000, (stream, stop) => new BreakingStream(500_000).CopyToAsync(stream, stop)));
        await PartAsync(1, 1000, Bytes(90_000));
        MediaPart again = await PartAsync(1, 1000, [1, 2, 3]);
        await Store.ComposeAsync(Key, [first, again], "application/zip");
        (await ReadAsync(Key)).ShouldBe([.. Bytes(1000), 1, 2, 3]);
    }

    [Fact]
    public async Task Composing_again_changes_nothing()
    {
        MediaPart part = await PartAsync(0, 0, [1, 2, 3]);
        await Store.ComposeAsync(Key, [part], "application/zip");
        await Store.ComposeAsync(Key, [part], "application/zip");
        (await ReadAsync(Key)).ShouldBe([1, 2, 3]);
        (await Store.FindAsync(Key)).ShouldNotBeNull().ContentType.ShouldBe("application/zip");
    }

    [Fact]
    public async Task Parts_go_with_their_object_and_with_its_folder()
    {
        MediaPart part = await PartAsync(0, 0, [1, 2, 3]);
        await Store.DeleteAsync(Key);
        await Should.ThrowAsync<FileNotFoundException>(() => Store.ComposeAsync(Key, [part], "application/zip"));
        await PartAsync(0, 0, [1, 2, 3]);
        await Store.DeleteAllAsync(new MediaKey(MediaKey.Uploads, "videos/"));
        await Should.ThrowAsync<FileNotFoundException>(() => Store.ComposeAsync(Key, [part], "application/zip"));
        (await Store.FindAsync(Key)).ShouldBeNull();
    }

    private Task<MediaPart> PartAsync(int number, long offset, byte[] bytes) =>
        Store.WritePartAsync(Key, number, offset, (stream, cancellationToken) =>
            stream.WriteAsync(bytes, cancellationToken).AsTask());

    protected static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    protected async Task<byte[]> ReadAsync(MediaKey key)
    {
        await using Stream stream = await Store.OpenReadAsync(key);
        MemoryStream copy = new();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    private sealed class BreakingStream(int after) : MemoryStream(new byte[after])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length
                ? base.ReadAsync(buffer, cancellationToken)
                : throw new InvalidOperationException("The source broke.");
    }
}
