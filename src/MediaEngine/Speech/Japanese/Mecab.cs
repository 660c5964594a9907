using System.Text;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>A word as the morphological analysis sees it.</summary>
/// <param name="Surface">As written.</param>
/// <param name="Class">Its part of speech (品詞), in Japanese.</param>
/// <param name="Subclass">The finer part of speech.</param>
/// <param name="Pronunciation">Katakana, or <c>*</c> if the dictionary does not know the word.</param>
internal sealed record Morpheme(string Surface, string Class, string Subclass, string Pronunciation);

/// <summary>Morphological analysis by MeCab with the Open JTalk dictionary, which knows pronunciations.</summary>
internal static class Mecab
{
    private const string Dictionary = "/var/lib/mecab/dic/open-jtalk/naist-jdic";
    private const string Format = @"%m\t%f[0]\t%f[1]\t%f[8]\n";
    private const string UnknownFormat = @"%m\t%f[0]\t%f[1]\t*\n";
    private const string InputBytes = "65536";

    /// <summary>The settings that the packaged dictionary lacks, because Open JTalk has them built in.</summary>
    private const string Settings = """
        cost-factor = 800
        bos-feature = BOS/EOS,*,*,*,*,*,*,*,*
        eval-size = 8
        unk-eval-size = 4
        config-charset = UTF-8

        """;

    /// <summary>Analyses texts, each without a line end.</summary>
    /// <returns>The words of each text.</returns>
    public static async Task<Morpheme[][]> AnalyseAsync(
        IReadOnlyCollection<string> texts, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        if (texts.Count == 0) return [];
        string dictionary = folder.File("dictionary");
        Directory.CreateDirectory(dictionary);
        foreach (string file in Directory.EnumerateFiles(Dictionary))
            File.CreateSymbolicLink(Path.Combine(dictionary, Path.GetFileName(file)), file);
        await File.WriteAllTextAsync(Path.Combine(dictionary, "dicrc"), Settings, cancellationToken);
        string input = folder.File("morphemes.txt");
        await File.WriteAllTextAsync(input, string.Join('\n', texts) + "\n", new UTF8Encoding(false), cancellationToken);

        string printed = await ChildProcess.ReadTextAsync(
            "mecab",
            ["-d", dictionary, "-b", InputBytes, "-F", Format, "-U", UnknownFormat, "-E", @"\n", input],
            cancellationToken);
        return
        [
            .. printed.Split("\n\n")
                .Take(texts.Count)
                .Select(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToArray()),
        ];
    }

    private static Morpheme Parse(string line)
    {
        string[] fields = line.Split('\t');
        return new Morpheme(fields[0], fields[1], fields[2], fields[3]);
    }
}
