using System.Text;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.VideoSystem;

/// <summary>Reads orders for clips. VideoSystem, Generate Video and Use Template.</summary>
internal static class OrderBodies
{
    private const int LongestPrompt = 5000, LongestTitle = 60;
    private const double Shortest = 1, Longest = 60, Usual = 5;

    /// <summary>One of a prompt.</summary>
    public static OrderVideo Prompt(JsonFields fields, string owner, string? id)
    {
        string project = fields.Uuid("projectId");
        string prompt = fields.Paragraphs("prompt", LongestPrompt);
        JsonFields parameters = fields.Within("parameters");
        ClipStyle? style = parameters.OptionalChoice("style", VideoSystemWords.Styles);
        return new OrderVideo
        {
            OwnerId = owner,
            ProjectId = project,
            Title = TitleOf(prompt),
            Prompt = prompt,
            Style = style is { } painted ? VideoSystemWords.Styles[painted] : null,
            Size = VideoSystemWords.SizeOf(
                parameters.OptionalChoice("resolution", VideoSystemWords.Resolutions) ?? ClipSize.Hd),
            Seconds = parameters.OptionalNumber("duration", Shortest, Longest) ?? Usual,
            Seed = Seed(fields),
            Id = id,
        };
    }

    /// <summary>One of a template.</summary>
    public static OrderVideo Template(JsonFields fields, VideoTemplate template, string owner, string? id)
    {
        string project = fields.Uuid("projectId");
        JsonFields set = fields.Within("customizations");
        string? text = null;
        int? colour = null;
        Dictionary<string, string> chosen = [];
        foreach (TemplateVariable variable in template.Variables)
        {
            switch (variable)
            {
                case TemplateVariable.Text words:
                    // An empty text is one, too: then nothing is written.
                    text = set.OptionalLine(words.Name, TemplateVariable.Text.MaxLength)
                        ?? (set.Has(words.Name) ? null : words.Default);
                    break;
                case TemplateVariable.Color ink:
                    colour = TemplateVariable.Color.Read(set.OptionalLine(ink.Name, 100) ?? ink.Default);
                    if (colour is null) set.Add(ink.Name, FieldFault.Malformed, "Must be a colour such as #FF0000.");
                    break;
                case TemplateVariable.Choice choice:
                    chosen[choice.Name] = Choose(set, choice);
                    break;
            }
        }
        foreach (string unknown in set.Names.Except(template.Variables.Select(variable => variable.Name)))
            set.Add(unknown, FieldFault.Unknown, "The template has no such variable.");
        return new OrderVideo
        {
            OwnerId = owner,
            ProjectId = project,
            Title = template.Name,
            Prompt = template.PromptOf(chosen),
            Style = template.Style,
            Size = VideoSystemWords.SizeOf(ClipSize.Hd),
            Seconds = VideoTemplate.Seconds,
            Seed = Seed(fields) ?? template.Seed,
            Words = text is { } shown && colour is { } rgb ? new ShownWords(shown, rgb) : null,
            TemplateId = template.Id,
            Id = id,
        };
    }

    private static string Choose(JsonFields set, TemplateVariable.Choice choice)
    {
        string word = set.OptionalLine(choice.Name, 100) ?? choice.Default;
        if (choice.Options.Contains(word)) return word;
        set.Add(new FieldError(choice.Name, FieldFault.NotOneOf, $"Must be one of: {string.Join(", ", choice.Options)}.")
        {
            Allowed = choice.Options,
        });
        return choice.Default;
    }

    private static long? Seed(JsonFields fields) => fields.OptionalWhole("seed", 0, int.MaxValue);

    // The first line of the prompt, as far as it goes.
    private static string TitleOf(string prompt)
    {
        string line = prompt.Split(['\n', '\r', '\t'], 2)[0].Trim();
        Rune[] letters = [.. line.EnumerateRunes().Take(LongestTitle + 1)];
        return letters.Length <= LongestTitle ? line : string.Concat(letters.Take(LongestTitle - 1)).TrimEnd() + "…";
    }
}
