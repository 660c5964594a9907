using System.Text;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.TalkingHead;

/// <summary>The metadata that says a video is AI-made.</summary>
public static class AiDisclosure
{
    /// <summary>What a person reads in a file's properties.</summary>
    public const string Description = "AI-generated video: the person did not say this. Made with Understudy.";

    /// <summary>The term of the IPTC digital source type vocabulary for media made by a trained model together with
    /// captured elements.</summary>
    public const string DigitalSourceType =
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";

    /// <summary>What a person reads of a video that was painted.</summary>
    public const string PaintedDescription = "AI-generated video: nothing in it was filmed. Made with Understudy.";

    /// <summary>The term for media that an algorithm made alone, without anything that was captured.</summary>
    public const string PaintedSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia";

    /// <summary>What a person reads of a video of still pictures that were set in motion.</summary>
    public const string AnimatedDescription =
        "AI-generated video: still pictures were set in motion, nothing in it was filmed so. Made with Understudy.";

    /// <summary>The term for what was captured, put together with what was not.</summary>
    public const string CompositeSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic";

    /// <summary>The disclosure as an ffmetadata file, with the user's title as nothing but a value.</summary>
    internal static string Metadata(string? title) => Metadata(title, Description, DigitalSourceType);

    /// <summary>The disclosure of something else than a talking video.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="description">What a person reads.</param>
    /// <param name="digitalSourceType">The term of the IPTC vocabulary.</param>
    internal static string Metadata(string? title, string description, string digitalSourceType)
    {
        StringBuilder file = new(";FFMETADATA1\n");
        string clean = SpeechText.Clean(title ?? "").Replace('\n', ' ');
        if (clean.Length > 0) Add(file, "title", clean);
        Add(file, "description", description);
        Add(file, "comment", $"AI-generated. DigitalSourceType: {digitalSourceType}");
        return file.ToString();
    }

    private static void Add(StringBuilder file, string key, string value)
    {
        file.Append(key).Append('=');
        foreach (char c in value)
        {
            if (c is '=' or ';' or '#' or '\\') file.Append('\\');
            file.Append(c);
        }

        file.Append('\n');
    }
}
