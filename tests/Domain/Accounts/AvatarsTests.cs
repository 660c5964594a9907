using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Accounts;

public sealed class AvatarsTests : IAvatarMaker
{
    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;
    private readonly Avatars _avatars;
    private readonly UploadedMedia _media = new();
    private TaskCompletionSource<string?> _made = new();
    private int _conversions;

    public AvatarsTests()
    {
        _store = new InMemoryDocumentStore(_time);
        _avatars = Run("first");
    }

    [Fact]
    public async Task One_upload_is_made_into_an_avatar_once_at_a_time()
    {
        await UploadAsync();
        Task<Result<User>> first = _avatars.ConfirmAsync("ann", default);
        (await _avatars.ConfirmAsync("ann", default)).Problem
            .ShouldBeOfType<AvatarBusy>();
        _conversions.ShouldBe(1);

        _made.SetResult(null);
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
        _made.SetResult(null);
        (await next).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_confirmation_of_an_earlier_run_keeps_nobody_out()
    {
        await UploadAsync();
        _ = _avatars.ConfirmAsync("ann", default);
        Task<Result<User>> next = Run("second").ConfirmAsync("ann", default);
        _made.SetResult(null);
        (await next).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_confirmation_that_died_before_the_clock_was_put_back_keeps_nobody_out()
    {
        await UploadAsync();
        _ = _avatars.ConfirmAsync("ann", default);
        _time.Correct(TimeSpan.FromDays(-1));
        Task<Result<User>> next = _avatars.ConfirmAsync("ann", default);
        _made.SetResult(null);
        (await next).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_no_picture_is_out_of_the_way_at_once()
    {
        await UploadAsync();
        _made.SetResult("The picture is damaged.");
        for (int time = 0; time < 2; time++)
            (await _avatars.ConfirmAsync("ann", default)).Problem
                .ShouldBeOfType<PictureRefused>();
    }

    [Fact]
    public async Task A_maker_that_breaks_says_nothing_of_the_picture_which_may_be_confirmed_again()
    {
        await UploadAsync();
        _made.SetException(new IOException("The disk is full."));
        await Should.ThrowAsync<IOException>(() => _avatars.ConfirmAsync("ann", default));
        _media.Deleted.ShouldBeEmpty();

        _made = new TaskCompletionSource<string?>();
        _made.SetResult(null);
        (await _avatars.ConfirmAsync("ann", default)).Succeeded.ShouldBeTrue();
    }

    private Avatars Run(string id) =>
        new(_store, _media, this, new SequentialIds(), new LeaseHolder(id, IsAlone: true), _time);

    Task<string?> IAvatarMaker.MakeAsync(MediaKey source, MediaKey target, CancellationToken cancellationToken)
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
        public List<MediaKey> Deleted { get; } = [];

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

        public Task<MediaWriter> OpenWriteAsync(
            MediaKey key, string contentType, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<MediaPart> WritePartAsync(
            MediaKey key,
            int number,
            long offset,
            Func<Stream, CancellationToken, Task> write,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task ComposeAsync(
            MediaKey key, IReadOnlyList<MediaPart> parts, string contentType, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task FetchAsync(MediaKey key, string path, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task DeleteAsync(MediaKey key, CancellationToken cancellationToken = default)
        {
            Deleted.Add(key);
            return Task.CompletedTask;
        }

        public Task DeleteAllAsync(MediaKey prefix, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
