using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Tests.Scenes.Planning;

/// <summary>Many prompts, held against what they speak of.</summary>
public sealed class PromptSetTests
{
    private static readonly ConceptKind[] _attributes = [ConceptKind.Colour, ConceptKind.Position, ConceptKind.Motion];

    [Fact]
    public async Task Nearly_all_that_two_hundred_prompts_speak_of_is_found_and_nothing_is_invented()
    {
        string[] lines = await File.ReadAllLinesAsync(
            Path.Combine(AppContext.BaseDirectory, "Scenes/Planning/prompts.txt"));
        int expected = 0;
        List<string> missed = [];
        List<string> invented = [];
        string[][] rows = [.. lines.Where(line => line[0] != '#').Select(line => line.Split('\t'))];
        foreach (string[] row in rows)
        {
            string[] told = row[0].Split(' ');
            HashSet<string> found =
            [
                .. PromptReader.Read(row[1]).Wanted.Where(mention => !_attributes.Contains(mention.Concept.Kind))
                    .Select(mention => mention.Concept.Id),
            ];
            expected += told.Length;
            missed.AddRange(told.Where(id => !found.Contains(id)).Select(id => $"{id}: {row[1]}"));
            invented.AddRange(found.Except(told).Select(id => $"{id}: {row[1]}"));
        }

        rows.Length.ShouldBeGreaterThanOrEqualTo(200);
        invented.ShouldBeEmpty();
        (1 - (double)missed.Count / expected).ShouldBeGreaterThanOrEqualTo(0.95, string.Join('\n', missed));
    }
}
