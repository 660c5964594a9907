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
        }
        (await File.ReadAllTextAsync(_folder["secret"])).ShouldBe("secret");
    }

    [Fact]
    public void Half_written_files_of_a_killed_process_are_removed_when_they_are_old()
    {
        File.WriteAllText(_folder["media/.tmp/old"], "");
        File.WriteAllText(_folder["media/.tmp/new"], "");
        File.SetLastWriteTimeUtc(_folder["media/.tmp/old"], _clock.GetUtcNow().UtcDateTime.AddHours(-2));
        File.SetLastWriteTimeUtc(_folder["media/.tmp/new"], _clock.GetUtcNow().UtcDateTime.AddMinutes(-2));
        _ = Open();
        Directory.EnumerateFiles(_folder["media/.tmp"]).ShouldBe([_folder["media/.tmp/new"]]);
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
