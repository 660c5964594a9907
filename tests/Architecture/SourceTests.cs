using System.Text.RegularExpressions;

namespace Understudy.Architecture.Tests;

/// <summary>What the build's own rules cannot say about how the source is written.</summary>
public sealed partial class SourceTests
{
    private const int LineLength = 120;

    [Fact]
    public void An_if_with_one_short_statement_stays_on_one_line() =>
        new[] { "bench", "src", "tests" }
            .SelectMany(folder => Directory.GetFiles(
                Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !BuildOutput().IsMatch(file))
            .SelectMany(Broken).ShouldBeEmpty();

    private static IEnumerable<string> Broken(string file)
    {
        string[] lines = File.ReadAllLines(file);
        for (int i = 0; i + 1 < lines.Length; i++)
        {
            if (!If().IsMatch(lines[i]) || lines[i].Count(c => c == '(') != lines[i].Count(c => c == ')')) continue;
            if (!Statement().IsMatch(lines[i + 1])) continue;
            string? next = lines.Skip(i + 2).Select(line => line.TrimStart())
                .FirstOrDefault(line => !line.StartsWith("//", StringComparison.Ordinal));
            if (next?.StartsWith("else", StringComparison.Ordinal) == true) continue;
            if (lines[i].Length + 1 + lines[i + 1].Trim().Length > LineLength) continue;
            yield return $"{Path.GetRelativePath(Repository.Root, file)}:{i + 1}";
        }
    }

    [GeneratedRegex(@"^\s+if \(.*\)$")]
    private static partial Regex If();

    [GeneratedRegex(@"^\s+(?!(if|for|foreach|while|switch|using|lock|var|//)\b)[^{]*\b.*;$")]
    private static partial Regex Statement();

    [GeneratedRegex("/(bin|obj|node_modules)/")]
    private static partial Regex BuildOutput();
}
