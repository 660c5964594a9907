using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Accounts;

public sealed class AvatarsTests : IAvatarMaker
{
    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;
    private readonly Avatars _avatars;
    private readonly TaskCompletionSource<bool> _made = new();
    private int _conversions;

    public AvatarsTests()
    {
        _store = new InMemoryDocumentStore(_time);
        _avatars = new Avatars(_store, new UploadedMedia(), this, new SequentialIds(), _time);
    }

    [Fact]
    public async Task One_upload_is_made_into_an_avatar_once_at_a_time()
    {
        await UploadAsync();
        Task<Result<User>> first = _avatars.ConfirmAsync("ann", default);
        (await _avatars.ConfirmAsync("ann", default)).Problem
            .ShouldBeOfType<Problem.WrongState>().Code.ShouldBe("AVATAR_BUSY");
        _conversions.ShouldBe(1);

        _made.SetResult(true);
        Result<User> done = await first;
        (await _avatars.ConfirmAsync("ann", default)).Value.ShouldBe(done.Value);
        _conversions.ShouldBe(1);
    }

    [Fact]
    public async Task A_confirmation_that_has_died_keeps_others_out_for_a_minute()
    {
        await UploadAsync();
        _ = _avatars.ConfirmAsync("ann", default);
        _time.Advance(TimeSpan.FromSeconds(60));
        Task<Result<User>> next = _avatars.ConfirmAsync("ann", default);
        _made.SetResult(true);
        (await next).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_confirmation_that_died_before_the_clock_was_put_back_keeps_nobody_out()
    {
        await UploadAsync();
        _ = _avatars.ConfirmAsync("ann", default);
        _time.Advance(TimeSpan.FromDays(-1));
        Task<Result<User>> next = _avatars.ConfirmAsync("ann", default);
        _made.SetResult(true);
        (await next).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_no_picture_is_out_of_the_way_at_once()
    {
        await UploadAsync();
        _made.SetResult(false);
        for (int time = 0; time < 2; time++)
            (await _avatars.ConfirmAsync("ann", default)).Problem
                .ShouldBeOfType<Problem.WrongState>().Code.ShouldBe("INVALID_IMAGE");
    }

    Task<bool> IAvatarMaker.TryMakeAsync(MediaKey source, MediaKey target, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _conversions);
        return _made.Task;
    }

    private async Task UploadAsync()
    {
        await _store.CreateAsync(new User
        {
            Id = "ann",
            Email = "ann@example.com",
            Name = "Ann",
            CreatedAt = Samples.Now,
            UpdatedAt = Samples.Now,
        });
        await _avatars.AwaitAsync("ann", "png", "image/png", default);
    }

    // Whatever is asked for was uploaded.
    private sealed class UploadedMedia : IMediaStore
    {
        public Uri SignUpload(MediaKey key, UploadPromise promise, TimeSpan lifetime) => new("https://media.example.com/");

        public Uri SignDownload(MediaKey key, TimeSpan lifetime, string? downloadName = null) =>
            throw new NotSupportedException();

        public Task<MediaObject?> FindAsync(MediaKey key, CancellationToken cancellationToken = default) =>
            Task.FromResult<MediaObject?>(new MediaObject(key, 1000, "image/png", Samples.Now));

        public Task<Stream> OpenReadAsync(MediaKey key, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task WriteAsync(
            MediaKey key, Stream content, string contentType, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task FetchAsync(MediaKey key, string path, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task DeleteAsync(MediaKey key, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task DeleteAllAsync(MediaKey prefix, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
