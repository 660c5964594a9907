using System.Text.Json;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Music;
using Understudy.MediaEngine.Music.Theory;

namespace Understudy.MediaEngine.Tests.Music;

/// <summary>What is written, judged by the notes.</summary>
public sealed class ComposerTests
{
    private static readonly string[] _notes = ["C", "D♭", "D", "E♭", "E", "F", "G♭", "G", "A♭", "A", "B♭", "B"];
    private static readonly string[] _sharps = ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"];

    public static TheoryData<MusicGenre> Genres => [.. Enum.GetValues<MusicGenre>()];

    [Theory]
    [MemberData(nameof(Genres))]
    public void A_piece_fills_its_length_and_ends_on_its_own_chord(MusicGenre genre)
    {
        foreach (double seconds in (double[])[5, 7.3, 30, 61.5, 300])
        {
            (MidiScore score, MusicRecipe recipe) = Write(genre, seconds);

            score.Seconds.ShouldBe(seconds, 0.003);
            recipe.Form[^1].Name.ShouldBe("Ending");
            double final = recipe.Form[^1].Start;
            (seconds - final).ShouldBeInRange(Math.Min(2.9, seconds * 0.17), Math.Max(8, seconds * 0.75));
            ScoreNote[] last = [.. score.Notes.Where(note => note.Start > final - 0.1 && !note.IsDrum)];
            last.Length.ShouldBeGreaterThanOrEqualTo(3);
            last.ShouldAllBe(note => note.End < seconds - 0.1);
            int tonic = TonicOf(recipe);
            (last.MinBy(note => note.Pitch)!.Pitch % 12).ShouldBe(tonic, $"{genre}, {seconds} s, {recipe.Key}");
        }
    }

    [Theory]
    [MemberData(nameof(Genres))]
    public void Themes_come_again_and_something_is_always_playing(MusicGenre genre)
    {
        (MidiScore score, MusicRecipe recipe) = Write(genre, 120);

        recipe.Form.Select(section => section.Name).ShouldContain("B");
        recipe.Form.Select(section => section.Name).ShouldContain("A′");
        score.Markers.Select(marker => marker.Name).ShouldBe(recipe.Form.Select(section => section.Name));
        foreach (((double seconds, _), RecipeSection section) in score.Markers.Zip(recipe.Form))
            seconds.ShouldBe(section.Start, 0.005);
        double reached = 0;
        foreach (ScoreNote note in score.Notes.OrderBy(note => note.Start))
        {
            note.Start.ShouldBeLessThan(reached + 1.2);
            reached = Math.Max(reached, note.End);
        }
        Shared(score, recipe, "A", "A′").ShouldBeGreaterThan(0.7);
        Shared(score, recipe, "A", "B").ShouldBeLessThan(0.6);
    }

    [Theory]
    [MemberData(nameof(Genres))]
    public void Notes_are_of_the_key_or_of_the_chord_and_hands_are_human(MusicGenre genre)
    {
        (MidiScore score, MusicRecipe recipe) = Write(genre, 60);
        int tonic = TonicOf(recipe);
        int[] steps = [.. new Key(tonic, Enum.Parse<Mode>(recipe.Key.Split(' ')[1], ignoreCase: true)).Steps];
        ScoreNote[] pitched = [.. score.Notes.Where(note => !note.IsDrum)];

        double inKey = pitched.Count(note => steps.Contains((note.Pitch - tonic + 120) % 12)) / (double)pitched.Length;

        inKey.ShouldBeGreaterThan(genre is MusicGenre.Jazz ? 0.8 : 0.9);
        pitched.ShouldAllBe(note => note.Pitch >= 24 && note.Pitch <= 100 && note.Velocity >= 20);
        pitched.Select(note => note.Velocity).Distinct().Count().ShouldBeGreaterThan(15);
    }

    [Fact]
    public void Genres_differ_in_tempo_in_instruments_in_harmony_and_in_drums()
    {
        Dictionary<MusicGenre, (MidiScore Score, MusicRecipe Recipe)> written =
            Enum.GetValues<MusicGenre>().ToDictionary(genre => genre, genre => Write(genre, 60));
        bool HasDrums(MusicGenre genre) => written[genre].Score.Notes.Count(note => note.IsDrum) > 20;
        double Sevenths(MusicGenre genre) => Share(genre, chord => chord.Contains('7') || chord.Contains('9') || chord.Contains("13"));
        double Share(MusicGenre genre, Func<string, bool> fits)
        {
            string[] chords = [.. written[genre].Recipe.Form.SelectMany(section => section.Chords).SelectMany(bar => bar.Split(' '))];
            return chords.Count(fits) / (double)chords.Length;
        }

        written[MusicGenre.Ambient].Score.Bpm.ShouldBeLessThan(80);
        written[MusicGenre.Lofi].Score.Bpm.ShouldBeLessThan(95);
        written[MusicGenre.Electronic].Score.Bpm.ShouldBeInRange(105, 150);
        written[MusicGenre.Rock].Score.Bpm.ShouldBeGreaterThan(95);
        foreach (MusicGenre genre in (MusicGenre[])[MusicGenre.Electronic, MusicGenre.Rock, MusicGenre.Jazz, MusicGenre.Lofi, MusicGenre.Cinematic])
            HasDrums(genre).ShouldBeTrue($"{genre}");
        HasDrums(MusicGenre.Ambient).ShouldBeFalse();
        HasDrums(MusicGenre.Classical).ShouldBeFalse();
        Sevenths(MusicGenre.Jazz).ShouldBeGreaterThan(0.8);
        Sevenths(MusicGenre.Lofi).ShouldBeGreaterThan(0.6);
        Sevenths(MusicGenre.Folk).ShouldBeLessThan(0.1);
        Share(MusicGenre.Rock, chord => chord.EndsWith('5')).ShouldBe(1);
        written.Values.Select(one => string.Join(' ', one.Score.Programs.Values.Order())).Distinct().Count().ShouldBe(8);
        Between(MusicGenre.Jazz).ShouldBe(0.64, 0.06, "the second of two eighths comes late");
        Between(MusicGenre.Electronic).ShouldBe(0.5, 0.02);

        // Where within their beat the notes are that lie around its middle.
        double Between(MusicGenre genre) => written[genre].Score.Notes
            .Select(note => note.Beat % 1).Where(at => at is > 0.4 and < 0.72).Order().ToArray() is { Length: > 0 } middle
            ? middle[middle.Length / 2]
            : 0;
    }

    [Fact]
    public void The_kick_is_on_every_beat_of_electronic_music_and_the_snare_on_two_and_four_of_rock()
    {
        (MidiScore electronic, MusicRecipe recipe) = Write(MusicGenre.Electronic, 60);
        RecipeSection section = recipe.Form.First(one => one.Name == "B");
        int first = (int)Math.Round(section.Start * electronic.Bpm / 60);
        double[] kicks = [.. electronic.Notes.Where(note => note is { IsDrum: true, Pitch: 36 }).Select(note => note.Beat)];
        for (int beat = first; beat < first + 8; beat++) kicks.ShouldContain(kick => Math.Abs(kick - beat) < 0.01);

        ScoreNote[] snares = [.. Write(MusicGenre.Rock, 60).Score.Notes.Where(note => note is { IsDrum: true, Pitch: 38, Velocity: > 95 })];
        snares.Count(note => (int)Math.Round(note.Beat) % 2 == 1 && Math.Abs(note.Beat - Math.Round(note.Beat)) < 0.05)
            .ShouldBeGreaterThan(snares.Length * 3 / 4);
    }

    [Theory]
    [InlineData("upbeat electronic track", MusicGenre.Electronic)]
    [InlineData("a jazzy tune for a rainy night", MusicGenre.Jazz)]
    [InlineData("epic battle", MusicGenre.Cinematic)]
    [InlineData("静かなアンビエント", MusicGenre.Ambient)]
    [InlineData("ギターのフォークソング", MusicGenre.Folk)]
    [InlineData("激烈的摇滚", MusicGenre.Rock)]
    [InlineData("古典钢琴", MusicGenre.Classical)]
    [InlineData("lo-fi beats to study to", MusicGenre.Lofi)]
    public void The_genre_is_read_from_the_prompt(string prompt, MusicGenre genre) =>
        Write(null, 30, prompt).Recipe.Genre.ShouldBe(genre);

    [Theory]
    [InlineData("sad slow piano in D minor, BPM 72", "D minor", 72)]
    [InlineData("piano in E♭ major at 110 bpm", "E♭ major", 110)]
    [InlineData("嬰ヘ短調のピアノ、テンポ90", "F♯ minor", 90)]
    [InlineData("降B大调钢琴，每分钟100拍", "B♭ major", 100)]
    public void Key_and_tempo_are_followed(string prompt, string key, double bpm)
    {
        (MidiScore score, MusicRecipe recipe) = Write(null, 47, prompt);

        recipe.Key.ShouldBe(key);
        score.Bpm.ShouldBe(bpm, 0.01);
        score.Programs.Values.ShouldContain(0, "a piano plays");
        score.Seconds.ShouldBe(47, 0.003);
    }

    [Fact]
    public void Moods_and_tempo_words_are_followed()
    {
        double Bpm(string prompt) => Write(MusicGenre.Folk, 60, prompt).Score.Bpm;
        Bpm("slow and sad").ShouldBeLessThan(Bpm("") * 0.9);
        Bpm("fast and happy").ShouldBeGreaterThan(Bpm("") * 1.1);
        for (int seed = 0; seed < 5; seed++)
        {
            Write(MusicGenre.Classical, 30, "悲しい曲", seed).Recipe.Key.ShouldEndWith("minor");
            Write(MusicGenre.Classical, 30, "欢快的音乐", seed).Recipe.Key.ShouldEndWith("major");
        }
        Write(MusicGenre.Rock, 30, "no drums").Score.Notes.ShouldNotContain(note => note.IsDrum);
        Write(MusicGenre.Folk, 30, "a waltz").Score.BeatsOfBar.ShouldBe(3);
        Write(MusicGenre.Jazz, 30, "with a trumpet").Score.Programs.Values.ShouldContain(56);
        Write(MusicGenre.Rock, 30, "with vocals").Recipe.NotPossible.ShouldBe(["singing"]);
    }

    [Fact]
    public void The_same_seed_writes_the_same_bytes_and_another_one_other_music()
    {
        MusicRequest request = new("calm", MusicGenre.Lofi, 40, 7);

        MusicMaker.Compose(request).Midi.ShouldBe(MusicMaker.Compose(request).Midi);
        MusicMaker.Compose(request with { Seed = 8 }).Midi.ShouldNotBe(MusicMaker.Compose(request).Midi);
        Enumerable.Range(0, 20).Select(seed => Write(MusicGenre.Jazz, 30, "", seed).Recipe.Key).Distinct().Count().ShouldBeGreaterThan(6);
    }

    [Fact]
    public void The_recipe_tells_what_was_understood()
    {
        (_, MusicRecipe recipe) = Write(null, 30, "A sad, slow piano");

        JsonElement json = JsonDocument.Parse(recipe.ToJson()).RootElement;

        json.GetProperty("prompt").GetString().ShouldBe("A sad, slow piano");
        json.GetProperty("understood").EnumerateArray().Select(word => word.GetProperty("words").GetString())
            .ShouldBe(["sad", "slow", "piano"]);
        json.GetProperty("engine").GetString().ShouldBe(MusicRecipe.CurrentEngine);
        json.GetProperty("genre").GetString().ShouldBe("Classical");
    }

    [Theory]
    [InlineData(4.9)]
    [InlineData(300.1)]
    [InlineData(double.NaN)]
    public async Task Impossible_lengths_are_refused(double seconds)
    {
        MusicRequest request = new("", null, seconds, 1);
        MediaRejectedException refused = await Should.ThrowAsync<MediaRejectedException>(
            () => MusicMaker.MakeAsync(request, Path.GetTempPath(), null, CancellationToken.None));
        refused.Code.ShouldBe(MediaRejection.ImpossibleMusic);
    }

    private static (MidiScore Score, MusicRecipe Recipe) Write(MusicGenre? genre, double seconds, string prompt = "", long seed = 3)
    {
        (byte[] midi, MusicRecipe recipe) = MusicMaker.Compose(new MusicRequest(prompt, genre, seconds, seed));
        return (MidiScore.Read(midi), recipe);
    }

    [Theory]
    [InlineData("a quiet harp over strings with a hurdy-gurdy", "hurdy-gurdy")]
    [InlineData("sad piano in D minor, 90 bpm, and bagpipes", "bagpipes")]
    [InlineData("not sad, without drums", "")]
    [InlineData("orchestral without strings, brass or choir", "brass")]
    [InlineData("三味線の静かな曲", "三味線")]
    [InlineData("安静的古筝音乐", "古筝")]
    public void What_is_not_understood_is_told(string prompt, string expected)
    {
        (_, MusicRecipe recipe) = Write(null, 8, prompt);
        string.Join(' ', recipe.NotUnderstood).ShouldBe(expected);
    }

    [Theory]
    [InlineData(MusicGenre.Rock, "rock, no guitar", 24, 31)]
    [InlineData(MusicGenre.Rock, "rock without any guitars or drums", 24, 31)]
    [InlineData(MusicGenre.Folk, "no drums or guitar, with a flute", 24, 31)]
    [InlineData(MusicGenre.Jazz, "jazz without piano", 0, 5)]
    [InlineData(MusicGenre.Jazz, "no sad piano, trumpet", 0, 5)]
    [InlineData(MusicGenre.Classical, "no violin, piano or flute", 0, 5)]
    [InlineData(MusicGenre.Classical, "ピアノのないクラシック", 0, 5)]
    [InlineData(MusicGenre.Lofi, "フルートもピアノもなし", 0, 5)]
    [InlineData(MusicGenre.Cinematic, "没有钢琴和吉他", 0, 5)]
    [InlineData(MusicGenre.Electronic, "no synths", 80, 103)]
    [InlineData(MusicGenre.Cinematic, "without violin, drums or choir", 52, 54)]
    public void An_instrument_that_is_not_wanted_does_not_play(MusicGenre genre, string prompt, int first, int last)
    {
        for (int seed = 0; seed < 8; seed++)
        {
            (MidiScore score, MusicRecipe recipe) = Write(genre, 40, prompt, seed);

            recipe.Instruments.ShouldAllBe(part => part.Part == "drums" || part.Program < first || part.Program > last);
            recipe.Instruments.Count(part => part.Part != "drums").ShouldBeGreaterThanOrEqualTo(3);
            score.Notes.Count(note => !note.IsDrum).ShouldBeGreaterThan(40);
            recipe.Understood.ShouldContain(word => word.Kind == "without");
            recipe.NotUnderstood.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("no drums, piano", 0)]
    [InlineData("no guitar and a piano", 0)]
    [InlineData("not sad, piano", 0)]
    [InlineData("not a sad piano", 0)]
    [InlineData("ギターなし、ピアノ", 0)]
    [InlineData("没有吉他，钢琴", 0)]
    [InlineData("without any instruments except piano", 0)]
    public void What_stands_behind_an_instrument_that_is_not_wanted_plays(string prompt, int program) =>
        Write(MusicGenre.Rock, 30, prompt).Recipe.Instruments.ShouldContain(part => part.Program == program && part.Part != "drums");

    [Theory]
    [InlineData("rock, 999 bpm", "999 bpm", 220)]
    [InlineData("rock, 1200 bpm", "1200 bpm", 220)]
    [InlineData("rock, 12 bpm", "12 bpm", 40)]
    public void A_tempo_that_nobody_plays_is_told(string prompt, string told, double bpm)
    {
        (_, MusicRecipe recipe) = Write(null, 60, prompt);

        recipe.NotPossible.ShouldBe([told]);
        recipe.Bpm.ShouldBe(bpm);
        Write(null, 60, "rock, 120 bpm").Recipe.NotPossible.ShouldBeEmpty();
    }

    [Fact]
    public void An_instrument_has_its_name_whoever_plays_it()
    {
        foreach (MusicGenre genre in Enum.GetValues<MusicGenre>())
        {
            (MidiScore score, MusicRecipe recipe) = Write(genre, 20, "harp, flute and cello");
            recipe.Understood.Where(word => word.Kind == "instrument").Select(word => word.Meaning).ShouldBe(["Harp", "Flute", "Cello"]);
            foreach ((int program, string name) in ((int, string)[])[(46, "Harp"), (73, "Flute"), (42, "Cello"), (0, "Piano")])
                recipe.Instruments.Where(part => part.Part != "drums" && part.Program == program).ShouldAllBe(part => part.Name == name);
            recipe.Instruments.Select(part => part.Name).ShouldContain("Harp");
            recipe.Instruments.ShouldAllBe(part => score.Programs[part.Channel] == part.Program);
        }
    }

    [Fact]
    public void Seeds_of_any_size_are_different_pieces()
    {
        long[] seeds = [0, -1, long.MaxValue, long.MinValue, 1, 1L << 31, 1L << 32];
        seeds.Select(seed => string.Join(' ', Write(MusicGenre.Folk, 20, seed: seed).Score.Notes.Take(60)))
            .Distinct().Count().ShouldBe(seeds.Length);
    }

    private static int TonicOf(MusicRecipe recipe)
    {
        string name = recipe.Key.Split(' ')[0];
        return Math.Max(Array.IndexOf(_notes, name), Array.IndexOf(_sharps, name));
    }

    // The share of what the themes' player does in one section that is in another, at the same time since its begin.
    private static double Shared(MidiScore score, MusicRecipe recipe, string one, string other)
    {
        int[] leads = [.. recipe.Instruments
            .Where(part => part.Part == "melody").Select(part => part.Channel)];
        HashSet<(int, int)> first = Played(one);
        return first.Count == 0 ? 0 : first.Intersect(Played(other)).Count() / (double)first.Count;

        HashSet<(int Pitch, int Unit)> Played(string name)
        {
            RecipeSection section = recipe.Form.First(part => part.Name == name);
            double end = section.Start + (4 * score.BeatsOfBar * 60 / score.Bpm);
            return
            [
                .. score.Notes.Where(note => leads.Contains(note.Channel) && note.Start > section.Start - 0.05 && note.Start < end - 0.05)
                    .Select(note => (note.Pitch, (int)Math.Round((note.Start - section.Start) * score.Bpm / 60 * 2))),
            ];
        }
    }
}
