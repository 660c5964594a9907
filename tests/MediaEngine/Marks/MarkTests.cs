using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SkiaSharp;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Tests.Media;

namespace Understudy.MediaEngine.Tests.Marks;

public sealed partial class MarkTests(MadeFiles made) : IClassFixture<MadeFiles>
{
    [Theory]
    [InlineData("film/film.mp4", SourceTypes.Algorithmic)]
    [InlineData("music/music.m4a", SourceTypes.Algorithmic)]
    [InlineData("speech/speech.wav", SourceTypes.Trained)]
    [InlineData("assembled/film.mp4", SourceTypes.CompositeSynthetic)]
    [InlineData("assembled/film.webm", SourceTypes.CompositeSynthetic)]
    [InlineData("assembled/film.mov", SourceTypes.CompositeSynthetic)]
    [InlineData("dubbed/dub.wav", SourceTypes.CompositeWithTrained)]
    [InlineData("dubbed/dub.mp4", SourceTypes.CompositeWithTrained)]
    [InlineData("lips/video.mp4", SourceTypes.CompositeWithTrained)]
    [InlineData("sound/sound.wav", SourceTypes.CompositeSynthetic)]
    [InlineData("sound/sound.mp3", SourceTypes.CompositeSynthetic)]
    [InlineData("sound/sound.flac", SourceTypes.CompositeSynthetic)]
    [InlineData("sound/sound.ogg", SourceTypes.CompositeSynthetic)]
    public async Task A_film_or_a_sound_says_that_it_is_AI_made_and_by_which_recipe(string file, string term)
    {
        string comment = await CommentAsync(made[file]);
        comment.ShouldStartWith("AI-generated. Recipe: ");
        comment.ShouldEndWith($" DigitalSourceType: {term}");
        RecipeOf(comment).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("film/thumbnail.jpg", SourceTypes.Algorithmic)]
    [InlineData("lips/thumbnail.jpg", SourceTypes.CompositeWithTrained)]
    [InlineData("preview/thumbnail.jpg", SourceTypes.CompositeSynthetic)]
    [InlineData("preview/sprite.jpg", SourceTypes.CompositeSynthetic)]
    public void A_picture_says_the_same_as_XMP(string file, string term)
    {
        XElement about = Xmp(made[file]);
        about.Element(_iptc + "DigitalSourceType").ShouldNotBeNull().Value.ShouldBe(term);
        about.Element(_core + "description").ShouldNotBeNull().Value.ShouldStartWith("AI-generated");
        about.Element(_core + "identifier").ShouldNotBeNull().Value.ShouldMatch("^[0-9a-f]{16}$");
        using var picture = SKBitmap.Decode(made[file]);
        picture.ShouldNotBeNull().Width.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData("film/film.mp4", "film/scene.json")]
    [InlineData("music/music.m4a", "music/recipe.json")]
    [InlineData("speech/speech.wav", "speech/words.json")]
    [InlineData("dubbed/dub.mp4", "dubbed/report.json")]
    [InlineData("dubbed/dub.wav", "dubbed/report.json")]
    [InlineData("lips/video.mp4", "lips/report.json")]
    public async Task The_recipe_is_that_of_the_report_beside_it(string file, string report) =>
        RecipeIn(made[report]).ShouldBe(RecipeOf(await CommentAsync(made[file])).ShouldNotBeNull());

    [Fact]
    public void A_transcript_has_a_recipe() => RecipeIn(made["words/transcript.json"]).ShouldMatch("^[0-9a-f]{16}$");

    [Fact]
    public void A_score_has_the_mark()
    {
        string score = Encoding.Latin1.GetString(File.ReadAllBytes(made["music/music.mid"]));
        score.ShouldContain($"Recipe: {RecipeIn(made["music/recipe.json"])}. DigitalSourceType: {SourceTypes.Algorithmic}");
    }

    [Fact]
    public async Task A_thumbnail_is_of_its_film() =>
        Xmp(made["film/thumbnail.jpg"]).Element(_core + "identifier")!.Value
            .ShouldBe(RecipeOf(await CommentAsync(made["film/film.mp4"])));

    [Fact]
    public async Task What_is_taken_out_of_a_film_names_the_recipe_of_that()
    {
        string film = RecipeOf(await CommentAsync(made["assembled/film.mp4"])).ShouldNotBeNull();
        (await CommentAsync(made["sound/sound.ogg"])).ShouldContain($"Made of: {film}.");
        Xmp(made["preview/sprite.jpg"]).Element(_core + "source")!.Value.ShouldBe(film);
    }

    [Fact]
    public async Task What_nobody_calls_AI_made_gets_a_recipe_and_no_mark()
    {
        MediaKey upload = await made.UploadAsync("voice.wav", TestMedia.Voice);
        string comment = await CommentAsync(made[(await made.MakeAsync(MadeFiles.Sound("own", upload, "flac"), "sound.flac")).Name]);
        comment.ShouldBe($"Recipe: {RecipeOf(comment)}.");
    }

    [Fact]
    public async Task The_mark_of_others_survives_and_nothing_else_of_theirs()
    {
        using TestMedia media = new();
        string theirs = await media.FromVoice(
            "1", "theirs.m4a", "-metadata", $"comment=evil {SourceTypes.Trained} Recipe: nonsense", "-metadata", "title=evil");
        MediaKey upload = await made.UploadAsync("theirs.m4a", theirs);
        string sound = made[(await made.MakeAsync(MadeFiles.Sound("theirs", upload, "mp3"), "sound.mp3")).Name];
        string comment = await CommentAsync(sound);
        comment.ShouldEndWith(SourceTypes.Trained);
        comment.ShouldNotContain("evil");
        comment.ShouldNotContain("Made of");
    }

    [Fact]
    public async Task The_same_work_has_the_same_recipe_wherever_its_files_are()
    {
        MediaKey one = await made.UploadAsync("one.wav", made["speech/speech.wav"]);
        MediaKey two = await made.UploadAsync("elsewhere/two.wav", made["speech/speech.wav"]);
        MediaKey other = await made.UploadAsync("other.wav", made["sound/sound.wav"]);
        async Task<byte[]> SoundAsync(string folder, MediaKey source) =>
            await File.ReadAllBytesAsync(made[(await made.MakeAsync(MadeFiles.Sound(folder, source, "wav"), "sound.wav")).Name]);
        byte[] sound = await SoundAsync("one", one);
        (await SoundAsync("two", two)).ShouldBe(sound);
        await SoundAsync("other", other);
        RecipeOf(await CommentAsync(made["other/sound.wav"])).ShouldNotBe(RecipeOf(await CommentAsync(made["one/sound.wav"])));
    }

    [Fact]
    public async Task Another_seed_is_another_recipe()
    {
        await made.MakeAsync(MadeFiles.Film("seed", seed: 8), "film.mp4");
        RecipeIn(made["seed/scene.json"]).ShouldNotBe(RecipeIn(made["film/scene.json"]));
    }

    private static readonly XNamespace _iptc = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private static readonly XNamespace _core = "http://purl.org/dc/elements/1.1/";

    private static async Task<string> CommentAsync(string file)
    {
        string tags = await ChildProcess.ReadTextAsync(
            FFmpeg.ProbeTool,
            [
                "-v", "error", "-show_entries", "format_tags=comment:stream_tags=comment", "-of", "default=noprint_wrappers=1:nokey=1",
                file,
            ],
            CancellationToken.None);
        return tags.Trim();
    }

    private static string? RecipeOf(string comment) =>
        Recipe().Match(comment) is { Success: true } match ? match.Groups["id"].Value : null;

    private static string RecipeIn(string report)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(report));
        return document.RootElement.GetProperty("recipeId").GetString()!;
    }

    private static XElement Xmp(string file)
    {
        string bytes = Encoding.Latin1.GetString(File.ReadAllBytes(file));
        int from = bytes.IndexOf("<x:xmpmeta", StringComparison.Ordinal);
        from.ShouldBeInRange(0, 1000);
        int to = bytes.IndexOf("</x:xmpmeta>", StringComparison.Ordinal) + "</x:xmpmeta>".Length;
        return XElement.Parse(bytes[from..to]).Descendants().Single(element => element.Name.LocalName == "Description");
    }

    [GeneratedRegex("Recipe: (?<id>[0-9a-f]{16})\\.", RegexOptions.ExplicitCapture)]
    private static partial Regex Recipe();
}
