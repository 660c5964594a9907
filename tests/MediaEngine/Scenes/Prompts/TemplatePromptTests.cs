using Understudy.Domain.Products.VideoSystem;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Tests.Scenes.Prompts;

/// <summary>The templates of products say nothing that the engine does not understand.</summary>
public sealed class TemplatePromptTests
{
    public static TheoryData<string> Templates => [.. TemplateCatalogue.All.Select(template => template.Id)];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_choice_is_understood_and_changes_what_is_seen(string id)
    {
        VideoTemplate template = TemplateCatalogue.Find(id)!;
        foreach (TemplateVariable.Choice choice in template.Choices)
        {
            string[] seen = [.. choice.Options.Select(option =>
            {
                PromptReading reading = PromptReader.Read(
                    template.PromptOf(new Dictionary<string, string> { [choice.Name] = option }));
                reading.NotUnderstood.ShouldBeEmpty(option);
                return string.Join(' ', reading.Wanted.Select(mention => mention.Concept.Id));
            })];
            seen.ShouldBeUnique();
        }
    }
}
