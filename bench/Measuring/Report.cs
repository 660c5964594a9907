namespace Understudy.Bench.Measuring;

/// <summary>Writes rows as a table in Markdown, with aligned columns.</summary>
internal static class Report
{
    private static readonly string[] _head = ["what", "measured", "baseline (same run)", "ratio", "bar", "met?"];

    public static string Format(IReadOnlyList<Row> rows)
    {
        string[][] lines =
        [
            _head,
            .. rows.Select(row => (string[])
                [row.What, row.Measured, row.Baseline, row.Ratio, row.Bar, MetText(row.Met)]),
        ];
        int[] widths = [.. _head.Select((_, column) => lines.Max(line => line[column].Length))];
        string rule = "|" + string.Concat(widths.Select(width => new string('-', width + 2) + "|"));
        IEnumerable<string> texts = lines.Select(line =>
            "|" + string.Concat(line.Select((cell, column) => $" {cell.PadRight(widths[column])} |")));
        return string.Join('\n', texts.Take(1).Append(rule).Concat(texts.Skip(1)));
    }

    private static string MetText(bool? met) => met switch
    {
        true => "yes",
        false => "no",
        null => "–",
    };
}
