using Understudy.Domain.Media;
using Understudy.Infrastructure.Files;

namespace Understudy.Infrastructure.Tests;

public sealed class FileMediaStoreTests : MediaStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly FileMediaStore _store;

    public FileMediaStoreTests() => _store = Open();

    protected override IMediaStore Store => _store;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_container_holds_objects_and_nothing_else()
    {
        await Store.WriteAsync(Key, new MemoryStream([1]), "video/mp4");
        Directory.EnumerateFiles(_folder["media/uploads"], "*", SearchOption.AllDirectories)
            .ShouldBe([_folder["media/uploads/videos/user-1/model_1/source.mp4"]]);
        Directory.EnumerateFiles(_folder["media/.tmp"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_object_has_the_time_of_its_writing()
    {
        await Store.WriteAsync(Key, new MemoryStream([1]), "video/mp4");
        (await Store.FindAsync(Key)).ShouldNotBeNull().StoredAt.ShouldBe(_clock.GetUtcNow());
    }

    [Fact]
    public async Task A_file_put_there_by_hand_is_only_bytes()
    {
        Directory.CreateDirectory(_folder["media/library"]);
        await File.WriteAllBytesAsync(_folder["media/library/x"], [1, 2]);
        MediaObject found = (await Store.FindAsync(new MediaKey(MediaKey.Library, "x"))).ShouldNotBeNull();
        found.ContentType.ShouldBe("application/octet-stream");
        found.Bytes.ShouldBe(2);
    }

    [Fact]
    public async Task Symbolic_links_lead_nowhere()
    {
        await File.WriteAllTextAsync(_folder["secret"], "secret");
        Directory.CreateDirectory(_folder["media/library/real"]);
        File.CreateSymbolicLink(_folder["media/library/file"], _folder["secret"]);
        Directory.CreateSymbolicLink(_folder["media/library/folder"], _folder.Path);
        foreach (string name in (string[])["file", "folder/secret"])
        {
            MediaKey key = new(MediaKey.Library, name);
            (await Store.FindAsync(key)).ShouldBeNull();
            await Should.ThrowAsync<FileNotFoundException>(() => Store.OpenReadAsync(key));
            await Should.ThrowAsync<FileNotFoundException>(() => Store.FetchAsync(key, _folder["copy"]));
            await Should.ThrowAsync<IOException>(() => Store.WriteAsync(key, new MemoryStream([1]), "text/plain"));
            MediaPart part = await Store.WritePartAsync(key, 0, 0, (_, _) => Task.CompletedTask);
            await Should.ThrowAsync<IOException>(() => Store.ComposeAsync(key, [part], "text/plain"));
        }
        (await File.ReadAllTextAsync(_folder["secret"])).ShouldBe("secret");
    }

    [Fact]
    public void What_a_killed_process_left_half_written_is_removed_however_new_it_is()
    {
        File.WriteAllText(_folder["media/.tmp/half"], "");
        _ = Open();
        Directory.EnumerateFiles(_folder["media/.tmp"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Parts_outlive_the_process_and_what_was_half_written_behind_them_is_cut_off()
    {
        Task Write(Stream stream, CancellationToken cancellationToken) => stream.WriteAsync("abc"u8.ToArray(), 0, 3, cancellationToken);
        MediaPart first = await Store.WritePartAsync(Key, 0, 0, Write);
        FileMediaStore next = Open();
        MediaPart second = await next.WritePartAsync(Key, 1, first.End, Write);
        await File.AppendAllTextAsync(_folder[$"media/.parts/{Key}"], "half of another");
        await Open().ComposeAsync(Key, [first, second], "application/zip");
        (await ReadAsync(Key)).ShouldBe("abcabc"u8.ToArray());
        Directory.EnumerateFiles(_folder["media/.parts"], "*", SearchOption.AllDirectories).ShouldBeEmpty();
        await Should.ThrowAsync<FileNotFoundException>(() => Store.WritePartAsync(Key, 1, 3, Write));
    }

    [Fact]
    public async Task Two_attempts_do_not_write_parts_of_an_object_at_once() =>
        await Store.WritePartAsync(Key, 0, 0, (_, _) => Should.ThrowAsync<IOException>(
            () => Store.WritePartAsync(Key, 0, 0, (_, _) => Task.CompletedTask)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"ContentType\":\"video/mp4\"")]
    [InlineData("""{"ContentType":"video/mp4\r\nX-Injected: 1","StoredAt":"2026-01-01T00:00:00Z","ETag":"a"}""")]
    [InlineData("""{"ContentType":"video/mp4","StoredAt":"2026-01-01T00:00:00Z","ETag":"a\"b"}""")]
    public async Task An_object_of_which_nothing_is_known_any_more_is_only_bytes(string damaged)
    {
        await Store.WriteAsync(Key, new MemoryStream([1, 2]), "video/mp4");
        await File.WriteAllTextAsync(_folder[$"media/.meta/{Key}"], damaged);
        MediaObject found = (await Store.FindAsync(Key)).ShouldNotBeNull();
        found.ContentType.ShouldBe("application/octet-stream");
        found.Bytes.ShouldBe(2);
        await using Stream content = await Store.OpenReadAsync(Key);
        content.ReadByte().ShouldBe(1);
    }

    [Fact]
    public void The_key_is_its_owners_and_stays()
    {
        File.GetUnixFileMode(_folder["media/.signing-key"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        new FileInfo(_folder["media/.signing-key"]).Length.ShouldBe(32);
        Uri url = _store.SignDownload(Key, TimeSpan.FromHours(1));
        Open().SignDownload(Key, TimeSpan.FromHours(1)).ShouldBe(url);
    }

    [Fact]
    public void A_key_that_is_cut_short_is_not_used()
    {
        File.WriteAllBytes(_folder["media/.signing-key"], [1, 2, 3]);
        Should.Throw<InvalidDataException>(Open);
    }

    private FileMediaStore Open() =>
        new(new FileMediaOptions(_folder["media"], new Uri("http://127.0.0.1:1/")), _clock);
}
