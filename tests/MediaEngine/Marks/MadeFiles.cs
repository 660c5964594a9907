using Microsoft.Extensions.Logging.Abstractions;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Recognition;
using Understudy.MediaEngine.Tests.Media;

namespace Understudy.MediaEngine.Tests.Marks;

/// <summary>Something small of every kind of task, each made of what was made before.</summary>
public sealed class MadeFiles : IAsyncLifetime, IDisposable
{
    private readonly TestMedia _media = new();
    private readonly FolderStore _store;
    private readonly MediaWork _work;

    public MadeFiles()
    {
        _store = new FolderStore(_media.NewPath("store"));
        _work = new MediaWork(
            _store, _media.NewPath("work"), new RecognitionOptions(), TimeProvider.System, NullLogger<MediaWork>.Instance);
    }

    public async Task InitializeAsync()
    {
        MediaKey film = await MakeAsync(Film("film"), "film.mp4");
        MediaKey music = await MakeAsync(Music("music", "m4a"), "music.m4a");
        MediaKey speech = await MakeAsync(
            new EngineTask.Speak { Output = Folder("speech"), Text = "Good morning, everyone.", Language = "en" }, "speech.wav");
        foreach (string container in (string[])["mp4", "webm", "mov"])
        {
            await MakeAsync(
                new EngineTask.AssembleFilm
                {
                    Output = Folder("assembled"),
                    Picture = film,
                    Narration = speech,
                    Music = music,
                    Container = container,
                    Watermark = false,
                },
                $"film.{container}");
        }
        MediaKey whole = Folder("assembled").File("film.mp4");
        await MakeAsync(
            new EngineTask.Dub
            {
                Output = Folder("dubbed"),
                Source = whole,
                IsFilm = true,
                Segments = [new DubbedSegment(0.1, 1, "Hola.")],
                Language = "es",
            },
            "dub.mp4");
        await MakeAsync(
            new EngineTask.SyncLips { Output = Folder("lips"), Source = film, Sound = speech, NeedsFace = false }, "video.mp4");
        foreach (string format in (string[])["wav", "mp3", "flac", "ogg"])
            await MakeAsync(Sound("sound", whole, format), $"sound.{format}");
        await MakeAsync(
            new EngineTask.Preview { Output = Folder("preview"), Source = whole, Thumbnail = true, Storyboard = true },
            "thumbnail.jpg");
        await MakeAsync(
            new EngineTask.Transcribe { Output = Folder("words"), Source = speech, Language = "en" }, "transcript.json");
    }

    /// <summary>A file by the folder and name that it was made under.</summary>
    public string this[string name] => _store.PathOf(new MediaKey(MediaKey.Library, name));

    internal static EngineTask.PaintFilm Film(string folder, long seed = 7) => new()
    {
        Output = Folder(folder),
        Prompt = "A boat on a lake",
        Size = new PictureSize(128, 128),
        Seconds = 1,
        FramesPerSecond = 8,
        Seed = seed,
        Watermark = false,
    };

    internal static EngineTask.ComposeMusic Music(string folder, string format, long seed = 1) => new()
    {
        Output = Folder(folder),
        Prompt = "slow harp",
        Seconds = 5,
        Seed = seed,
        Format = format,
    };

    internal static EngineTask.ExtractAudio Sound(string folder, MediaKey source, string format) => new()
    {
        Output = Folder(folder),
        Source = source,
        Format = format,
        SampleRate = 48_000,
    };

    internal static MediaKey Folder(string name) => new(MediaKey.Library, $"{name}/");

    /// <summary>Puts a file where uploads are.</summary>
    internal async Task<MediaKey> UploadAsync(string name, string file)
    {
        MediaKey key = new(MediaKey.Uploads, name);
        await using FileStream content = File.OpenRead(file);
        await _store.WriteAsync(key, content, "");
        return key;
    }

    /// <summary>Does a task.</summary>
    internal async Task<MediaKey> MakeAsync(EngineTask task, string file)
    {
        EngineOrder order = new(new JobReference("a", "b", "c", "d"), "e", task, TimeSpan.FromMinutes(10));
        EngineVerdict verdict = await _work.DoAsync(order, new Nobody(), () => { }, CancellationToken.None);
        verdict.Failure.ShouldBeNull();
        return task.Output.File(file);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _work.Dispose();
        _media.Dispose();
    }

    private sealed class Nobody : IJobWatcher
    {
        public Task<bool> StartedAsync(CancellationToken cancellationToken) => Task.FromResult(true);

        public Task<bool> AdvancedAsync(int percent, CancellationToken cancellationToken) => Task.FromResult(true);
    }
}
