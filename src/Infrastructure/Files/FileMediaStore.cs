using System.Globalization;
using System.Security.Cryptography;
using Understudy.Domain.Media;
using Understudy.Shared;

namespace Understudy.Infrastructure.Files;

/// <summary>
/// Media objects as files below one folder. An object appears and changes by a rename, so that nobody sees a part of
/// it. A name that is an object cannot also be the folder of another one.
/// </summary>
public sealed class FileMediaStore : IMediaStore
{
    private const int MoveAttempts = 5;
    private const int DeleteAttempts = 100;
    private readonly TimeProvider _clock;
    private readonly MediaPaths _paths;
    private readonly Lock[] _locks = [.. Enumerable.Range(0, 64).Select(_ => new Lock())];

    /// <summary>
    /// Opens the folder, or makes it, and removes what a killed process left half written: no other one may be using its
    /// <see cref="FileMediaOptions.Drafts"/>.
    /// </summary>
    public FileMediaStore(FileMediaOptions options, TimeProvider clock)
    {
        _clock = clock;
        Options = options;
        _paths = new MediaPaths(options.Root, options.Drafts);
        UnusableFile.MakeFolder(options.Root);
        foreach (string container in new[] { MediaKey.Uploads, MediaKey.Library })
        {
            UnusableFile.MakeFolder(_paths.Container(container));
            UnusableFile.MakeFolder(_paths.ContainerMetadata(container));
        }
        Signer = new MediaSigner(options, clock);
        PendingFile.RemoveLeftovers(_paths.Temporary);
        UnusableFile.MakeFolder(_paths.Temporary);
    }

    internal FileMediaOptions Options { get; }

    internal TimeProvider Clock => _clock;

    internal MediaSigner Signer { get; }

    /// <inheritdoc/>
    public Uri SignUpload(MediaKey key, UploadPromise promise, TimeSpan lifetime) =>
        Signer.SignUpload(key, promise, lifetime);

    /// <inheritdoc/>
    public Uri SignDownload(MediaKey key, TimeSpan lifetime, string? downloadName = null) =>
        Signer.SignDownload(key, lifetime, downloadName);

    /// <inheritdoc/>
    public Task<MediaObject?> FindAsync(MediaKey key, CancellationToken cancellationToken = default)
    {
        string path = _paths.Content(key);
        lock (LockOf(key))
        {
            FileInfo file = new(path);
            if (!file.Exists || _paths.HasLink(path)) return Task.FromResult<MediaObject?>(null);
            var metadata = MediaMetadata.Read(_paths.Metadata(key), file);
            return Task.FromResult<MediaObject?>(
                new MediaObject(key, file.Length, metadata.ContentType, metadata.StoredAt));
        }
    }

    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(MediaKey key, CancellationToken cancellationToken = default) =>
        Task.FromResult<Stream>(
            Open(key)?.Content ?? throw new FileNotFoundException($"There is no object {key}.", key.ToString()));

    /// <inheritdoc/>
    public Task<MediaWriter> OpenWriteAsync(
        MediaKey key, string contentType, CancellationToken cancellationToken = default)
    {
        _ = _paths.Content(key);
        return Task.FromResult<MediaWriter>(new FileMediaWriter(
            CreatePending(), file => TryPublish(file, key, contentType, promise: null)));
    }

    /// <inheritdoc/>
    public async Task<MediaPart> WritePartAsync(
        MediaKey key,
        int number,
        long offset,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken = default)
    {
        string path = _paths.Parts(key);
        if (_paths.HasLink(path)) throw new IOException($"A symbolic link is in the way of {key}.");
        using PartFile file = new(path, offset);
        await using (MediaPartWriter writer = new(file)) await write(writer, cancellationToken);
        file.Finish();
        return new MediaPart(number, offset, file.Length, offset.ToString(CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public Task ComposeAsync(
        MediaKey key, IReadOnlyList<MediaPart> parts, string contentType, CancellationToken cancellationToken = default)
    {
        string path = _paths.Content(key), draft = _paths.Parts(key);
        long end = 0;
        foreach (MediaPart part in parts)
        {
            if (part.Offset != end) throw new ArgumentException($"Part {part.Number} does not begin at {end}.", nameof(parts));
            end = part.End;
        }
        if (_paths.HasLink(path) || _paths.HasLink(draft))
            throw new IOException($"A symbolic link is in the way of {key}.");
        if (!PartFile.TrySeal(draft, end))
        {
            // Composed before, by an attempt that was cut off before it could tell.
            if (new FileInfo(path) is { Exists: true } there && there.Length == end) return Task.CompletedTask;
            throw new FileNotFoundException($"The parts of {key} are gone.", key.ToString());
        }
        using PendingFile about = About(contentType);
        lock (LockOf(key))
        {
            Move(about.MoveTo, _paths.Metadata(key));
            Move(target => PartFile.Move(draft, target), path);
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task FetchAsync(MediaKey key, string path, CancellationToken cancellationToken = default)
    {
        string source = _paths.Content(key);
        if (!File.Exists(source) || _paths.HasLink(source))
            throw new FileNotFoundException($"There is no object {key}.", key.ToString());
        if (HardLink.TryCreate(source, path)) return;
        await using Stream content = await OpenReadAsync(key, cancellationToken);
        await using FileStream copy = new(path, FileMode.CreateNew, FileAccess.Write);
        await content.CopyToAsync(copy, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(MediaKey key, CancellationToken cancellationToken = default)
    {
        lock (LockOf(key))
        {
            DeleteFile(_paths.Content(key));
            DeleteFile(_paths.Metadata(key));
            DeleteFile(_paths.Parts(key));
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAllAsync(MediaKey prefix, CancellationToken cancellationToken = default)
    {
        foreach (string folder in _paths.Folders(prefix)) DeleteFolder(folder);
        return Task.CompletedTask;
    }

    internal PendingFile CreatePending() => new(_paths.Temporary);

    /// <summary>Puts a written file in its place.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">Its place.</param>
    /// <param name="contentType">Its type.</param>
    /// <param name="promise">What is there already stays if it is what was promised; null to replace anything.</param>
    /// <returns>Whether it was put there.</returns>
    internal bool TryPublish(PendingFile file, MediaKey key, string contentType, UploadPromise? promise)
    {
        string path = _paths.Content(key);
        if (_paths.HasLink(path)) throw new IOException($"A symbolic link is in the way of {key}.");
        file.Finish();
        using PendingFile about = About(contentType);
        lock (LockOf(key))
        {
            if (promise is not null && IsComplete(key, promise)) return false;
            // What is known comes first: whoever sees the object appear may ask at once.
            Move(about.MoveTo, _paths.Metadata(key));
            Move(file.MoveTo, path);
            return true;
        }
    }

    /// <summary>Whether all that was promised is there.</summary>
    internal bool IsComplete(MediaKey key, UploadPromise promise)
    {
        FileInfo there = new(_paths.Content(key));
        return there.Exists && (there.Length == promise.Bytes || promise.AtMost);
    }

    /// <summary>Opens an object with what is known of it, or null when there is none.</summary>
    internal (FileStream Content, MediaMetadata Metadata)? Open(MediaKey key)
    {
        string path = _paths.Content(key);
        if (_paths.HasLink(path)) return null;
        lock (LockOf(key))
        {
            try
            {
                FileStream content = new(path, new FileStreamOptions
                {
                    Access = FileAccess.Read,
                    Share = FileShare.ReadWrite | FileShare.Delete,
                    Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                    BufferSize = 0,
                });
                return (content, MediaMetadata.Read(_paths.Metadata(key), new FileInfo(path)));
            }
            catch (Exception error) when (
                error is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(path))
            {
                return null;
            }
        }
    }

    /// <summary>What is known of an object that is written now, to be put in its place.</summary>
    private PendingFile About(string contentType)
    {
        PendingFile about = CreatePending();
        string etag = RandomNumberGenerator.GetHexString(16, lowercase: true);
        about.Write(new MediaMetadata(contentType, _clock.GetUtcNow(), etag).ToBytes());
        about.Finish();
        return about;
    }

    private static void Move(Action<string> move, string path)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                move(path);
                return;
            }
            catch (DirectoryNotFoundException) when (attempt < MoveAttempts)
            {
                // Somebody deleted the folder between its making and the move.
            }
        }
    }

    private static void DeleteFile(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing to delete.
        }
    }

    private static void DeleteFolder(string path)
    {
        for (int attempt = 1; Directory.Exists(path); attempt++)
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (IOException) when (attempt < DeleteAttempts)
            {
                // Something came in meanwhile, or somebody else deletes, too.
            }
        }
    }

    private Lock LockOf(MediaKey key) => _locks[(uint)key.GetHashCode() % (uint)_locks.Length];
}
