using System.Text;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Speech.English;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Tests.Speech;

public sealed class EnglishWordsTests
{
    [Theory]
    [InlineData("12/3/2024,", "december 3rd 2024")]
    [InlineData("2024-02-21", "february 21st 2024")]
    [InlineData("Dr.", "doctor")]
    [InlineData("(e.g.)", "for example")]
    [InlineData("€1,200", "1,200 euros")]
    [InlineData("$5.50!", "$5.50")]
    [InlineData("50%", "50 percent")]
    [InlineData("bob@example.com", "bob at example dot com")]
    [InlineData("https://example.com/about", "example dot com slash about")]
    [InlineData("café", "cafe")]
    [InlineData("don’t", "don't")]
    [InlineData("10:30", "10:30")]
    [InlineData("-5", "minus 5")]
    [InlineData("10–20", "10 to 20")]
    [InlineData("1/2", "one half")]
    [InlineData("R&D", "R and D")]
    [InlineData("C#", "C sharp")]
    [InlineData("😀", "")]
    [InlineData("שלום", "Hebrew text")]
    [InlineData("--", "")]
    public void A_word_is_read_as_a_person_would(string written, string spoken) =>
        Read("some words " + written).Skip(2).Select(word => word.Spoken).FirstOrDefault("").ShouldBe(spoken);

    [Theory]
    // Signs
    [InlineData("Profit was -$500 today", "Profit was minus $500 today")]
    [InlineData("−$500, $-500, (-500)", "minus $500 minus $500 minus 500")]
    [InlineData("It is −5 °C or +3 or ±2", "It is minus 5 degrees Celsius or plus 3 or plus or minus 2")]
    [InlineData("5 − 3 = 2 and 5 - 3 = 2", "5 minus 3 equals 2 and 5 minus 3 equals 2")]
    [InlineData("-5–-2 °C", "minus 5 to minus 2 degrees Celsius")]
    [InlineData("COVID-19, F-16, mid-1990s, five-year-old", "covid 19 F 16 mid 1990s five year old")]
    // Ranges
    [InlineData("20–30, 20-30, 20〜30, 20 – 30", "20 to 30 20 to 30 20 to 30 20 to 30")]
    [InlineData("9–5, pp. 3–7, 1990–95", "9 to 5 pages 3 to 7 1990 to 95")]
    [InlineData("9am–5pm, 9:00-17:00, Mon–Fri", "9 a m to 5 p m 9 o'clock to 17 o'clock monday to friday")]
    [InlineData("5%-10%, 20-30 kg, £5–10", "5 percent to 10 percent 20 to 30 kilograms 5 to 10 pounds")]
    // Telephone numbers and other figures
    [InlineData("Call 1-800-555-0199 now", "Call 1, 8 0 0, 5 5 5, 0 1 9 9 now")]
    [InlineData("+1 (212) 555-0123", "plus 1, 2 1 2, 5 5 5, 0 1 2 3")]
    [InlineData("(212) 555-0123 or 212.555.0123 or 555-0199", "2 1 2, 5 5 5, 0 1 2 3 or 2 1 2, 5 5 5, 0 1 2 3 or 5 5 5, 0 1 9 9")]
    [InlineData("+81 3-1234-5678, +442079460958", "plus 8 1, 3, 1 2 3 4, 5 6 7 8 plus 4 4 2 0 7 9 4 6 0 9 5 8")]
    [InlineData("020 7946 0958 and 03-1234-5678", "0 2 0, 7 9 4 6, 0 9 5 8 and 0 3, 1 2 3 4, 5 6 7 8")]
    [InlineData("1-800-FLOWERS", "1, 8 0 0, flowers")]
    [InlineData("call 911 or 01 23 45 67 89", "call 9 1 1 or 0 1, 2 3, 4 5, 6 7, 8 9")]
    [InlineData("4111 1111 1111 1111", "4 1 1 1, 1 1 1 1, 1 1 1 1, 1 1 1 1")]
    [InlineData("192.168.0.1", "192 dot 168 dot 0 dot 1")]
    [InlineData("007", "0 0 7")]
    // Money
    [InlineData("It costs ₹500 now", "It costs 500 rupees now")]
    [InlineData("€1,234.56 and 1.234,56 €", "1,234 euros 56 cents and 1,234 euros 56 cents")]
    [InlineData("500 USD, USD 500, JPY 1000, CHF 5.50", "500 US dollars 500 US dollars 1000 Japanese yen 5 Swiss francs 50 rappen")]
    [InlineData("£1 £1.01 $0.50 ¥100 ₿2", "1 pound 1 pound 1 penny 50 cents 100 yen 2 bitcoins")]
    [InlineData("$5K, £3m, $1.2bn, $5 million, 3M EUR", "5 thousand dollars 3 million pounds 1.2 billion dollars 5 million dollars 3 million euros")]
    [InlineData("KWD 1.250, US$20, 20 kr, R$5", "1 Kuwaiti dinar 250 fils 20 US dollars 20 kronor 5 reais")]
    [InlineData("$5/kg", "$5 per kilogram")]
    [InlineData("$1.2M–$1.5M, Rs. 1,00,000, 12 345,67 €", "1.2 million dollars to 1.5 million dollars 100,000 rupees 12,345 euros 67 cents")]
    // Fixed forms
    [InlineData("We work 24/7 here, 50/50, w/o", "We work 24 7 here 50 50 without")]
    // Units
    [InlineData("100 km/h, 20°C, 5kg, 3 GHz, 60mph", "100 kilometers per hour 20 degrees Celsius 5 kilograms 3 gigahertz 60 miles per hour")]
    [InlineData("1 MB, 16GB, 30 m², 5 cm³, 9.8 m/s²", "1 megabyte 16 gigabytes 30 square meters 5 cubic centimeters 9.8 meters per square second")]
    [InlineData("5'10\", 6′2″, a 27\" screen, 6' tall", "5 feet 10 inches 6 feet 2 inches a 27 inches screen 6 feet tall")]
    [InlineData("\"He is 27\"", "He is 27")]
    [InlineData("3‰ of 5 ppm, 100%, 45°, 5 µm", "3 per mille of 5 parts per million 100 percent 45 degrees 5 micrometers")]
    [InlineData("1,5 kg, 10in, 30° 15′ 20″, per µm", "1.5 kilograms 10 inches 30 degrees 15 minutes 20 seconds per micrometer")]
    // Dates and times
    [InlineData("2026-11-27, 27/11/2026, Nov 27th, 27.11.2026", "november 27th 2026 november 27th 2026 november 27th november 27th 2026")]
    [InlineData("27 November 2026, June 3–5, Sept. 2026", "27th of november 2026 june 3rd to 5th september 2026")]
    [InlineData("14:30, 2:05pm, 07:00, 3 p.m. today", "14:30 2 oh 5 p m 7 o'clock 3 p m today")]
    [InlineData("UTC+2, GMT−05:30, 12:00 UTC", "U T C plus 2 G M T minus 5 30 12 o'clock U T C")]
    [InlineData("Fri, Nov 27, 27-Nov-2026, WWII", "friday november 27th 27th of november 2026 World War 2")]
    [InlineData("2026-11-27T10:30:00Z", "november 27th 2026 10:30 U T C")]
    [InlineData("the 1990s, the '90s, in ’99, May 5 people", "the 1990s the 90s in 99 may 5th people")]
    [InlineData("14:00–15:30, 00:00, 2020-01, 11/2026", "14 o'clock to 15:30 midnight january 2020 november 2026")]
    // Fractions and numbers
    [InlineData("1/2, ½, 3⁄4, 2½, 2 1/2, 2/3, 8/10", "one half one half 3 quarters 2 and a half 2 and a half 2 thirds 8 out of 10")]
    [InlineData("1st 22nd 113th 1º", "1st 22nd 113th 1st")]
    [InlineData("3.14 .5 1,000,000 1 000 000 1'000'000", "3.14 0.5 1,000,000 1,000,000 1,000,000")]
    [InlineData("1234567890123", "1 trillion 234 billion 567 million 890 thousand 123")]
    [InlineData("6.02×10²³ and 1e-9 and 10^6", "6.02 times 10 to the 23 and 1 times 10 to the minus 9 and 10 to the 6")]
    [InlineData("v2.0.1 and 10.0.1", "version 2 point 0 point 1 and 10 point 0 point 1")]
    [InlineData("16:9 1:2:3", "16 to 9 1 to 2 to 3")]
    // Roman numerals
    [InlineData("Henry VIII, Louis XIV, King George V, Henry I.", "Henry the 8th Louis the 14th King George the 5th Henry the 1st")]
    [InlineData("World War II, Chapter IV, Part I, XXI century", "World War 2 Chapter 4 Part 1 21st century")]
    [InlineData("Henry and I, George I think, MIX my CV, Rocky IV", "Henry and I George I think mix my C V Rocky 4")]
    [InlineData("Louis XVI's wife, Appendix C, Malcolm X", "Louis the 16th's wife Appendix C Malcolm X")]
    // Signs of mathematics and others
    [InlineData("a = b × c ÷ d ≤ e ≈ f → g", "a equals b times c divided by d is at most e is about f to g")]
    [InlineData("x² + y³ − zⁿ", "x squared plus y cubed minus z to the n")]
    [InlineData("2*3 and 6/2 and ~50 and √2", "2 times 3 and 6 over 2 and about 50 and the square root of 2")]
    [InlineData("a\\b a|b a^b a~b §5 © ® ™ µ", "a backslash b a bar b a to the b a tilde b section 5 copyright registered trademark mu")]
    [InlineData("#5 #Climate_Action @john.doe C++", "number 5 hashtag Climate Action at john doe C plus plus")]
    [InlineData("“Well…” — he said; «no»", "Well he said no")]
    [InlineData("≈10, ≤3, Δx, .NET, file.txt, end.Next", "about 10 at most 3 delta x dot net file dot txt end Next")]
    [InlineData("a != b, c !== d, e === f, g == h", "a does not equal b c does not equal d e equals f g equals h")]
    [InlineData("not !ready && !x || (!y)", "not not ready and not x or not y")]
    [InlineData("a <= b, c >= 5, A -> B, x => y, p <- q", "a is at most b c is at least 5 A to B x to y p from q")]
    [InlineData("=== Title ===", "Title")]
    [InlineData("Wow !Great news, no!(really) !(a)", "Wow Great news no really not a")]
    // Subjects, people and numbers of letters and figures
    [InlineData("#G20 #F1 #B2B #C3PO @R2D2", "hashtag G 20 hashtag F 1 hashtag B 2 B hashtag C 3 P O at R 2 D 2")]
    [InlineData("order #A1B2-C3, #4F2A9, #007bond, #90skids, #1st", "order number A 1 B 2 C 3 number 4 F 2 A 9 number 0 0 7 bond number 90 skids number 1st")]
    [InlineData("@user2024 #Web3 #École42a", "at user 2024 hashtag Web 3 hashtag Ecole 42 a")]
    // What looks like something else
    [InlineData("5th St. and John's St. are near 12 Main St. London, not St. Louis or St. John's.", "5th street and John's street are near 12 Main street London not saint Louis or saint John's")]
    [InlineData("On 5th Dr. we met Dr. Smith", "On 5th drive we met doctor Smith")]
    [InlineData("the 1,000th, 2,345th and 1,000,001st", "the 1000th 2345th and 1000001st")]
    [InlineData("NY 10001-1234, MA 02139-4307", "N Y 1 0 0 0 1, 1 2 3 4 M A 0 2 1 3 9, 4 3 0 7")]
    [InlineData("(11) 98765-4321 or 1300 655 506", "1 1, 9 8 7 6 5, 4 3 2 1 or 1 3 0 0, 6 5 5, 5 0 6")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000", "5 5 0 E 8 4 0 0, E 2 9 B, 4 1 D 4, A 7 1 6, 4 4 6 6 5 5 4 4 0 0 0 0")]
    [InlineData("9fceb02d0ae5, 1a2b-3c4d, 12345678-face-feed", "9 F C E B 0 2 D 0 A E 5 1 A 2 B, 3 C 4 D 12,345,678 face feed")]
    [InlineData("a 1:10,000 map at 1:25, 1:10", "a 1 to 10,000 map at 1:25 1:10")]
    [InlineData("00:1A:2B:3C:4D:5E", "0 0 colon 1 A colon 2 B colon 3 C colon 4 D colon 5 E")]
    [InlineData("2001:db8::1 and ::1", "2 0 0 1 colon D B 8 colon colon 1 and colon colon 1")]
    [InlineData("Matthew 5:3-7, John 10:30-33, open 10:30-11", "Matthew 5, 3 to 7 John 10, 30 to 33 open 10:30 to 11")]
    [InlineData("It costs 5 dollars.It's cheap.In fact, see example.com, EXAMPLE.COM", "It costs 5 dollars It's cheap In fact see example dot com example dot com")]
    [InlineData("$5/mo, $60/year, 20 EUR/month, 3/day, £1.5k/week", "$5 per month $60 per year 20 euros per month 3 per day 1.5 thousand pounds per week")]
    [InlineData("in 2020/21, 2008/09, 1999/2000", "in 2020 to 21 2008 to 09 1999 to 2000")]
    // Words
    [InlineData("NASA, HTTP, the UK's IT, PCs, AI, AT&T", "nasa H T T P the U K's I T P C's A I A T and T")]
    [InlineData("STOP! BUY NOW AND SAVE", "stop buy now and save")]
    [InlineData("naïve Łódź Straße æon smørrebrød Þór", "naive Lodz Strasse aeon smorrebrod Thor")]
    [InlineData("No. 5. I said no in the U.S. today.", "number 5 I said no in the U S today")]
    [InlineData("Main St. is near St. John, Ph.D., U.S.A., J. Doe", "Main street is near saint John P H D U S A J Doe")]
    [InlineData("apples, etc. and so on, Mr Smith vs. Mrs. Jones", "apples et cetera and so on mister Smith versus missus Jones")]
    [InlineData("a angle of α and π", "a angle of alpha and pi")]
    [InlineData("mailto:a.b+c@mail.co.uk www.x.org/a-b?c=1", "a dot b plus c at mail dot co dot uk w w w dot x dot org slash a dash b question mark c equals 1")]
    // Folded and marked text
    [InlineData("We ﬁnally oﬀer ﬁve. 𝗛𝗲𝗹𝗹𝗼 ⒹⒺⒶⓇ ｗｏｒｌｄ", "We finally offer five Hello dear world")]
    [InlineData("# Welcome\n\n---\n\n**Bold** and _emphasis_.\n\n- ==Note== this", "Welcome Bold and emphasis Note this")]
    public void A_text_is_said_as_a_person_would(string written, string spoken)
    {
        ReadingNotes notes = new();

        Said(written, notes).ShouldBe(spoken);

        notes.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Say Привет loudly", "Say Privet loudly", ReadingFault.Spelled, "Привет", "Privet")]
    [InlineData("Say καλημέρα loudly", "Say kalimera loudly", ReadingFault.Spelled, "καλημέρα", "kalimera")]
    [InlineData("Say 你好 世界! loudly", "Say Chinese text loudly", ReadingFault.Replaced, "你好 世界", "Chinese text")]
    [InlineData("Say 東京タワー loudly", "Say Japanese text loudly", ReadingFault.Replaced, "東京タワー", "Japanese text")]
    [InlineData("Say שלום loudly", "Say Hebrew text loudly", ReadingFault.Replaced, "שלום", "Hebrew text")]
    [InlineData("Say हिन्दी loudly", "Say Hindi text loudly", ReadingFault.Replaced, "हिन्दी", "Hindi text")]
    [InlineData("Say 안녕 loudly", "Say Korean text loudly", ReadingFault.Replaced, "안녕", "Korean text")]
    [InlineData("Say it 👍🏽 loudly", "Say it loudly", ReadingFault.NotSpoken, "👍🏽", null)]
    [InlineData("Say ⌬ loudly", "Say loudly", ReadingFault.NotSpoken, "⌬", null)]
    [InlineData("Say ★ loudly", "Say loudly", ReadingFault.NotSpoken, "★", null)]
    public void What_is_not_said_as_written_is_told(string written, string spoken, ReadingFault fault, string piece, string? instead)
    {
        ReadingNotes notes = new();

        Said(written, notes).ShouldBe(spoken);

        notes.Warnings.ShouldHaveSingleItem().ShouldBe(new ReadingWarning(fault, piece, instead));
    }

    [Theory]
    [InlineData("")]
    [InlineData("... !? — 😀")]
    [InlineData("שלום עולם")]
    [InlineData("こんにちは、世界。")]
    [InlineData("OK привет как дела")]
    public void A_text_with_nothing_to_say_has_no_words(string written) => Read(written).ShouldBeEmpty();

    [Fact]
    public void Silent_signs_stay_in_the_text_of_their_neighbours()
    {
        List<EnglishWord> words = Read("— Hello 😀 there, friend …");

        words.Select(word => word.Text).ShouldBe(["— Hello 😀", "there,", "friend …"]);
        words.Select(word => word.BreakAfter).ShouldBe([WordBreak.None, WordBreak.Phrase, WordBreak.Sentence]);
    }

    [Theory]
    [InlineData("Hello.\n!!!\n:-)\n❤️\nBye", "Hello. !!! :-) ❤️|Bye")]
    [InlineData("…\n👍\nHello", "… 👍 Hello")]
    public void Captions_keep_lines_without_words(string written, string shown) =>
        string.Join('|', Read(written).Select(word => word.Text)).ShouldBe(shown);

    [Fact]
    public void Captions_keep_many_marks() =>
        Read("Hello. " + new string('!', 3000)).Sum(word => word.Text.Count(c => c == '!')).ShouldBe(3000);

    [Fact]
    public void Captions_keep_what_was_written()
    {
        List<EnglishWord> words = Read("**𝗧𝗼𝗱𝗮𝘆**, call +1 212 555 0123 for ½ price: ₹500.");

        words.Select(word => word.Text).ShouldBe(["𝗧𝗼𝗱𝗮𝘆,", "call", "+1 212 555 0123", "for", "½", "price:", "₹500."]);
    }

    [Fact]
    public void No_character_reaches_the_synthesizer_but_letters_figures_and_plain_signs()
    {
        foreach (Rune rune in EveryCharacter())
        {
            foreach (EnglishWord word in Read($"a{rune}b {rune}1 1{rune} word"))
                word.Spoken.ShouldMatch("^[A-Za-z0-9.,:$' ]+$", $"U+{rune.Value:X4}");
        }
    }

    [Fact]
    public void Every_character_is_said_or_told_or_only_parts_text()
    {
        foreach (Rune rune in EveryCharacter().Where(rune => !IsSilent(rune)))
        {
            ReadingNotes notes = new();

            string said = Said($"Good words {rune} here", notes);

            bool heard = said != "Good words here" || notes.Warnings.Count > 0;
            heard.ShouldBeTrue($"U+{rune.Value:X4} {rune}");
        }
    }

    [Fact]
    public void Every_figure_of_a_mixed_name_is_said()
    {
        Random random = new(3);
        for (int round = 0; round < 2000; round++)
        {
            string name = string.Concat(Enumerable.Range(0, random.Next(2, 8)).Select(_ => "ABCXYZabcéß_123456789"[random.Next(21)]));
            string token = "#@ (-"[random.Next(5)] + name;

            string said = Said($"Good {token} here", new ReadingNotes());

            int at = 0;
            foreach (char figure in token.Where(char.IsAsciiDigit))
            {
                at = said.IndexOf(figure, at) + 1;
                at.ShouldBePositive($"{token} is said {said}");
            }
        }
    }

    [Theory]
    [InlineData("1-")]
    [InlineData("$")]
    [InlineData("*_")]
    [InlineData("[a](")]
    [InlineData("<a ")]
    [InlineData("a.")]
    [InlineData("1 000 ")]
    [InlineData("a")]
    [InlineData("漢")]
    [InlineData("e\u0301")]
    [InlineData("👨‍👩‍👧")]
    [InlineData("A.B. ")]
    [InlineData("III ")]
    [InlineData("12:30–")]
    [InlineData("x@x.")]
    [InlineData("ab12-")]
    [InlineData("a1:")]
    [InlineData("[a][b]")]
    [InlineData("!\n")]
    [InlineData("<b>")]
    [InlineData("```\n")]
    public void A_text_of_five_thousand_characters_is_read_whatever_it_is(string piece)
    {
        ReadingNotes notes = new();

        List<List<EnglishWord>> read = EnglishWords.Read("Hello " + string.Concat(Enumerable.Repeat(piece, 5000 / piece.Length)), notes);

        (read.Count + notes.Warnings.Count).ShouldBePositive();
    }

    [Fact]
    public void What_was_read_once_is_read_the_same_again()
    {
        const string Text = "Profit of -$500 on 2026-11-27 at 14:30, 20–30 km/h: Henry VIII, 1-800-555-0199, x² ≤ ½.";
        string once = Said(Text, new ReadingNotes());

        Said(once, new ReadingNotes()).ShouldNotContain("-");
        Said(Text, new ReadingNotes()).ShouldBe(once);
    }

    [Fact]
    public void Phones_of_running_speech_find_their_words() =>
        PhoneAlignment.Assign(
            ["dh", "iy", "k", "w", "ih", "b", "r", "aw", "n", "d"],
            [["dh", "ax"], ["k", "w", "ih", "k"], ["b", "r", "aw", "n"]])
            .ShouldBe([0, 0, 1, 1, 1, 2, 2, 2, 2, 2]);

    /// <summary>Every character of the blocks that people paste signs and letters from, and some of each other one.</summary>
    private static IEnumerable<Rune> EveryCharacter() => Enumerable.Range(0x21, 0x1FBFF)
        .Where(code => Rune.IsValid(code) && (code < 0x3400 || code is (>= 0xF900 and <= 0xFFFF) or (>= 0x1D400 and <= 0x1D7FF) or >= 0x1F000 || code % 61 == 0))
        .Select(code => new Rune(code));

    private static bool IsSilent(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.IsPunctuation(rune) || Rune.IsControl(rune)
        || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark
            or System.Globalization.UnicodeCategory.EnclosingMark or System.Globalization.UnicodeCategory.ModifierSymbol
        || rune.Value is (>= 0x25A0 and <= 0x25FF) or '|' or '>' or '+' or '⩶'
        || (UnicodeFolding.Fold(rune) is { } folded && folded.EnumerateRunes().All(IsSilent));

    private static string Said(string written, ReadingNotes notes) => string.Join(
        ' ', EnglishWords.Read(written, notes).SelectMany(sentence => sentence).Select(word => word.Spoken));

    private static List<EnglishWord> Read(string written) =>
        [.. EnglishWords.Read(written, new ReadingNotes()).SelectMany(sentence => sentence)];
}
