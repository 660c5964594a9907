using Understudy.MediaEngine.LipSync;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Tests.Training;

namespace Understudy.MediaEngine.Tests.LipSync;

/// <summary>
/// Three seconds of a small film, whose middle second shows no face, and lips in it that follow 3.2 seconds of the sample voice.
/// </summary>
public sealed class SyncedPresenter : IAsyncLifetime, IDisposable
{
    public const double RecordingSeconds = 3.2;

    private readonly TestMedia _media = new();

    internal RecordedProgress Progress { get; } = new();

    public string Film { get; private set; } = "";

    public string Recording { get; private set; } = "";

    public LipSyncResult Result { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Film = await _media.FromPresenter(
            "3", "drawbox=enable='between(t,1,1.99)':color=gray:t=fill", "film.mp4", "-crf", "15");
        Recording = await _media.FromVoice($"{RecordingSeconds}", "voice.wav");
        Result = await LipSynchronizer.SyncAsync(
            new LipSyncRequest(Film, Recording, Title: "A title"), NewFolder(), Progress, CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _media.Dispose();

    /// <summary>A film without a face.</summary>
    public Task<string> NobodyAsync() => _media.FromSource(
        "testsrc2=size=160x90:rate=12:duration=1", "nobody.mp4", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p");

    /// <summary>Fields of a moving picture, two a frame, that are said to be whole frames.</summary>
    public Task<string> FieldsAsync() => _media.FromPresenter(
        "0.8",
        "fps=50,crop=480:360:x='80+75*sin(2*PI*t*1.2)':y=0,tinterlace=interleave_top,setfield=prog",
        "fields.mp4",
        "-flags",
        "-ildct-ilme",
        "-qp",
        "15");

    public string NewFolder() => Directory.CreateDirectory(_media.NewPath("lips")).FullName;

    public string NewPath(string name) => _media.NewPath(name);
}
