using System.Collections.Concurrent;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Tests.Media;

/// <summary>Makes recordings with ffmpeg in a folder that is removed afterwards. The same one is made once: tests that change a file
/// copy it, or are the only ones to have it.</summary>
public sealed class TestMedia : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("understudy-test-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _made = [];
    private int _count;

    public static string Presenter { get; } = Path.Combine(FindSamples(), "presenter.mp4");

    public static string Voice { get; } = Path.Combine(FindSamples(), "voice.wav");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A path in the folder that nothing uses yet.</summary>
    public string NewPath(string name) =>
        Path.Combine(_folder, $"{Interlocked.Increment(ref _count)}-{name}");

    /// <summary>Makes a file from a synthetic source of ffmpeg's lavfi device.</summary>
    public Task<string> FromSource(string source, string name, params string[] options) =>
        Encode(["-f", "lavfi", "-i", source], name, options);

    /// <summary>Makes a file from the sample presenter, 640 pixels wide.</summary>
    public Task<string> FromPresenter(string seconds, string filters, string name, params string[] options) =>
        Encode(
            ["-t", seconds, "-i", Presenter],
            name,
            ["-vf", "scale=640:360," + filters, "-preset", "ultrafast", .. options]);

    public Task<string> FromVoice(string seconds, string name, params string[] options) =>
        Encode(["-t", seconds, "-i", Voice], name, options);

    /// <summary>The beginning of the sample voice in many forms, by a single run of the tool; each has its name and options.</summary>
    public async Task<IReadOnlyList<string>> ManyFromVoice(string seconds, IEnumerable<(string Name, string[] Options)> forms)
    {
        (string File, string[] Options)[] outputs = [.. forms.Select(form => (NewPath(form.Name), form.Options))];
        await ChildProcess.RunAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-t", seconds, "-i", Voice,
                .. outputs.SelectMany(output => (string[])["-map", "0:a", .. output.Options, output.File]),
            ],
            CancellationToken.None);
        return [.. outputs.Select(output => output.File)];
    }

    public Task<string> Convert(string file, string name, params string[] options) =>
        Encode(["-i", file], name, options);

    /// <summary>A recording whose frames are 640×480 ("lying") or 480×640 ("upright"), and then the other.</summary>
    public async Task<string> TurnedPhone(string first, string firstSeconds, string second, string secondSeconds)
    {
        List<string> names = new();
        foreach ((string shape, string seconds) in new[] { (first, firstSeconds), (second, secondSeconds) })
        {
            string crop = shape == "lying" ? "crop=480:360:50:0,scale=640:480" : "crop=270:360:140:0,scale=480:640";
            string file = await FromPresenter(
                seconds, $"{crop},setsar=1", $"{shape}.webm", "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8");
            names.Add(Path.GetFileName(file));
        }

        string list = Text($"ffconcat version 1.0\nfile {names[0]}\nfile {names[1]}\n", "parts.txt");
        return await Convert(list, "turned.webm", "-c", "copy");
    }

    public string Text(string content, string name)
    {
        string file = NewPath(name);
        File.WriteAllText(file, content);
        return file;
    }

    /// <summary>A file with something else before it.</summary>
    public string Preceded(byte[] beginning, string file)
    {
        string preceded = NewPath("preceded" + Path.GetExtension(file));
        File.WriteAllBytes(preceded, [.. beginning, .. File.ReadAllBytes(file)]);
        return preceded;
    }

    /// <summary>The first part of a file, as if the upload had been cut.</summary>
    public string Truncated(string file, double share)
    {
        string truncated = NewPath("truncated" + Path.GetExtension(file));
        byte[] bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(truncated, bytes[..(int)(bytes.Length * share)]);
        return truncated;
    }

    private static string FindSamples()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Understudy.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        return Path.Combine(folder.FullName, "samples");
    }

    private Task<string> Encode(string[] input, string name, string[] options) => _made.GetOrAdd(
        string.Join('\n', [.. input, name, .. options]),
        _ => new Lazy<Task<string>>(async () =>
        {
            string file = NewPath(name);
            await ChildProcess.RunAsync(
                FFmpeg.Tool, [.. FFmpeg.GlobalOptions, .. input, .. options, file], CancellationToken.None);
            return file;
        })).Value;
}
