using Understudy.Domain.Media;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Previews;

namespace Understudy.MediaEngine.Jobs;

/// <summary>Brings recordings in a format that all parts of the engine read.</summary>
internal static class Sounds
{
    private const int SampleRate = 48_000;

    /// <summary>Brings a recording; Ogg and FLAC, which only some parts read, become WAV on the way.</summary>
    /// <param name="folder">Where the task is done.</param>
    /// <param name="key">Where it is.</param>
    /// <param name="name">What it is called here.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Where it is now.</returns>
    /// <exception cref="MediaRejectedException">It was deleted meanwhile, or cannot be decoded.</exception>
    public static async Task<string> FetchSoundAsync(
        this TaskFolder folder, MediaKey key, string name, CancellationToken cancellationToken)
    {
        string file = await folder.FetchSourceAsync(key, name, cancellationToken);
        byte[] head = new byte[FileFormat.HeadBytes];
        int length;
        await using (FileStream stream = File.OpenRead(file))
            length = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var format = FileFormat.Of(head.AsSpan(0, length));
        if (format != FileFormat.Ogg && format != FileFormat.Flac) return file;
        SoundExtractionRequest request = new(file) { SampleRate = SampleRate };
        return (await SoundExtraction.ExtractAsync(
            request, folder.File($"{name}-decoded"), new Progress<double>(), cancellationToken)).File;
    }
}
