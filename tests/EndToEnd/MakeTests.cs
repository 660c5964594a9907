using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary><c>make</c>: the engine by itself, as its own process, without an app or a broker.</summary>
public sealed class MakeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_task_on_standard_input_becomes_files_and_an_answer()
    {
        string own = Path.Combine(_folder.Path, "work", "own.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(own)!);
        await File.WriteAllTextAsync(own, "of whoever calls it");
        Made film = await MakeAsync(
            """
            {"output":"library/a/","do":"paintFilm","prompt":"A lighthouse in a storm, 3 seagulls","style":"anime",
             "size":{"width":320,"height":180},"seconds":1,"seed":7,"watermark":true}
            """);
        film.Code.ShouldBe(0, film.Errors);
        film.Answer["durationSeconds"]!.GetValue<double>().ShouldBe(1, 0.001);
        JsonNode video = await Probe.OfAsync(FileOf(film.Answer["video"]!));
        video["streams"]![0]!["width"]!.GetValue<int>().ShouldBe(320);
        File.Exists(FileOf(film.Answer["thumbnail"]!)).ShouldBeTrue();
        JsonNode scene = JsonNode.Parse(await File.ReadAllTextAsync(FileOf(film.Answer["report"]!)))!;
        scene["style"]!.GetValue<string>().ShouldBe("anime");
        scene["understood"]!.AsArray().Select(each => each!["concept"]!.GetValue<string>()).ShouldContain("lighthouse");
        File.Exists(own).ShouldBeTrue();
        Directory.EnumerateDirectories(_folder.Path, ".make-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Pictures_become_a_film()
    {
        string picture = Path.Combine(_folder.Path, "uploads", "picture.jpg");
        Directory.CreateDirectory(Path.GetDirectoryName(picture)!);
        string[] oneFrame = ["-v", "error", "-i", AppProcess.Sample("presenter.mp4"), "-frames:v", "1", picture];
        using (var still = Process.Start("ffmpeg", oneFrame)) await still.WaitForExitAsync();
        Made film = await MakeAsync(
            """
            {"do":"animateImages","output":"library/a/","images":["uploads/picture.jpg"],"prompt":"Pan left",
             "size":{"width":320,"height":180},"seconds":1,"seed":7,"watermark":true}
            """);
        film.Code.ShouldBe(0, film.Errors);
        film.Answer["durationSeconds"]!.GetValue<double>().ShouldBe(1, 0.001);
        JsonNode scene = JsonNode.Parse(await File.ReadAllTextAsync(FileOf(film.Answer["report"]!)))!;
        scene["shots"]![0]!["depth"]!.GetValue<string>().ShouldBe("people");
    }

    [Fact]
    public async Task A_film_is_dubbed_step_by_step_with_a_samples_voice_and_only_what_changed_is_spoken_again()
    {
        string film = Path.Combine(_folder.Path, "uploads", "film.mkv");
        Directory.CreateDirectory(Path.GetDirectoryName(film)!);
        string[] nobody =
        [
            "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=12:duration=6", "-i", AppProcess.Sample("voice.wav"),
            "-t", "6", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "libvorbis", film,
        ];
        using (var making = Process.Start("ffmpeg", nobody)) await making.WaitForExitAsync();
        Made sound = await MakeAsync(
            """{"do":"extractAudio","output":"library/a/","source":"uploads/film.mkv","format":"flac","sampleRate":48000}""");
        sound.Code.ShouldBe(0, sound.Errors);
        Made voice = await MakeAsync("""{"do":"trainVoice","output":"library/v/","source":"library/a/sound.flac"}""");
        voice.Code.ShouldBe(0, voice.Errors);
        JsonNode.Parse(await File.ReadAllTextAsync(FileOf(voice.Answer["report"]!)))!.AsObject()
            .First(pair => pair.Key.Equals("medianPitch", StringComparison.OrdinalIgnoreCase)).Value!.GetValue<double>()
            .ShouldBeInRange(80, 300);
        Made speech = await MakeAsync(
            """{"do":"speak","output":"library/s/","text":"Hola.","language":"es","sample":"library/a/sound.flac"}""");
        speech.Code.ShouldBe(0, speech.Errors);

        (bool[] reused, byte[] first) = await DubAsync("Adiós a todos.");
        reused.ShouldBe([false, false]);
        (reused, byte[] second) = await DubAsync("Adiós a todos.");
        reused.ShouldBe([true, true]);
        second.ShouldBe(first, "what is found again sounds the same");
        (reused, _) = await DubAsync("Buenas noches a todos.");
        reused.ShouldBe([true, false]);

        Made dubbed = await MakeAsync(
            """
            {"do":"syncLips","output":"library/f/","source":"uploads/film.mkv","sound":"library/d/dub.wav","needsFace":false,
             "container":"webm","quality":"low","longestSide":8192}
            """);
        dubbed.Code.ShouldBe(0, dubbed.Errors);
        JsonNode made = await Probe.OfAsync(FileOf(dubbed.Answer["video"]!));
        made["streams"]!.AsArray().Select(stream => stream!["codec_name"]!.GetValue<string>()).ShouldBe(["vp9", "opus"]);
        made["streams"]![0]!["width"]!.GetValue<int>().ShouldBe(320);
        dubbed.Answer["durationSeconds"]!.GetValue<double>().ShouldBe(6, 0.2);
        long low = dubbed.Answer["bytes"]!.GetValue<long>();
        Made best = await MakeAsync(
            """
            {"do":"syncLips","output":"library/g/","source":"uploads/film.mkv","sound":"library/d/dub.wav","needsFace":false,
             "container":"mov"}
            """);
        best.Code.ShouldBe(0, best.Errors);
        best.Answer["bytes"]!.GetValue<long>().ShouldBeGreaterThan(low);

        async Task<(bool[] Reused, byte[] Sound)> DubAsync(string last)
        {
            Made dub = await MakeAsync(
                $$"""
                {"do":"dub","output":"library/d/","source":"library/a/sound.flac","isFilm":false,"language":"es",
                 "sample":"library/a/sound.flac","kept":"library/kept/",
                 "segments":[{"start":0.5,"end":2,"text":"Hola a todos."},{"start":3,"end":5,"text":"{{last}}"}]}
                """);
            dub.Code.ShouldBe(0, dub.Errors);
            JsonNode report = JsonNode.Parse(await File.ReadAllTextAsync(FileOf(dub.Answer["report"]!)))!;
            return (
                [.. report["segments"]!.AsArray().Select(segment => segment!["reused"]!.GetValue<bool>())],
                await File.ReadAllBytesAsync(FileOf(dub.Answer["audio"]!)));
        }
    }

    [Theory]
    [InlineData("""{"do":"paintFence"}""", "error: This is no task: ")]
    [InlineData("", "error: This is no task: ")]
    [InlineData(
        """{"do":"composeMusic","output":"library/a/","prompt":null,"seconds":5,"seed":1}""", "error: This is no task: ")]
    [InlineData(
        """{"do":"composeMusic","output":"library/a","prompt":"waltz","seconds":5,"seed":1}""",
        "error: The output of a task is a folder, ")]
    [InlineData(
        """{"do":"composeMusic","output":"library/a/","prompt":"waltz","seconds":4,"seed":1}""",
        "error: Music of 4 seconds was asked for; from 5 to 300 are possible.")]
    [InlineData(
        """{"do":"composeMusic","output":"library/a/","prompt":"waltz","genre":"polka","seconds":5,"seed":1}""",
        "error: There is no genre of this name; there are electronic, ")]
    [InlineData(
        """{"do":"transcribe","output":"library/a/","source":"uploads/nothing.wav"}""",
        "error: A file that this is made from was deleted.")]
    [InlineData(
        """
        {"do":"animateImages","output":"library/a/","images":["uploads/nothing.jpg"],"prompt":"Pan left",
         "size":{"width":320,"height":180},"seconds":1,"seed":7,"watermark":false}
        """,
        "error: A file that this is made from was deleted.")]
    [InlineData(
        """
        {"do":"animateImages","output":"library/a/","images":["uploads/nothing.jpg"],"prompt":"a deepfake",
         "size":{"width":320,"height":180},"seconds":1,"seed":7,"watermark":false}
        """,
        "error: This must not be made; ")]
    public async Task What_cannot_be_made_is_told_in_a_line(string task, string error)
    {
        Made made = await MakeAsync(task);
        made.Code.ShouldBe(1);
        made.Errors.TrimEnd().Split('\n').ShouldHaveSingleItem().ShouldStartWith(error);
        Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
            .Where(file => file.Contains("/library/", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_stored_of_work_that_comes_to_nothing_is_removed()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "uploads"));
        File.Copy(AppProcess.Sample("presenter.mp4"), Path.Combine(_folder.Path, "uploads", "mute.mp4"));
        Made made = await MakeAsync(
            """{"do":"preview","output":"library/a/","source":"uploads/mute.mp4","thumbnail":true,"waveform":true}""");
        made.Code.ShouldBe(1);
        made.Errors.ShouldContain("error: The film has no sound.");
        Directory.EnumerateFiles(Path.Combine(_folder.Path, "library"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Work_that_is_interrupted_leaves_nothing()
    {
        using Process process = Start();
        await process.StandardInput.WriteAsync(
            """
            {"do":"paintFilm","output":"library/a/","prompt":"rain over a city at night",
             "size":{"width":1920,"height":1080},"seconds":300,"seed":7,"watermark":false}
            """);
        process.StandardInput.Close();
        (await process.StandardError.ReadLineAsync()).ShouldNotBeNull().ShouldEndWith("%");

        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        using CancellationTokenSource tooLong = new(Limits.Wait);
        await process.StandardError.ReadToEndAsync(tooLong.Token);
        await process.WaitForExitAsync(tooLong.Token);

        process.ExitCode.ShouldBe(130);
        Directory.EnumerateFiles(_folder.Path, "*.*", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).StartsWith('.')).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_can_be_interrupted_while_it_reads_its_task()
    {
        using Process process = Start();
        using CancellationTokenSource tooLong = new(Limits.Wait);
        // More than a pipe holds: once it is written, it is being read.
        await process.StandardInput.WriteAsync(("{" + new string(' ', 300_000)).AsMemory(), tooLong.Token);
        await process.StandardInput.FlushAsync(tooLong.Token);

        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(tooLong.Token);

        process.ExitCode.ShouldBe(130);
    }

    private async Task<Made> MakeAsync(string task)
    {
        using Process process = Start();
        await process.StandardInput.WriteAsync(task);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string answer = await process.StandardOutput.ReadToEndAsync();
        using CancellationTokenSource tooLong = new(Limits.Work);
        await process.WaitForExitAsync(tooLong.Token);
        return new Made(
            process.ExitCode, answer.Length == 0 ? new JsonObject() : JsonNode.Parse(answer)!.AsObject(), await errors);
    }

    private Process Start() => Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Understudy.EngineWorker.dll"), "make", _folder.Path },
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;

    private string FileOf(JsonNode key) => Path.Combine(_folder.Path, key.GetValue<string>());

    private sealed record Made(int Code, JsonObject Answer, string Errors);
}
