using System.Globalization;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Music;

/// <summary>The files that a piece of music is wanted in.</summary>
[Flags]
public enum MusicFormats
{
    /// <summary>None; no request may ask for that.</summary>
    None = 0,

    /// <summary>PCM of 16 bits.</summary>
    Wav = 1,

    /// <summary>AAC at 192 kbit/s.</summary>
    M4a = 2,

    /// <summary>MP3 at 192 kbit/s.</summary>
    Mp3 = 4,
}

/// <summary>What music to make. The same request makes the same bytes.</summary>
/// <param name="Prompt">What it shall be like, in English, Japanese or Chinese; may be empty.</param>
/// <param name="Genre">How it is written; null to follow the prompt.</param>
/// <param name="Seconds">Its exact length.</param>
/// <param name="Seed">Any number; another one makes another piece.</param>
/// <param name="Formats">The files that are wanted.</param>
public sealed record MusicRequest(
    string Prompt, MusicGenre? Genre, double Seconds, long Seed, MusicFormats Formats = MusicFormats.M4a)
{
    /// <summary>The id of what it is made by, which its files carry; null for none.</summary>
    public string? Recipe { get; init; }

    /// <summary>The shortest piece, in seconds.</summary>
    public const double MinimumSeconds = 5;

    /// <summary>The longest piece, in seconds.</summary>
    public const double MaximumSeconds = 300;

    /// <summary>The longest prompt, in characters.</summary>
    public const int MaximumPrompt = 5000;

    /// <exception cref="MediaRejectedException">Something in it is not possible.</exception>
    internal void Require()
    {
        ArgumentNullException.ThrowIfNull(Prompt);
        if (Prompt.Length > MaximumPrompt)
            throw Rejected($"The prompt has {Prompt.Length} characters; at most {MaximumPrompt} are possible.");
        if (!(Seconds >= MinimumSeconds && Seconds <= MaximumSeconds))
        {
            throw Rejected(string.Create(
                CultureInfo.InvariantCulture,
                $"Music of {Seconds:0.###} seconds was asked for; from {MinimumSeconds} to {MaximumSeconds} are possible."));
        }
        if (Genre is { } genre && !Enum.IsDefined(genre)) throw Rejected("There is no such genre of music.");
        if (Formats == MusicFormats.None || (Formats & ~(MusicFormats.Wav | MusicFormats.M4a | MusicFormats.Mp3)) != MusicFormats.None)
            throw Rejected("Music can be made as WAV, M4A and MP3.");
    }

    private static MediaRejectedException Rejected(string message) => new(MediaRejection.ImpossibleMusic, message);
}

/// <summary>A finished piece of music.</summary>
/// <param name="Wav">Null when it was not asked for, like the next two.</param>
/// <param name="M4a">AAC in MP4.</param>
/// <param name="Mp3">MP3.</param>
/// <param name="Midi">The notes, as a standard MIDI file.</param>
/// <param name="Recipe">What was understood and made, as JSON; see <see cref="MusicRecipe"/>.</param>
/// <param name="Duration">Seconds, as asked for.</param>
public sealed record MusicResult(string? Wav, string? M4a, string? Mp3, string Midi, string Recipe, double Duration);
