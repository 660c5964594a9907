using Understudy.MediaEngine.Music.Sound;
using Understudy.MediaEngine.Recognition;

namespace Understudy.MediaEngine.Processes;

/// <summary>The programs that the engine calls.</summary>
public static class MediaTools
{
    private static readonly string[] _names =
        [FFmpeg.Tool, FFmpeg.ProbeTool, "flite", "espeak-ng", "festival", "mecab", FluidSynth.Tool, PocketSphinx.Tool];

    /// <summary>Those that are not installed.</summary>
    public static IReadOnlyList<string> Missing()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return [.. _names.Where(name => !folders.Any(folder => File.Exists(Path.Combine(folder, name))))];
    }
}
