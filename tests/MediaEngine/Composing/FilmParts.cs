using Understudy.MediaEngine.Composing;
using Understudy.MediaEngine.Tests.Media;

namespace Understudy.MediaEngine.Tests.Composing;

/// <summary>What films are put together from, and one film in each container.</summary>
public sealed class FilmParts : IAsyncLifetime, IDisposable
{
    /// <summary>Seconds of the picture, and when the narration begins and ends.</summary>
    public const double Duration = 6;
    public const double SpeechStart = 1.5;
    public const double SpeechEnd = 3.9;

    private readonly TestMedia _media = new();

    /// <summary>Colours that move, H.264, without sound.</summary>
    public string Picture { get; private set; } = "";

    /// <summary>The first second of it.</summary>
    public string Second { get; private set; } = "";

    /// <summary>Two and a half seconds of speech, without anything above 4 kHz.</summary>
    public string Narration { get; private set; } = "";

    /// <summary>A tone of 9 kHz, longer than the picture.</summary>
    public string Tone { get; private set; } = "";

    /// <summary>A red bar in the middle of the picture, and nothing else.</summary>
    public string Title { get; private set; } = "";

    public string Captions { get; private set; } = "";

    public Dictionary<FilmContainer, CompositionResult> Films { get; } = [];

    public List<double> Progress { get; } = [];

    public async Task InitializeAsync()
    {
        Picture = await _media.FromSource(
            "testsrc2=size=320x180:rate=25:duration=6", "picture.mp4", "-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p",
            "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-c:v", "libx264", "-preset", "ultrafast");
        Second = await _media.Convert(Picture, "second.mp4", "-c", "copy", "-t", "1");
        Narration = await _media.FromVoice("2.4", "narration.wav", "-af", "lowpass=f=3500,lowpass=f=3500", "-ar", "24000");
        Tone = await _media.FromSource("sine=frequency=9000:sample_rate=48000:duration=9", "tone.wav", "-ac", "2");
        Title = await _media.FromSource(
            "color=size=320x180,format=rgba,geq=r=255:g=0:b=0:a='255*between(X,60,260)*between(Y,70,110)'", "title.png", "-frames:v", "1");
        Captions = _media.Text("1\n00:00:01,500 --> 00:00:03,000\nGood <morning>\n\n2\n00:00:03,100 --> 00:00:03,900\nおはよう\n", "captions.srt");
        foreach (FilmContainer container in Enum.GetValues<FilmContainer>())
            Films[container] = await ComposeAsync(Whole(container), new Recorder(Progress));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _media.Dispose();

    /// <summary>Everything at once.</summary>
    public CompositionRequest Whole(FilmContainer container) => new(Picture, container, FilmQuality.Medium)
    {
        Narration = new FilmNarration(Narration, SpeechStart),
        Music = Tone,
        Title = new FilmTitle(Title, 2),
        Captions = new FilmCaptions(Captions, "eng"),
        EndFade = 0.8,
        Name = "A film; of=tests",
    };

    public Task<CompositionResult> ComposeAsync(CompositionRequest request, IProgress<double>? progress = null) =>
        FilmComposer.ComposeAsync(request, NewFolder(), progress, CancellationToken.None);

    public string NewFolder() => Directory.CreateDirectory(_media.NewPath("film")).FullName;

    /// <summary>Writes a text file.</summary>
    public string Text(string content, string name) => _media.Text(content, name);

    public Task<string> Convert(string file, string name, params string[] options) => _media.Convert(file, name, options);

    private sealed class Recorder(List<double> heard) : IProgress<double>
    {
        public void Report(double value) => heard.Add(value);
    }
}
