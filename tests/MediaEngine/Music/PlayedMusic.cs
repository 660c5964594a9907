using Understudy.MediaEngine.Music;
using Understudy.MediaEngine.Tests.Media;

namespace Understudy.MediaEngine.Tests.Music;

/// <summary>Two short pieces, in every format.</summary>
public sealed class PlayedMusic : IAsyncLifetime, IDisposable
{
    public const double Seconds = 12.4;

    private readonly TestMedia _media = new();

    public MusicRequest Request { get; } =
        new("dreamy", MusicGenre.Lofi, Seconds, 5, MusicFormats.Wav | MusicFormats.M4a | MusicFormats.Mp3);

    public MusicResult Lofi { get; private set; } = null!;

    public MusicResult Cinematic { get; private set; } = null!;

    public List<double> Progress { get; } = [];

    public async Task InitializeAsync()
    {
        Lofi = await MusicMaker.MakeAsync(Request, NewFolder(), new Recorder(Progress), CancellationToken.None);
        Cinematic = await MusicMaker.MakeAsync(
            new MusicRequest("epic", null, 9, 2, MusicFormats.Wav), NewFolder(), null, CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _media.Dispose();

    public string NewFolder() => Directory.CreateDirectory(_media.NewPath("music")).FullName;

    private sealed class Recorder(List<double> heard) : IProgress<double>
    {
        public void Report(double value) => heard.Add(value);
    }
}
