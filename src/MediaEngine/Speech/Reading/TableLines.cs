namespace Understudy.MediaEngine.Speech.Reading;

/// <summary>Reads the tables of text that are resources of this assembly.</summary>
internal static class TableLines
{
    /// <summary>The lines of a table, without empty ones and remarks, which begin with a number sign and a space.</summary>
    /// <param name="resource">The file's name.</param>
    public static IEnumerable<string> Of(string resource)
    {
        using Stream stream = typeof(TableLines).Assembly.GetManifestResourceStream(resource)!;
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)) yield return line;
        }
    }
}
