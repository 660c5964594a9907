using Understudy.Domain.Common;
using Understudy.Domain.Jobs;

namespace Understudy.MediaEngine.Speech;

/// <summary>A sound of the speech. Times are seconds from the first sample.</summary>
/// <param name="Name">An ARPAbet phone (<c>aa</c>, <c>m</c>, <c>pau</c> …), or for Japanese one of the vowels
/// <c>a i u e o</c>, the moraic nasal <c>N</c>, or a consonant.</param>
public readonly record struct TimedPhone(string Name, double Start, double End);

/// <summary>What may follow a word: nothing special, the end of a phrase (comma), the end of a sentence.</summary>
public enum WordBreak
{
    None,
    Phrase,
    Sentence,
}

/// <summary>A written word (for Japanese a phrase unit, bunsetsu) with its punctuation as the user wrote it, and when it
/// is spoken, in seconds from the first sample.</summary>
public sealed record TimedWord(string Text, double Start, double End, WordBreak BreakAfter);

/// <summary>The raw voice of a text with everything that captions and lips need to know about it.</summary>
public sealed record SynthesizedSpeech(
    PcmAudio Audio,
    TimedPhone[] Phones,
    TimedWord[] Words,
    Language Language);
