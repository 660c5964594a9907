using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Speech.Languages;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Tests.Speech.Languages;

public sealed class LanguageReadingTests
{
    [Theory]
    [InlineData("Cuesta €5.", "Cuesta 5 euros")]
    [InlineData("Cuesta 5,50 €, no $1.", "Cuesta 5 euros con 50 céntimos no un dólar")]
    [InlineData("Un 3.5 % y un 12%", "Un 3,5 por ciento y un 12 por ciento")]
    [InlineData("1.234,5 km", "1234,5 kilómetros")]
    [InlineData("1,234.5 y 1.234.567", "1234,5 y 1234567")]
    [InlineData("El 2026-11-28 a las 14:30 h", "El 28 de noviembre de 2026 a las 14 30")]
    [InlineData("28/11/2026", "28 de noviembre de 2026")]
    [InlineData("A 120 km/h y -5 °C", "A 120 kilómetros por hora y menos 5 grados")]
    [InlineData("km/h", "kilómetros por hora")]
    [InlineData("1 kg, p. ej., etc.", "un kilogramo por ejemplo etcétera")]
    [InlineData("El Sr. Ruiz y la Sra. Gil de EE. UU.", "El señor Ruiz y la señora Gil de Estados Unidos")]
    [InlineData("La 3.ª vez, el 1.º", "La tercera vez el primero")]
    [InlineData("5 millones de € y 2 mil", "5 millones de euros y 2 mil")]
    [InlineData("€2 millones", "2 millones de euros")]
    [InlineData("De 5–10 m²", "De 5 a 10 metros cuadrados")]
    [InlineData("¿Qué es R&D? ¡1/2!", "Qué es R y D un medio")]
    [InlineData("La web example.com", "La web example punto com")]
    [InlineData("0612345678", "0 6 1 2 3 4 5 6 7 8")]
    [InlineData("**Hola** 👍 `mundo`", "Hola mundo")]
    public void Spanish_is_read(string text, string spoken) => Read(SpokenLanguage.Spanish, text).ShouldBe(spoken);

    [Theory]
    [InlineData("€5 ou 5,50 €", "5 euros ou 5 euros 50")]
    [InlineData("1 234,5 km à 3.5 %", "1234,5 kilomètres à 3,5 pour cent")]
    [InlineData("Le 2026-11-01 à 14h30", "Le premier novembre 2026 à 14 heures 30")]
    [InlineData("Le 28/11/2026 à 9 h 05, 9h", "Le 28 novembre 2026 à 9 heures 5 9 heures")]
    [InlineData("M. Dupont et Mme Roux, n° 5", "monsieur Dupont et madame Roux numéro 5")]
    [InlineData("80 km/h, -5 °C, 1 l", "80 kilomètres heure moins 5 degrés un litre")]
    [InlineData("Le XIXe siècle, le 1er, la 2e", "Le dix-neuvième siècle le premier la deuxième")]
    [InlineData("2,5 milliards €", "2,5 milliards de euros")]
    [InlineData("L’été & l'hiver", "L'été et l'hiver")]
    public void French_is_read(string text, string spoken) => Read(SpokenLanguage.French, text).ShouldBe(spoken);

    [Theory]
    [InlineData("€5, 5,50 €, 1 €", "5 Euro 5 Euro 50 ein Euro")]
    [InlineData("Am 28.11.2026 um 14:30 Uhr", "Am achtundzwanzigsten November 2026 um 14 Uhr 30")]
    [InlineData("Der 3. Oktober, seit dem 3.10.", "Der dritte Oktober seit dem dritten Oktober")]
    [InlineData("2026-11-28", "achtundzwanzigster November 2026")]
    [InlineData("1.234,5 km, 3.5 %, 1,234.5", "1234,5 Kilometer 3,5 Prozent 1234,5")]
    [InlineData("z. B. 100 km/h, d. h. ca. 5 m²", "zum Beispiel 100 Kilometer pro Stunde das heißt circa 5 Quadratmeter")]
    [InlineData("2,5 Mio. € und 3 Mrd.", "2,5 Millionen Euro und 3 Milliarden")]
    [InlineData("Dr. Müller, EU, §5 usw.", "Doktor Müller E U Paragraf 5 und so weiter")]
    [InlineData("−5 °C bis 5–10 kg", "minus 5 Grad bis 5 bis 10 Kilogramm")]
    public void German_is_read(string text, string spoken) => Read(SpokenLanguage.German, text).ShouldBe(spoken);

    [Theory]
    [InlineData("3.5%增长", "百分之三点五 增 长")]
    [InlineData("2026年11月28日", "二零二六年 十一 月 二十八 日")]
    [InlineData("2026-11-28 14:05", "二零二六年十一月二十八日 十四点零五分")]
    [InlineData("价格€5，或5.5元", "价 格 五欧元 或 五点五 元")]
    [InlineData("10,005公里，80 km/h", "一万零五 公 里 八十公里每小时")]
    [InlineData("1,234.5和1.234,5", "一千二百三十四点五 和 一千二百三十四点五")]
    [InlineData("-5 °C到5～10度", "负 五摄氏度 到 五到 十 度")]
    [InlineData("120000000人", "一亿二千万 人")]
    [InlineData("110、20、100000", "一百一十 二十 十万")]
    [InlineData("1/2的iPhone手机", "二分之一 的 iPhone 手 机")]
    public void Chinese_is_read(string text, string spoken) => Read(SpokenLanguage.Chinese, text).ShouldBe(spoken);

    [Theory]
    [InlineData("₹500 और 5,50 €", "500 रुपये और 5 यूरो 50 सेंट")]
    [InlineData("3,5% और 1,00,000", "3.5 प्रतिशत और 100000")]
    [InlineData("28/11/2026 को 14:30", "28 नवंबर 2026 को 14 बजकर 30 मिनट")]
    [InlineData("2026-11-28, १२३ किमी।", "28 नवंबर 2026 123 किलोमीटर")]
    [InlineData("डॉ. शर्मा, 80 km/h, -5 °C", "डॉक्टर शर्मा 80 किलोमीटर प्रति घंटा ऋण 5 डिग्री सेल्सियस")]
    [InlineData("1.234,5 और ₹1.5 करोड़", "1234.5 और 1.5 करोड़ रुपये")]
    public void Hindi_is_read(string text, string spoken) => Read(SpokenLanguage.Hindi, text).ShouldBe(spoken);

    [Theory]
    [InlineData(SpokenLanguage.Spanish, "Hola 世界 и мир", "es cmn-latn-pinyin cmn-latn-pinyin ru ru")]
    [InlineData(SpokenLanguage.Chinese, "我用iPhone和Москва", "cmn-latn-pinyin cmn-latn-pinyin en-us cmn-latn-pinyin ru")]
    [InlineData(SpokenLanguage.German, "Sushi すし שלום مرحبا 안녕", "de ja he ar ko")]
    public void Other_scripts_are_said_by_their_own_voices(SpokenLanguage language, string text, string voices) =>
        string.Join(' ', LanguageReading.Read(text, language, new ReadingNotes()).Select(word => word.Voice)).ShouldBe(voices);

    [Theory]
    [InlineData(SpokenLanguage.Spanish, "¿Cómo estás, Ana? ¡Bien!")]
    [InlineData(SpokenLanguage.French, "« Bonjour », dit-il : l’été arrive.")]
    [InlineData(SpokenLanguage.Chinese, "你好，世界！“今天”天气 3.5°C 很好。")]
    [InlineData(SpokenLanguage.Hindi, "नमस्ते दुनिया। आप कैसे हैं?")]
    public void Captions_show_what_was_written(SpokenLanguage language, string text)
    {
        List<SpokenWord> words = LanguageReading.Read(text, language, new ReadingNotes());

        string.Concat(words.Select(word => word.Text)).Replace(" ", "").ShouldBe(text.Replace(" ", ""));
        words[^1].BreakAfter.ShouldBe(WordBreak.Sentence);
        words.Count(word => word.BreakAfter != WordBreak.None).ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_full_stop_of_a_short_form_ends_no_sentence()
    {
        List<SpokenWord> words = LanguageReading.Read(
            "Z. B. am 3. Mai, usw. Das war es.", SpokenLanguage.German, new ReadingNotes());

        words.Count(word => word.BreakAfter == WordBreak.Sentence).ShouldBe(1);
    }

    [Theory]
    [InlineData(SpokenLanguage.Spanish, "... 😀 —")]
    [InlineData(SpokenLanguage.Chinese, "。。！")]
    public void Signs_alone_are_nothing_to_say(SpokenLanguage language, string text) =>
        LanguageReading.Read(text, language, new ReadingNotes()).ShouldBeEmpty();

    [Theory]
    [InlineData("es", "1234,5", "m'il", "k,oma T'inko")]
    [InlineData("es", "14 30", "kat'orTe", "t**'eInta")]
    [InlineData("fr-fr", "80", "katr@v'E~", "")]
    [InlineData("fr-fr", "3,5", "virgyl", "s'E~k")]
    [InlineData("de", "2026", "t'aUz@nt", "tsv'antsIC")]
    [InlineData("hi", "100000", "l'a:k#", "")]
    [InlineData("cmn-latn-pinyin", "二零二六", "l'i35N", "l'iou")]
    public async Task Figures_are_left_to_a_synthesizer_that_says_them(string voice, string figures, string said, string also)
    {
        using var folder = TemporaryFolder.Create();
        string file = folder.File("figures.txt");
        await File.WriteAllTextAsync(file, figures + "\n");

        string phonemes = await ChildProcess.ReadTextAsync(
            "espeak-ng", ["-v", voice, "-q", "-x", "-f", file], CancellationToken.None);

        phonemes.ShouldContain(said);
        phonemes.ShouldContain(also);
    }

    private static string Read(SpokenLanguage language, string text) =>
        string.Join(' ', LanguageReading.Read(text, language, new ReadingNotes()).Select(word => word.Spoken));
}
