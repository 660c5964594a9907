using System.Buffers.Binary;
using Understudy.MediaEngine.Probing;

namespace Understudy.MediaEngine.Composing;

/// <summary>Looks into the files of a film that are no recordings, before a tool does.</summary>
internal static class FilmFiles
{
    private static readonly byte[] _png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The size of a PNG, as it says itself.</summary>
    public static async Task<(int Width, int Height)> SizeOfTitleAsync(string file, CancellationToken cancellationToken)
    {
        byte[] head = new byte[24];
        await using FileStream stream = File.OpenRead(file);
        int read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        if (read < head.Length || !head.AsSpan().StartsWith(_png)) throw CompositionRequest.Rejected("The title is no PNG image.");
        int width = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(16));
        int height = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(20));
        return width is > 0 and <= MediaLimits.MaximumSide && height is > 0 and <= MediaLimits.MaximumSide
            ? (width, height)
            : throw CompositionRequest.Rejected($"The title is larger than {MediaLimits.MaximumSide} pixels a side.");
    }
}
