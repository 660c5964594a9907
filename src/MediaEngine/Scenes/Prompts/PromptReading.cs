namespace Understudy.MediaEngine.Scenes.Prompts;

/// <summary>What a prompt says, as far as it was understood.</summary>
/// <param name="Language">In which language it was read: <c>en</c>, <c>ja</c> or <c>zh</c>.</param>
/// <param name="Sentences">Its sentences, in their order.</param>
/// <param name="NotUnderstood">The words that mean something and were not understood, as they were written.</param>
internal sealed record PromptReading(
    string Language, IReadOnlyList<SentenceReading> Sentences, IReadOnlyList<string> NotUnderstood)
{
    /// <summary>All that is mentioned and wanted.</summary>
    public IEnumerable<Mention> Wanted =>
        Sentences.SelectMany(sentence => sentence.Mentions).Where(mention => !mention.IsAbsent);
}

/// <summary>What one sentence says.</summary>
/// <param name="Text">The sentence, as it was written.</param>
/// <param name="Mentions">What it mentions, in its order.</param>
internal sealed record SentenceReading(string Text, IReadOnlyList<Mention> Mentions);

/// <summary>That a concept is spoken of, and what is said of it.</summary>
/// <param name="Concept">The concept.</param>
/// <param name="Words">The words for it, as they were written.</param>
internal sealed record Mention(Concept Concept, string Words)
{
    /// <summary>Of how many a prompt speaks that says "many" and no number.</summary>
    public const int Many = 9;

    /// <summary>How many there are, if that is said.</summary>
    public int? Count { get; init; }

    /// <summary>The id of its colour, if one is said.</summary>
    public string? Colour { get; init; }

    /// <summary>The id of its place in the picture, if one is said.</summary>
    public string? Position { get; init; }

    /// <summary>The id of how it moves, if that is said.</summary>
    public string? Motion { get; init; }

    /// <summary>Whether the prompt says that there is none.</summary>
    public bool IsAbsent { get; init; }
}
