using Understudy.Bench.Measuring;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Scenes.Film;
using Understudy.MediaEngine.Scenes.Pictures;

namespace Understudy.Bench.Media;

/// <summary>How fast stills become films, as <see cref="FilmBench"/> says it of prompts: two of a person before a wall.</summary>
internal static class PictureFilmBench
{
    private const double Seconds = 10;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        string folder = run.Scratch.Folder("pictures");
        List<string> pictures = [];
        foreach (string moment in (string[])["0.5", "4"])
        {
            string picture = Path.Combine(folder, $"{moment}.jpg");
            await ChildProcess.RunAsync(
                FFmpeg.Tool,
                [.. FFmpeg.GlobalOptions, "-ss", moment, "-i", Checkout.Path("samples/presenter.mp4"), "-frames:v", "1", picture],
                run.Cancellation);
            pictures.Add(picture);
        }
        PictureFilmRequest request = new(pictures, new FilmRequest("Pan left", 1280, 720, Seconds) { Seed = 5 });
        return await FilmBench.CompareAsync(
            run,
            FormattableString.Invariant($"image to video 720p (two pictures), {Seconds:0} s at 24 frames a second"),
            output => PictureFilmMaker.MakeAsync(request, output, new Unheard(), run.Cancellation));
    }
}
