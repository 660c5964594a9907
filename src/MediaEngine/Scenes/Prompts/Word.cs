namespace Understudy.MediaEngine.Scenes.Prompts;

/// <summary>What a word is to its sentence.</summary>
internal enum WordRole
{
    /// <summary>It stands for concepts.</summary>
    Concept,

    /// <summary>It says how many there are of something.</summary>
    Count,

    /// <summary>It says that there is none of something.</summary>
    None,

    /// <summary>It joins, or says how things lie to each other.</summary>
    Link,

    /// <summary>What was said before it does not count for what follows.</summary>
    Break,

    /// <summary>It is worn, so that its colour is its wearer's.</summary>
    Worn,

    /// <summary>It says nothing that a picture shows.</summary>
    Silent,

    /// <summary>It is not known.</summary>
    Unknown,
}

/// <summary>A word, or words that belong together, in a sentence.</summary>
/// <param name="Role">What it is to the sentence.</param>
/// <param name="Written">As it was written.</param>
internal sealed record Word(WordRole Role, string Written)
{
    /// <summary>What it stands for; several for words such as "snowy mountain".</summary>
    public IReadOnlyList<Concept> Concepts { get; init; } = [];

    /// <summary>How many, of a <see cref="WordRole.Count"/>; 0 for none.</summary>
    public int Count { get; init; }

    /// <summary>Whether a <see cref="WordRole.Silent"/> one names something, so that one may say that there is none of it.</summary>
    public bool IsNoun { get; init; }

    /// <summary>The kind of what it stands for, or null for a word of another role.</summary>
    public ConceptKind? Kind => Concepts.Count > 0 ? Concepts[0].Kind : null;

    /// <summary>Whether it stands for something that may have a number, a colour and a place.</summary>
    public bool IsThing => Concepts.Count > 0 && Concepts[0].IsThing;

    /// <summary>Whether it is all over the picture, so that other things are in it rather than beside it.</summary>
    public bool FillsPicture => Kind is ConceptKind.Weather or ConceptKind.Place or ConceptKind.Water;

    /// <summary>Whether it has what joins it to the rest in itself, as "in the rain".</summary>
    public bool HasJoint => Role == WordRole.Concept && Written.Split(' ') is { Length: > 1 } parts
        && Lexicon.English.Find(parts[0].ToLowerInvariant())?.Role == WordRole.Link;

    /// <summary>Whether it may stand between a thing and what is said of the thing.</summary>
    public bool IsPassedOver => Role is WordRole.Silent or WordRole.Unknown or WordRole.Count or WordRole.Worn
        || Kind is ConceptKind.Colour or ConceptKind.Mood;
}
