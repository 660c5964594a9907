using Understudy.Domain.Common;

namespace Understudy.Domain.Media;

/// <summary>What is shown between two moments.</summary>
/// <param name="Start">From when, in seconds.</param>
/// <param name="End">Until when.</param>
/// <param name="Text">On one line.</param>
public sealed record Caption(double Start, double End, string Text);

/// <summary>A format of captions.</summary>
public enum CaptionFormat
{
    /// <summary>SubRip.</summary>
    Srt,

    /// <summary>WebVTT.</summary>
    Vtt,
}

/// <summary>Reads captions that people edited, and writes them for players and editors.</summary>
public interface ICaptionFiles
{
    /// <summary>Reads a file, SubRip or WebVTT, whichever it is, in whatever encoding editors write.</summary>
    /// <returns>The captions in order of time, at least one; or <see cref="CaptionsRefused"/>.</returns>
    Result<IReadOnlyList<Caption>> Read(byte[] file);

    /// <summary>Writes captions.</summary>
    string Write(IReadOnlyList<Caption> captions, CaptionFormat format);
}

/// <summary>The captions cannot be understood.</summary>
/// <param name="Reason">Why, in a sentence for whoever wrote them.</param>
public sealed record CaptionsRefused(string Reason) : Problem;
