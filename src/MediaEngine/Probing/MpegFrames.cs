namespace Understudy.MediaEngine.Probing;

/// <summary>Finds the frames of MPEG audio (MP1 to MP3) and of AAC (ADTS), which may begin anywhere in a file.</summary>
internal static class MpegFrames
{
    /// <summary>Chance makes one header, but not as many in a row, each where the last frame ends.</summary>
    private const int RequiredFrames = 4;

    private const int LongestFrame = 8191;

    /// <summary>Bytes that the required frames may take.</summary>
    public const int ChainLength = RequiredFrames * LongestFrame;

    // Kilobits a second by index, for MPEG-1 layers I to III, then for MPEG-2 layers I, and II and III.
    private static readonly int[][] _bitRates =
    [
        [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
        [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
        [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
        [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
        [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    ];

    private static readonly int[] _sampleRates = [44_100, 48_000, 32_000];

    /// <summary>Whether frames follow one another from somewhere within the first bytes.</summary>
    /// <param name="data">The beginning of a file, to its end or at least <paramref name="limit"/> and
    /// <see cref="ChainLength"/> bytes.</param>
    /// <param name="limit">Where the first frame begins at the latest.</param>
    public static bool BeginWithin(ReadOnlySpan<byte> data, int limit)
    {
        for (int start = 0; start <= limit && start < data.Length; start++)
        {
            if (AreFrames(data[start..])) return true;
        }

        return false;
    }

    private static bool AreFrames(ReadOnlySpan<byte> data)
    {
        int kind = -1;
        for (int frame = 0; frame < RequiredFrames; frame++)
        {
            // A short file may end before, within its last frame.
            if (data.Length < 6) return frame > 1;
            int length = FrameLength(data);
            int thisKind = (data[1] & 0xFE) | ((data[2] & 0x0C) << 8);
            if (length <= 0 || (kind >= 0 && thisKind != kind)) return false;
            kind = thisKind;
            data = data[Math.Min(length, data.Length)..];
        }

        return true;
    }

    /// <summary>Bytes of the frame that begins here; 0 when none does.</summary>
    private static int FrameLength(ReadOnlySpan<byte> data)
    {
        if (data[0] != 0xFF || (data[1] & 0xE0) != 0xE0) return 0;

        int layer = 4 - ((data[1] >> 1) & 3);
        if (layer == 4)
        {
            int length = ((data[3] & 3) << 11) | (data[4] << 3) | (data[5] >> 5);
            return (data[1] & 0xF0) == 0xF0 && ((data[2] >> 2) & 15) < 13 && length > 7 ? length : 0;
        }

        int version = (data[1] >> 3) & 3; // 3 is MPEG-1, 2 MPEG-2, 0 MPEG-2.5
        int bitRate = data[2] >> 4;
        int sampleRate = (data[2] >> 2) & 3;
        if (version == 1 || bitRate is 0 or 15 || sampleRate == 3) return 0;

        int bits = _bitRates[version == 3 ? layer - 1 : layer == 1 ? 3 : 4][bitRate - 1] * 1000;
        int samples = _sampleRates[sampleRate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        int padding = (data[2] >> 1) & 1;
        return layer switch
        {
            1 => ((12 * bits / samples) + padding) * 4,
            2 => (144 * bits / samples) + padding,
            _ => ((version == 3 ? 144 : 72) * bits / samples) + padding,
        };
    }
}
