using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Composing;

/// <summary>The inputs of an ffmpeg command, by the numbers under which its graph knows them.</summary>
internal sealed class FilmInputs
{
    private readonly List<string> _arguments = [];
    private int _count;

    public IReadOnlyList<string> Arguments => _arguments;

    /// <summary>A recording that may be an upload.</summary>
    public int AddRecording(string file, params string[] options) => Add([.. options, .. FFmpeg.UntrustedInput(file)]);

    /// <summary>Another file, read as nothing but what it is said to be.</summary>
    public int AddFile(string file, string format, params string[] options) =>
        Add([.. options, "-protocol_whitelist", "file", "-f", format, "-i", Path.GetFullPath(file)]);

    private int Add(string[] arguments)
    {
        _arguments.AddRange(arguments);
        return _count++;
    }
}
