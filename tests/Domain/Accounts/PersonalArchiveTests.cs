using System.IO.Compression;
using System.Runtime.CompilerServices;
using Understudy.Domain.Accounts;
using Understudy.Domain.Media;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Accounts;

public sealed class PersonalArchiveTests : IPersonalData
{
    private const int Large = 20_000;
    private static readonly MediaKey _archive = new(MediaKey.Library, "exports/ann/e1.zip");
    private static readonly MediaKey _work = new(MediaKey.Library, "exports/ann/e1/");
    private readonly ManualTime _time = new();
    private readonly InMemoryMedia _media;
    private readonly PersonalArchive _maker;
    private readonly List<PersonalItem> _items = [new PersonalItem.Data("account/user.json", new { Id = "ann" })];

    public PersonalArchiveTests()
    {
        _media = new InMemoryMedia(_time);
        _maker = new PersonalArchive([this], _media, _time) { StepBytes = 32_000 };
    }

    [Fact]
    public async Task A_large_file_has_a_step_of_its_own_and_small_ones_share_one()
    {
        for (int i = 0; i < 150; i++) Keep($"small/{i}", 10);
        for (int i = 0; i < 3; i++) Keep($"large/{i}", Large);
        ArchiveProgress progress = await _maker.BeginAsync("ann", _archive, _work, default);
        progress.Files.ShouldBe(153);
        List<int> done = [];
        while (!progress.HasAllFiles)
        {
            progress = await _maker.ContinueAsync(_archive, _work, progress, default);
            done.Add(progress.FilesDone);
        }
        done.ShouldBe([100, 151, 152, 153]);
        (await _media.FindAsync(_archive)).ShouldBeNull();
        await _maker.FinishAsync(_archive, _work, progress, default);

        using ZipArchive read = Read();
        read.Entries.Select(entry => entry.FullName)
            .ShouldBe(["README.txt", .. _items.Select(item => item.Path)]);
        read.GetEntry("large/2")!.Length.ShouldBe(Large);
        _media.Keys.ShouldNotContain(key => key.StartsWith($"{_work}", StringComparison.Ordinal));
    }

    /// <summary>A crash at each write in turn: what is done again is the step alone, and the archive is the same.</summary>
    [Fact]
    public async Task A_crash_repeats_one_step_only()
    {
        Keep("a", Large);
        Keep("gone", null);
        Keep("b", Large);
        for (int crash = 1; ; crash++)
        {
            int writes = 0;
            int crashed = 0;
            _media.BeforeWrite = _ =>
            {
                if (++writes != crash) return;
                crashed++;
                throw new SimulatedCrashException();
            };
            _media.Opened.Clear();
            ArchiveProgress progress = await AgainAsync(() => _maker.BeginAsync("ann", _archive, _work, default));
            while (!progress.HasAllFiles)
            {
                ArchiveProgress from = progress;
                progress = await AgainAsync(() => _maker.ContinueAsync(_archive, _work, from, default));
            }
            await AgainAsync(async () =>
            {
                await _maker.FinishAsync(_archive, _work, progress, default);
                return true;
            });
            using ZipArchive read = Read();
            read.Entries.Select(entry => entry.FullName).ShouldBe(["README.txt", "account/user.json", "a", "b"]);
            read.GetEntry("b")!.Length.ShouldBe(Large);
            _media.Opened.Count(key => key.Container == "media").ShouldBeLessThanOrEqualTo(2 + crashed);
            // Doing the last step again changes nothing.
            await _maker.FinishAsync(_archive, _work, progress, default);
            await _media.DeleteAsync(_archive);
            if (crashed == 0) return;
        }
    }

    async IAsyncEnumerable<PersonalItem> IPersonalData.CollectAsync(
        string ownerId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (PersonalItem item in _items) yield return item;
    }

    Task IPersonalData.EraseAsync(string ownerId, CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<T> AgainAsync<T>(Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (SimulatedCrashException)
        {
            return await step();
        }
    }

    private void Keep(string path, int? bytes)
    {
        MediaKey key = new("media", path);
        _items.Add(new PersonalItem.File(path, key));
        if (bytes is { } size) _media.Put(key, new byte[size]);
    }

    private ZipArchive Read() => new(_media.OpenReadAsync(_archive).Result);
}
