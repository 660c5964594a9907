using System.Security.Cryptography;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Jobs;

/// <summary>A folder of this machine in which one task is done: its sources come into it, and what it makes goes out of it.</summary>
internal sealed class TaskFolder : IDisposable
{
    private readonly IMediaStore _media;
    private readonly EngineTask _task;
    private readonly TemporaryFolder _folder;
    private readonly List<MediaKey> _stored = [];
    private readonly List<byte[]> _sources = [];

    /// <summary>Makes one.</summary>
    /// <param name="media">Where sources come from and outputs go.</param>
    /// <param name="parent">Where it is made.</param>
    /// <param name="task">What is done in it.</param>
    public TaskFolder(IMediaStore media, string parent, EngineTask task)
    {
        _media = media;
        _task = task;
        _folder = TemporaryFolder.Create(parent);
        Made = _folder.File("output");
        Directory.CreateDirectory(Made);
    }

    /// <summary>The folder for what is made.</summary>
    public string Made { get; }

    /// <summary>The id of what the task makes, which all of that carries; told once its sources are there.</summary>
    public string Recipe => RecipeId.Of(_task, _sources);

    /// <summary>A file or folder beside it.</summary>
    public string File(string name) => _folder.File(name);

    /// <summary>Brings a source.</summary>
    /// <param name="key">Where it is.</param>
    /// <param name="path">Where it is to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FileNotFoundException">It is gone.</exception>
    /// <exception cref="MediaToolException">There is no room for it.</exception>
    public async Task FetchAsync(MediaKey key, string path, CancellationToken cancellationToken)
    {
        if (await _media.FindAsync(key, cancellationToken) is { } found) _folder.Quota.Require(found.Bytes);
        await _media.FetchAsync(key, path, cancellationToken);
        await using FileStream fetched = System.IO.File.OpenRead(path);
        _sources.Add(await SHA256.HashDataAsync(fetched, cancellationToken));
    }

    /// <summary>Brings what a task is about.</summary>
    /// <param name="key">Where it is.</param>
    /// <param name="name">What it is called here.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Where it is now.</returns>
    /// <exception cref="MediaRejectedException">It was deleted meanwhile: trying again would not help.</exception>
    public async Task<string> FetchSourceAsync(MediaKey key, string name, CancellationToken cancellationToken)
    {
        string path = File(name);
        try
        {
            await FetchAsync(key, path, cancellationToken);
            return path;
        }
        catch (FileNotFoundException gone)
        {
            throw new MediaRejectedException(JobFailure.SourceGone.Code, JobFailure.SourceGone.Message, gone);
        }
    }

    /// <summary>Stores a file that was made, under its name.</summary>
    /// <returns>Where it is.</returns>
    public async Task<MediaKey> StoreAsync(string path, CancellationToken cancellationToken)
    {
        MediaKey key = _task.Output.File(Path.GetFileName(path));
        _stored.Add(key);
        await using FileStream content = System.IO.File.OpenRead(path);
        await _media.WriteAsync(key, content, ContentTypes.Of(path), cancellationToken);
        return key;
    }

    /// <summary>Reads something small that earlier work kept; null when there is nothing.</summary>
    public async Task<byte[]?> ReadKeptAsync(MediaKey key, CancellationToken cancellationToken)
    {
        if (await _media.FindAsync(key, cancellationToken) is null) return null;
        await using Stream content = await _media.OpenReadAsync(key, cancellationToken);
        using MemoryStream bytes = new();
        await content.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    /// <summary>Keeps something small for later work, whatever becomes of this.</summary>
    public async Task KeepAsync(MediaKey key, byte[] content, CancellationToken cancellationToken)
    {
        using MemoryStream bytes = new(content);
        await _media.WriteAsync(key, bytes, "application/json", cancellationToken);
    }

    /// <summary>Removes what was stored, of work that came to nothing.</summary>
    public async Task UndoAsync()
    {
        foreach (MediaKey key in _stored) await _media.DeleteAsync(key, CancellationToken.None);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
