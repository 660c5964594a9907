using SkiaSharp;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Film;
using Understudy.MediaEngine.Scenes.Painting.Finishing;
using Understudy.MediaEngine.Scenes.Planning;
using Understudy.MediaEngine.Stills;
using Understudy.MediaEngine.TalkingHead;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>
/// Makes a film of still pictures: the camera moves over each, people in front of what is behind them, and pictures dissolve into
/// each other. The same pictures, prompt, seed and version of the engine make the same film, byte for byte, on the same kind of
/// machine.
/// </summary>
public static class PictureFilmMaker
{
    /// <summary>What made a film; it changes whenever films of the same pictures and seed do.</summary>
    public const string EngineVersion = "pictures-2";

    /// <summary>Makes a film in a folder: <c>film.mp4</c>, <c>thumbnail.jpg</c> and <c>scene.json</c>. If it fails or is
    /// cancelled, none of them is left.</summary>
    /// <param name="request">Which film.</param>
    /// <param name="outputFolder">An existing folder.</param>
    /// <param name="progress">Hears how much is done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends the work and its tools.</param>
    /// <exception cref="MediaRejectedException">The request cannot be fulfilled, or it names the picture that cannot.</exception>
    /// <exception cref="MediaToolException">A tool is missing or failed.</exception>
    public static async Task<FilmResult> MakeAsync(
        PictureFilmRequest request, string outputFolder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        FilmRequest film = request.Film;
        PictureWords words = new(film.Prompt);
        FilmStyle style = film.Style ?? words.Style;
        Finish finish = PictureLight.Of(style, words.Light, film.Width, film.Height, film.Roll);
        Stage stage = LiveShot.StageOf(film, finish);
        List<LookedAt> all = [];
        try
        {
            Dice dice = new((uint)film.Roll);
            for (int n = 0; n < request.Pictures.Count; n++)
            {
                (string file, string name, int seed) = (request.Pictures[n], $"Picture {n + 1}", (int)(dice.Next() >> 4));
                CameraMove? before = n > 0 ? all[n - 1].Shot.Move : null;
                // A decoder cannot be interrupted; nobody waits for it who does not want the film any more.
                all.Add(await Task.Run(() => Look(file, name, stage, words, seed, before), cancellationToken)
                    .WaitAsync(cancellationToken));
            }
            double each = film.Seconds / all.Count;
            double dissolve = Math.Min(ScenePlanner.Dissolve, each / 2);
            FilmShot[] shots =
            [
                .. all.Select((picture, n) =>
                {
                    double seconds = each + (n < all.Count - 1 ? dissolve : 0);
                    return new FilmShot(
                        n * each,
                        seconds,
                        canvas => picture.Shot.Paint(canvas, words, style, picture.Seed, seconds, cancellationToken));
                }),
            ];
            string report = SceneReport.Of(
                film, EngineVersion, style, words.Reading, words.NotPainted, shots.Select((shot, n) => Told(shot, all[n], n)));
            FilmScript script = new(style, shots, finish, report, AiMark.AnimatedPictures(film.Recipe));
            return await FilmWriter.WriteAsync(film, script, outputFolder, progress, cancellationToken);
        }
        finally
        {
            all.ForEach(picture => picture.Shot.Dispose());
        }
    }

    private static LookedAt Look(
        string file, string name, Stage stage, PictureWords words, int seed, CameraMove? before)
    {
        var most = Depths.Of(stage, reach: 1);
        using Sheet sheet = most.NewSheet(stage, most.Near);
        (SKBitmap picture, SKSizeI size) = StillReader.Read(file, name, new SKSizeI(sheet.Width, sheet.Height));
        using (picture)
        {
            PictureShot shot = new(picture, stage, hasPerson => words.Move(new Dice((uint)seed), hasPerson, before));
            return new LookedAt(shot, size, seed);
        }
    }

    private static object Told(FilmShot shot, LookedAt picture, int number) => new
    {
        Picture = number + 1,
        Start = Math.Round(shot.Start, 3),
        Seconds = Math.Round(shot.Seconds, 3),
        Camera = picture.Shot.Move.ToString(),
        Depth = picture.Shot.IsCutOut ? "people" : picture.Shot.HasGround ? "ground" : "even",
        picture.Shot.Faces,
        Part = new
        {
            Left = (int)(picture.Shot.Part.Left * picture.Size.Width),
            Top = (int)(picture.Shot.Part.Top * picture.Size.Height),
            Width = (int)(picture.Shot.Part.Width * picture.Size.Width),
            Height = (int)(picture.Shot.Part.Height * picture.Size.Height),
        },
        Of = new { picture.Size.Width, picture.Size.Height },
    };

    private sealed record LookedAt(PictureShot Shot, SKSizeI Size, int Seed);
}
