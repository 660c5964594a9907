namespace Understudy.MediaEngine.Speech.English;

/// <summary>Finds which phones of a sentence belong to which word, given each word's phones spoken alone.</summary>
internal static class PhoneAlignment
{
    private const int Skip = 2;
    private const int Substitute = 3;
    private const int SubstituteVowel = 1;

    /// <summary>Aligns by least edit distance; vowels may stand for each other cheaply because they are reduced in
    /// running speech.</summary>
    /// <returns>For each phone of the sentence the index of its word.</returns>
    public static int[] Assign(IReadOnlyList<string> sentence, IReadOnlyList<IReadOnlyList<string>> words)
    {
        List<string> expected = [];
        List<int> owner = [];
        for (int word = 0; word < words.Count; word++)
        {
            expected.AddRange(words[word]);
            owner.AddRange(Enumerable.Repeat(word, words[word].Count));
        }

        int[,] cost = Costs(sentence, expected);
        int[] assigned = new int[sentence.Count];
        int i = sentence.Count;
        int j = expected.Count;
        while (i > 0)
        {
            if (j > 0 && cost[i, j] == cost[i - 1, j - 1] + Difference(sentence[i - 1], expected[j - 1]))
                assigned[--i] = owner[--j];
            else if (cost[i, j] == cost[i - 1, j] + Skip)
                assigned[--i] = owner.Count == 0 ? 0 : owner[Math.Max(0, j - 1)];
            else
                j--;
        }

        return assigned;
    }

    private static int[,] Costs(IReadOnlyList<string> sentence, List<string> expected)
    {
        int[,] cost = new int[sentence.Count + 1, expected.Count + 1];
        for (int i = 0; i <= sentence.Count; i++)
        {
            for (int j = 0; j <= expected.Count; j++)
            {
                if (i == 0 || j == 0)
                    cost[i, j] = (i + j) * Skip;
                else
                    cost[i, j] = Math.Min(
                        cost[i - 1, j - 1] + Difference(sentence[i - 1], expected[j - 1]),
                        Math.Min(cost[i - 1, j], cost[i, j - 1]) + Skip);
            }
        }

        return cost;
    }

    private static int Difference(string a, string b) =>
        a == b ? 0 : IsVowel(a) && IsVowel(b) ? SubstituteVowel : Substitute;

    private static bool IsVowel(string phone) => phone[0] is 'a' or 'e' or 'i' or 'o' or 'u';
}
