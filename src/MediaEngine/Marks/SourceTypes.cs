namespace Understudy.MediaEngine.Marks;

/// <summary>
/// The terms of the IPTC vocabulary of digital source types that say that something in a file is synthetic. Marks are made of
/// them alone, ours and those that are read.
/// </summary>
public static class SourceTypes
{
    /// <summary>Made by a trained model: voices, which are built of recordings.</summary>
    public const string Trained = Vocabulary + "trainedAlgorithmicMedia";

    /// <summary>Made by a trained model together with something that was captured.</summary>
    public const string CompositeWithTrained = Vocabulary + "compositeWithTrainedAlgorithmicMedia";

    /// <summary>Made by an algorithm alone, without training data and without anything that was captured.</summary>
    public const string Algorithmic = Vocabulary + "algorithmicMedia";

    /// <summary>A composite with something synthetic in it.</summary>
    public const string CompositeSynthetic = Vocabulary + "compositeSynthetic";

    private const string Vocabulary = "http://cv.iptc.org/newscodes/digitalsourcetype/";

    // One is the end of another, but none is its beginning.
    private static readonly string[] _all = [Trained, CompositeWithTrained, Algorithmic, CompositeSynthetic];

    /// <summary>The term that a text names, or null.</summary>
    internal static string? In(string text) => Array.Find(_all, term => text.Contains(term, StringComparison.Ordinal));
}
