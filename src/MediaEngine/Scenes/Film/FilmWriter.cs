using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.TalkingHead;

namespace Understudy.MediaEngine.Scenes.Film;

/// <summary>Writes the files of a film: <c>film.mp4</c>, <c>thumbnail.jpg</c> and <c>scene.json</c>, or none of them.</summary>
internal static class FilmWriter
{
    private const double ThumbnailPart = 0.45;

    /// <summary>Paints the film and writes its files.</summary>
    /// <param name="request">Which film.</param>
    /// <param name="script">What it is made of.</param>
    /// <param name="outputFolder">An existing folder.</param>
    /// <param name="progress">Hears how much is done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends the work and its tools.</param>
    public static async Task<FilmResult> WriteAsync(
        FilmRequest request,
        FilmScript script,
        string outputFolder,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        string video = Path.Combine(Path.GetFullPath(outputFolder), "film.mp4");
        string thumbnail = Path.Combine(Path.GetFullPath(outputFolder), "thumbnail.jpg");
        string scene = Path.Combine(Path.GetFullPath(outputFolder), "scene.json");
        try
        {
            await File.WriteAllTextAsync(scene, script.Report, cancellationToken);
            using var folder = TemporaryFolder.Create();
            string metadata = folder.File("metadata.txt");
            await File.WriteAllTextAsync(metadata, script.Mark.ToMetadata(request.Title), cancellationToken);
            Watermark? watermark = request.Watermark
                ? await Watermark.CreateAsync(request.Width, request.Height, cancellationToken)
                : null;
            WordsPlate? words = request.Words is { } shown ? WordsPlate.Of(shown, request.Width, request.Height) : null;
            double duration = (double)request.Frames / request.FrameRate;
            double first = script.Shots.Count > 1 ? script.Shots[1].Start : duration;
            // The frame that is seen then: behind the beginning of the last one there is none.
            int seen = (int)Math.Floor(first * ThumbnailPart * request.FrameRate);
            await using (ChildProcess encoder = FilmEncoder.Start(request, metadata, video, (thumbnail, seen), cancellationToken))
            {
                using FramePainter painter = new(request, script.Shots, script.Finish, words, watermark);
                await painter.PaintAsync(encoder.WriteAsync, progress, cancellationToken);
                await encoder.CompleteAsync();
            }
            await JpegMark.WriteAsync(thumbnail, script.Mark, cancellationToken);
            progress.Report(1);
            return new FilmResult(
                video, thumbnail, scene, duration, request.Frames, new FileInfo(video).Length, request.Width, request.Height,
                    script.Style);
        }
        catch
        {
            foreach (string file in (string[])[video, thumbnail, scene]) File.Delete(file);
            throw;
        }
    }
}
