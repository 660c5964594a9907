using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Music.Prompts;

/// <summary>Knows which instruments of a Japanese or Chinese prompt shall not play: ギターなし, 没有吉他.</summary>
internal static partial class HanMusicDenials
{
    /// <summary>Which of them are denied.</summary>
    /// <param name="text">The prompt.</param>
    /// <param name="found">Where each instrument stands in it, in their order.</param>
    public static bool[] Of(string text, IReadOnlyList<(int Start, int End)> found)
    {
        bool[] isDenied = [.. found.Select(one => Chinese().IsMatch(text[..one.Start]))];
        for (int n = 1; n < found.Count; n++)
            isDenied[n] |= isDenied[n - 1] && text[found[n - 1].End..found[n].Start] is "和" or "或" or "与" or "及" or "、";
        bool isNext = false;
        for (int n = found.Count - 1; n >= 0; n--)
        {
            isNext = Japanese().IsMatch(text[found[n].End..])
                || (isNext && text[found[n].End..found[n + 1].Start] is "も" or "や" or "と" or "、");
            isDenied[n] |= isNext;
        }
        return isDenied;
    }

    [GeneratedRegex("(?:没有|沒有|不要|不用|不含|除了|无|無|没)$")]
    private static partial Regex Chinese();

    [GeneratedRegex("^(?:[のはがも]|を)?(?:なし|無し|ない|無い|抜き|いらない|不要|以外|除|使わな|入れな)")]
    private static partial Regex Japanese();
}
