using System.Text;

namespace Understudy.MediaEngine.Speech.Languages;

/// <summary>Numbers in Chinese characters.</summary>
internal static class HanNumbers
{
    private const string Digits = "零一二三四五六七八九";
    private const string Places = "个十百千";

    private static readonly string[] _groups = ["", "万", "亿", "万亿"];

    /// <summary>Figures one by one, as years and telephone numbers are said.</summary>
    public static string SayDigits(string figures) =>
        string.Concat(figures.Where(char.IsAsciiDigit).Select(figure => Digits[figure - '0']));

    /// <summary>A whole number of figures; one that begins with 0, or is very long, figure by figure.</summary>
    public static string Say(string figures)
    {
        if ((figures.Length > 1 && figures[0] == '0') || figures.Length > _groups.Length * 4) return SayDigits(figures);
        if (figures.All(figure => figure == '0')) return "零";
        StringBuilder said = new();
        bool zero = false;
        for (int i = 0; i < figures.Length; i++)
        {
            int place = figures.Length - 1 - i;
            int digit = figures[i] - '0';
            if (digit == 0)
            {
                zero = said.Length > 0;
            }
            else
            {
                if (zero) said.Append('零');
                zero = false;
                // Ten to nineteen lose their one.
                if (!(digit == 1 && place % 4 == 1 && said.Length == 0)) said.Append(Digits[digit]);
                if (place % 4 > 0) said.Append(Places[place % 4]);
            }

            bool endsGroup = place % 4 == 0 && place > 0;
            if (endsGroup && figures[Math.Max(0, i - 3)..(i + 1)].Any(figure => figure != '0')) said.Append(_groups[place / 4]);
        }

        return said.ToString();
    }
}
