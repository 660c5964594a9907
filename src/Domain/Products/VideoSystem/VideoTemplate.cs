using System.Globalization;

namespace Understudy.Domain.Products.VideoSystem;

/// <summary>A clip that is planned but for some variables. VideoSystem, Templates.</summary>
/// <param name="Id">A UUID; never changes.</param>
/// <param name="Name">What people read.</param>
/// <param name="Description">A sentence.</param>
/// <param name="Category">A lower-case word.</param>
/// <param name="Prompt">What is to be seen; <c>{name}</c> stands for the value of a choice.</param>
/// <param name="Style">How it is painted.</param>
/// <param name="Seed">Which of all clips of the prompt, unless a use says otherwise.</param>
/// <param name="Choices">The variables beside its text and its colour.</param>
public sealed record VideoTemplate(
    string Id,
    string Name,
    string Description,
    string Category,
    string Prompt,
    string Style,
    long Seed,
    params IReadOnlyList<TemplateVariable.Choice> Choices)
{
    /// <summary>How long its clips are, in seconds.</summary>
    public const double Seconds = 5;

    /// <summary>The words in the picture.</summary>
    public required string Text { get; init; }

    /// <summary>All its variables.</summary>
    public IReadOnlyList<TemplateVariable> Variables =>
    [
        new TemplateVariable.Text("text", "The words in the picture; empty for none.", Text),
        new TemplateVariable.Color("color", "The colour of the words.", "#FFFAF0"),
        .. Choices,
    ];

    /// <summary>The prompt with these values of its choices; what is not among them has its default.</summary>
    public string PromptOf(IReadOnlyDictionary<string, string> values) => Choices.Aggregate(
        Prompt,
        (prompt, choice) => prompt.Replace(
            $"{{{choice.Name}}}", values.GetValueOrDefault(choice.Name, choice.Default), StringComparison.Ordinal));
}

/// <summary>Something of a template that whoever uses it can set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it changes.</param>
/// <param name="Default">What it is otherwise.</param>
public abstract record TemplateVariable(string Name, string Description, string Default)
{
    /// <summary>A line of text.</summary>
    public sealed record Text(string Name, string Description, string Default) : TemplateVariable(Name, Description, Default)
    {
        /// <summary>How many characters it may have.</summary>
        public const int MaxLength = 80;
    }

    /// <summary>A colour, as <c>#RRGGBB</c>.</summary>
    public sealed record Color(string Name, string Description, string Default) : TemplateVariable(Name, Description, Default)
    {
        /// <summary>Reads a colour: 0xRRGGBB, or null when it is none.</summary>
        public static int? Read(string text) =>
            text.Length == 7 && text[0] == '#' &&
            int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int colour)
                ? colour
                : null;
    }

    /// <summary>One word of several.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Description">What it changes.</param>
    /// <param name="Options">The words; the first is the default.</param>
    public sealed record Choice(string Name, string Description, params IReadOnlyList<string> Options)
        : TemplateVariable(Name, Description, Options[0]);
}
