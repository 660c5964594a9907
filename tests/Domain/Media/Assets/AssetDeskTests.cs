using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Media.Assets;

public sealed class AssetDeskTests : IAssetProber
{
    private const string Product = "films";
    private static readonly AssetRules _rules = new(Product, [FileFormat.Png, FileFormat.Mp4, FileFormat.Mov], 10_000)
    {
        MinBytes = 10,
        StorageLimit = 15_000,
    };

    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;
    private readonly InMemoryMedia _media;
    private readonly StorageBook _storage;
    private readonly AssetDesk _desk;
    private Func<Task<Result<AssetContent>>>? _probe;

    public AssetDeskTests()
    {
        _store = new InMemoryDocumentStore(_time);
        _media = new InMemoryMedia(_time);
        _storage = new StorageBook(_store, _time);
        _desk = new AssetDesk(_store, _media, this, _storage, new SequentialIds(), _time);
    }

    [Fact]
    public async Task A_file_that_is_brought_along_can_be_used_at_once()
    {
        Asset asset = (await BringAsync(Png(5000))).Value.ShouldNotBeNull();
        asset.State.ShouldBe(AssetState.Ready);
        asset.Bytes.ShouldBe(5000);
        asset.ContentType.ShouldBe("image/png");
        asset.OriginalName.ShouldBe("my.png");
        asset.Content.ShouldBe(new AssetContent(AssetKind.Image, "png"));
        (await _media.FindAsync(asset.File))!.Bytes.ShouldBe(5000);
        (await UseAsync(asset.Id)).Value.ShouldBe(asset);
        (await UsedAsync()).ShouldBe(new StorageUse(5000, 0));
        _desk.Link(asset, TimeSpan.FromHours(1)).Query.ShouldBe("?name=my.png");
    }

    public static TheoryData<byte[], Type> Unwanted => new()
    {
        { Png(10_001), typeof(FileOfWrongSize) },
        { Png(9), typeof(FileOfWrongSize) },
        { "<html> and so on"u8.ToArray(), typeof(FileOfWrongFormat) },
        { [.. "RIFF\0\0\0\0WAVE"u8.ToArray(), .. new byte[100]], typeof(FileOfWrongFormat) },
    };

    [Theory]
    [MemberData(nameof(Unwanted))]
    public async Task Nothing_stays_of_what_is_refused(byte[] file, Type problem)
    {
        (await BringAsync(file)).Problem.ShouldBeOfType(problem);
        await ShouldBeEmptyAsync();

        AssetAwaited awaited = await AwaitAsync(Math.Clamp(file.Length, 10, 10_000));
        _media.Put(awaited.Asset.File, file);
        (await UseAsync(awaited.Asset.Id)).Problem.ShouldBeOfType(problem);
        (await UseAsync(awaited.Asset.Id)).Problem.ShouldBeOfType<Problem.NotFound>();
        await ShouldBeEmptyAsync();
    }

    [Fact]
    public async Task Nothing_stays_of_what_the_probe_refuses_or_breaks_at()
    {
        _probe = () => Task.FromResult<Result<AssetContent>>(new FileRefused("It is damaged."));
        (await BringAsync(Png(100))).Problem.ShouldBe(new FileRefused("It is damaged."));
        await ShouldBeEmptyAsync();
        _probe = () => throw new InvalidOperationException("It broke.");
        await Should.ThrowAsync<InvalidOperationException>(() => BringAsync(Png(100)));
        await ShouldBeEmptyAsync();
    }

    [Fact]
    public async Task Nothing_stays_of_what_does_not_come_whole()
    {
        await Should.ThrowAsync<IOException>(() => _desk.BringAsync(
            new BringAsset("ann", "a", 9000, new Broken(Png(8000))), _rules, default));
        await ShouldBeEmptyAsync();
    }

    [Fact]
    public async Task An_upload_at_a_url_is_looked_at_before_it_is_used_and_once()
    {
        AssetAwaited awaited = await AwaitAsync(1000);
        awaited.Lifetime.ShouldBe(TimeSpan.FromHours(1));
        (await UseAsync(awaited.Asset.Id)).Problem.ShouldBeOfType<AssetNotUploaded>();
        (await ListAsync()).ShouldBeEmpty();
        (await IsAwaitedAsync(awaited.Asset)).ShouldBe(true);
        (await UsedAsync()).ShouldBe(new StorageUse(0, 1000));
        _media.Put(awaited.Asset.File, Png(900));
        int probes = 0;
        _probe = () =>
        {
            probes++;
            return Task.FromResult<Result<AssetContent>>(new AssetContent(AssetKind.Image, "png"));
        };
        for (int time = 0; time < 2; time++) (await UseAsync(awaited.Asset.Id)).Value!.Bytes.ShouldBe(900);
        probes.ShouldBe(1);
        (await IsAwaitedAsync(awaited.Asset)).ShouldBe(false);
        (await ListAsync()).ShouldHaveSingleItem().State.ShouldBe(AssetState.Ready);
        (await UsedAsync()).ShouldBe(new StorageUse(900, 0));
    }

    [Fact]
    public async Task Another_make_of_file_than_was_promised_is_refused()
    {
        AssetAwaited awaited = await AwaitAsync(1000, "video/mp4");
        _media.Put(awaited.Asset.File, Png(1000));
        (await UseAsync(awaited.Asset.Id)).Problem.ShouldBeOfType<FileOfWrongFormat>();
        // What phones call one thing and write as the other.
        awaited = await AwaitAsync(1000, "video/mp4");
        _media.Put(awaited.Asset.File, [.. "\0\0\0\u0014ftypqt  "u8.ToArray(), .. new byte[500]]);
        (await UseAsync(awaited.Asset.Id)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_not_taken_is_not_even_awaited()
    {
        (await TryAwaitAsync(1000, "text/html")).Problem.ShouldBeOfType<FileOfWrongFormat>();
        (await TryAwaitAsync(1000, "audio/mpeg")).Problem.ShouldBeOfType<FileOfWrongFormat>();
        (await TryAwaitAsync(10_001)).Problem.ShouldBe(new FileOfWrongSize(10_001, 10, 10_000));
        (await TryAwaitAsync(9)).Problem.ShouldBe(new FileOfWrongSize(9, 10, 10_000));
        await ShouldBeEmptyAsync();
    }

    [Fact]
    public async Task There_is_no_more_room_than_the_product_gives()
    {
        Asset first = (await BringAsync(Png(10_000))).Value!;
        (await TryAwaitAsync(5001)).Problem.ShouldBe(new StorageLimitReached(15_000, 10_000, 5001));
        (await BringAsync(Png(6000))).Problem.ShouldBe(new StorageLimitReached(15_000, 10_000, 6000));
        (await AwaitAsync(5000)).ShouldNotBeNull();
        (await BringAsync(Png(10))).Problem.ShouldBeOfType<StorageLimitReached>();
        (await _desk.DeleteAsync("ann", Product, first.Id, default)).ShouldBeTrue();
        (await BringAsync(Png(10_000))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Only_so_many_are_awaited_at_once()
    {
        for (int i = 0; i < AssetDesk.MaxAwaited; i++) await AwaitAsync(10);
        (await TryAwaitAsync(10)).Problem.ShouldBe(new TooManyAwaited(AssetDesk.MaxAwaited));
    }

    [Fact]
    public async Task A_request_that_is_repeated_finds_what_it_made()
    {
        AwaitAsset command = new("ann", "a.png", new UploadPromise("image/png", 100), Id: "again");
        Uri first = (await _desk.AwaitAsync(command, _rules, default)).Value!.UploadUrl;
        _time.Advance(TimeSpan.FromMinutes(20));
        AssetAwaited again = (await _desk.AwaitAsync(command, _rules, default)).Value!;
        again.UploadUrl.ShouldBe(first);
        again.Lifetime.ShouldBe(TimeSpan.FromMinutes(40));
    }

    [Fact]
    public async Task Nobody_else_and_no_other_product_sees_an_asset()
    {
        Asset asset = (await BringAsync(Png(100))).Value!;
        (await _desk.FindAsync("bob", Product, asset.Id, default)).ShouldBeNull();
        (await _desk.FindAsync("ann", "voices", asset.Id, default)).ShouldBeNull();
        (await _desk.UseAsync("ann", asset.Id, _rules with { Product = "voices" }, default)).Problem
            .ShouldBeOfType<Problem.NotFound>();
        (await _desk.DeleteAsync("bob", Product, asset.Id, default)).ShouldBeFalse();
        (await _desk.ListAsync("ann", "voices", null, new Paging(1, 10), default)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lists_are_newest_first_and_by_group()
    {
        foreach (string? group in new[] { "one", "two", "one", null })
            await _desk.BringAsync(new BringAsset("ann", "a", 100, new MemoryStream(Png(100)), group), _rules, default);
        (await ListAsync()).Select(asset => asset.Group).ShouldBe([null, "one", "two", "one"]);
        DocumentPage<Asset> page = await _desk.ListAsync("ann", Product, "one", new Paging(2, 1), default);
        page.Total.ShouldBe(2);
        page.Items.ShouldHaveSingleItem().Value.Group.ShouldBe("one");
    }

    [Fact]
    public async Task What_never_came_is_swept_and_what_was_cut_off()
    {
        AssetAwaited awaited = await AwaitAsync(1000);
        _media.Put(awaited.Asset.File, Png(500));
        Asset kept = (await BringAsync(Png(100))).Value!;
        Asset deleted = (await BringAsync(Png(100))).Value!;
        // A crash in the midst of a deletion.
        await _store.UpdateAsync<Asset>(
            "ann", deleted.Id, asset => asset with { State = AssetState.Leaving, DeleteAt = _time.Now });
        (await _desk.FindAsync("ann", Product, deleted.Id, default)).ShouldBeNull();
        _time.Advance(TimeSpan.FromHours(2) + TimeSpan.FromSeconds(1));
        (await _desk.SweepAsync(default)).ShouldBe(2);
        _media.Keys.ShouldBe([kept.File.ToString()]);
        (await UsedAsync()).ShouldBe(new StorageUse(100, 0));
        (await _desk.SweepAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task One_that_cannot_be_deleted_keeps_no_other()
    {
        AssetAwaited first = await AwaitAsync(1000);
        AssetAwaited second = await AwaitAsync(1000);
        foreach (AssetAwaited awaited in new[] { first, second }) _media.Put(awaited.Asset.File, Png(500));
        _time.Advance(TimeSpan.FromHours(2));
        foreach (AssetAwaited stuck in new[] { first, second })
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            _media.Stuck = stuck.Asset.File;
            await Should.ThrowAsync<AggregateException>(() => _desk.SweepAsync(default));
            _media.Keys.ShouldBe([stuck.Asset.File.ToString()]);
            AssetAwaited other = stuck == first ? second : first;
            _media.Put(other.Asset.File, Png(500));
            await _store.CreateAsync(other.Asset);
        }
    }

    [Fact]
    public async Task What_is_kept_for_a_time_only_goes_then()
    {
        AssetRules days = _rules with { Lifetime = TimeSpan.FromDays(30) };
        Asset asset = (await _desk.BringAsync(new BringAsset("ann", "a", 100, new MemoryStream(Png(100))), days, default)).Value!;
        _time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        (await _desk.SweepAsync(default)).ShouldBe(0);
        (await UseAsync(asset.Id)).Succeeded.ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(2));
        (await _desk.SweepAsync(default)).ShouldBe(1);
        await ShouldBeEmptyAsync();
    }

    [Fact]
    public async Task A_file_that_is_deleted_while_it_is_looked_at_stays_deleted()
    {
        AssetAwaited awaited = await AwaitAsync(1000);
        _media.Put(awaited.Asset.File, Png(1000));
        _probe = async () =>
        {
            await _desk.DeleteAsync("ann", Product, awaited.Asset.Id, default);
            return new AssetContent(AssetKind.Image, "png");
        };
        (await UseAsync(awaited.Asset.Id)).Problem.ShouldBeOfType<Problem.NotFound>();
        await ShouldBeEmptyAsync();
    }

    public Task<Result<AssetContent>> ProbeAsync(MediaKey file, FileFormat format, CancellationToken cancellationToken) =>
        _probe?.Invoke() ?? Task.FromResult<Result<AssetContent>>(new AssetContent(AssetKind.Image, format.Name));

    private static byte[] Png(int length) =>
        [.. new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }, .. new byte[length - 8]];

    private Task<Result<Asset>> BringAsync(byte[] file) => _desk.BringAsync(
        new BringAsset("ann", "my.png", file.Length, new MemoryStream(file)), _rules, default);

    private Task<Result<AssetAwaited>> TryAwaitAsync(long bytes, string type = "image/png") => _desk.AwaitAsync(
        new AwaitAsset("ann", "my.png", new UploadPromise(type, bytes)), _rules, default);

    private async Task<AssetAwaited> AwaitAsync(long bytes, string type = "image/png") =>
        (await TryAwaitAsync(bytes, type)).Value.ShouldNotBeNull();

    private Task<Result<Asset>> UseAsync(string id) => _desk.UseAsync("ann", id, _rules, default);

    private Task<bool?> IsAwaitedAsync(Asset asset) =>
        new AwaitedAssets(_store).IncludeAsync(asset.File, _time.Now, default);

    private async Task<Asset[]> ListAsync() =>
        [.. (await _desk.ListAsync("ann", Product, null, new Paging(1, 10), default)).Items.Select(item => item.Value)];

    private Task<StorageUse> UsedAsync() => _storage.GetAsync(new StorageId("ann", Product), default);

    private async Task ShouldBeEmptyAsync()
    {
        _media.Keys.ShouldBeEmpty();
        (await _store.QueryAsync<Asset>(new DocumentQuery())).Items.ShouldBeEmpty();
        (await UsedAsync()).ShouldBe(new StorageUse(0, 0));
    }

    private sealed class Broken(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("The sender is gone.");
    }
}
