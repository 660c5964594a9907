using Understudy.MediaEngine.Tests.Media;

namespace Understudy.MediaEngine.Tests.Training;

/// <summary>The first seconds of the sample voice as recorders, telephones and codecs make them, by two runs of the tool.</summary>
public sealed class VoiceForms : IAsyncLifetime, IDisposable
{
    /// <summary>Channels of which one at least has the voice, or has it softly.</summary>
    public static readonly string[] Channels =
    [
        "pan=stereo|c0=c0|c1=-1*c0",
        "pan=stereo|c1=c0",
        "pan=mono|c0=-1*c0,dcshift=0.2",
        "pan=stereo|c0=c0|c1=c0,adelay=0|15",
        "pan=5.1|c2=c0",
        "pan=7.1|c6=c0",
        "volume=-44dB",
    ];

    /// <summary>Formats, and dialects of their containers.</summary>
    public static readonly Dictionary<string, string[]> Formats = new()
    {
        ["voice.mp3"] = [],
        ["voice.m4a"] = [],
        ["voice.webm"] = [],
        ["rf64.wav"] = ["-rf64", "always"],
        ["wave64.wav"] = ["-f", "w64"],
        ["fragments.m4a"] = ["-f", "mp4", "-movflags", "frag_keyframe+empty_moov"],
        ["book.m4a"] = ["-f", "ipod", "-brand", "M4B "],
        ["quicktime.m4a"] = ["-f", "mov", "-c:a", "pcm_s16be"],
        ["lossless.m4a"] = ["-c:a", "alac"],
    };

    /// <summary>Loud or coarse, and not overdriven.</summary>
    public static readonly Dictionary<string, string[]> Clear = new()
    {
        ["float.wav"] = ["-af", "volume=20dB", "-c:a", "pcm_f32le"],
        ["hot.wav"] = ["-af", "volume=7dB", "-c:a", "pcm_s16le"],
        ["hot.m4a"] = ["-af", "volume=14dB", "-c:a", "aac"],
        ["limited.wav"] = ["-af", "volume=18dB,alimiter=limit=0.99:level=disabled", "-c:a", "pcm_s24le"],
        ["coarse.wav"] = ["-af", "aresample=11025", "-c:a", "pcm_u8"],
        ["telephone.wav"] = ["-af", "aresample=8000", "-c:a", "pcm_mulaw"],
        ["european.wav"] = ["-af", "aresample=8000", "-c:a", "pcm_alaw"],
        ["small.wav"] = ["-af", "aresample=22050", "-c:a", "adpcm_ima_wav"],
        ["fine.wav"] = ["-af", "aresample=192000", "-c:a", "pcm_s32le"],
    };

    /// <summary>By how much recordings were too loud: a little, and by far.</summary>
    public static readonly string[] Overdrives = ["14dB", "30dB"];

    /// <summary>What became of a recording that was overdriven: filters and a codec.</summary>
    public static readonly Dictionary<string, (string Filters, string Codec)> Overdriven = new()
    {
        ["loud.wav"] = ("anull", "pcm_s16le"),
        ["quieter.wav"] = ("volume=-15dB", "pcm_s16le"),
        ["float.wav"] = ("volume=-15dB", "pcm_f32le"),
        ["offset.wav"] = ("volume=-6dB,dcshift=0.3", "pcm_s16le"),
        ["other.wav"] = ("volume=-15dB,aresample=44100", "pcm_s24le"),
        ["loud.mp3"] = ("anull", "libmp3lame"),
        ["loud.m4a"] = ("anull", "aac"),
        ["loud.webm"] = ("volume=-6dB", "libopus"),
        ["telephone.wav"] = ("aresample=8000", "pcm_mulaw"),
    };

    private readonly Dictionary<(string Form, string? Overdrive), string> _files = [];

    public TestMedia Media { get; } = new();

    /// <summary>The file of a form.</summary>
    /// <param name="form">One of <see cref="Channels"/>, or the name of another one.</param>
    /// <param name="overdrive">One of <see cref="Overdrives"/> for <see cref="Overdriven"/>.</param>
    public string File(string form, string? overdrive = null) => _files[(form, overdrive)];

    public async Task InitializeAsync()
    {
        await MakeAsync(
            "5",
            [
                .. Channels.Select(channels => (channels, (string?)null, "channels.wav", (string[])["-af", channels])),
                .. Formats.Concat(Clear).Select(form => (form.Key, (string?)null, form.Key, form.Value)),
            ]);
        await MakeAsync(
            "4",
            [
                // Where samples become whole numbers, what is too loud is cut off.
                .. from overdrive in Overdrives
                   from form in Overdriven
                   let filters = $"volume={overdrive},aformat=sample_fmts=s16,{form.Value.Filters}"
                   select (form.Key, overdrive, form.Key, (string[])["-af", filters, "-c:a", form.Value.Codec]),
            ]);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => Media.Dispose();

    private async Task MakeAsync(string seconds, (string Form, string? Overdrive, string Name, string[] Options)[] forms)
    {
        IReadOnlyList<string> files = await Media.ManyFromVoice(seconds, forms.Select(form => (form.Name, form.Options)));
        foreach (((string form, string? overdrive, _, _), string file) in forms.Zip(files))
            _files.Add((form, overdrive), file);
    }
}
