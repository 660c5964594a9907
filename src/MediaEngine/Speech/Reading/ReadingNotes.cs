using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.MediaEngine.Speech.Reading;

/// <summary>Gathers what of a text is not said as it is written, once each.</summary>
internal sealed class ReadingNotes
{
    /// <summary>So many are told; a text that has more is in the wrong language.</summary>
    private const int Most = 100;

    private readonly HashSet<ReadingWarning> _seen = [];
    private readonly List<ReadingWarning> _warnings = [];

    public IReadOnlyList<ReadingWarning> Warnings => _warnings;

    /// <summary>Something is shown and not said.</summary>
    public void NotSpoken(string text) => Add(new ReadingWarning(ReadingFault.NotSpoken, text, null));

    /// <summary>Something is said letter by letter, or sign by sign.</summary>
    public void Spelled(string text, string spoken) => Add(new ReadingWarning(ReadingFault.Spelled, text, spoken));

    /// <summary>Something is named instead of said.</summary>
    public void Replaced(string text, string spoken) => Add(new ReadingWarning(ReadingFault.Replaced, text, spoken));

    private void Add(ReadingWarning warning)
    {
        // The same emoji may be typed with and without the mark of its style.
        ReadingWarning unstyled = warning with { Text = warning.Text.Replace("\uFE0F", "", StringComparison.Ordinal) };
        if (_warnings.Count < Most && _seen.Add(unstyled)) _warnings.Add(warning);
    }
}
