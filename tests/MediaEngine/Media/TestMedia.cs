using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Tests.Media;

/// <summary>Makes recordings with ffmpeg in a folder that is removed afterwards.</summary>
public sealed class TestMedia : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("understudy-test-").FullName;
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

    public Task<string> Convert(string file, string name, params string[] options) =>
        Encode(["-i", file], name, options);

    public string Text(string content, string name)
    {
        var file = NewPath(name);
        File.WriteAllText(file, content);
        return file;
    }

    /// <summary>A file with something else before it.</summary>
    public string Preceded(byte[] beginning, string file)
    {
        var preceded = NewPath("preceded" + Path.GetExtension(file));
        File.WriteAllBytes(preceded, [.. beginning, .. File.ReadAllBytes(file)]);
        return preceded;
    }

    /// <summary>The first part of a file, as if the upload had been cut.</summary>
    public string Truncated(string file, double share)
    {
        var truncated = NewPath("truncated" + Path.GetExtension(file));
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(truncated, bytes[..(int)(bytes.Length * share)]);
        return truncated;
    }

    private static string FindSamples()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Understudy.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        return Path.Combine(folder.FullName, "samples");
    }

    private async Task<string> Encode(string[] input, string name, string[] options)
    {
        var file = NewPath(name);
        await ChildProcess.RunAsync(
            FFmpeg.Tool, [.. FFmpeg.GlobalOptions, .. input, .. options, file], CancellationToken.None);
        return file;
    }
}
