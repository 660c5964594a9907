using System.Numerics;
using Understudy.MediaEngine.Faces;
using Understudy.MediaEngine.LipSync;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Tests.Media;

namespace Understudy.MediaEngine.Tests.LipSync;

public sealed class PassingFacesTests
{
    private const int Width = 640;
    private const int Height = 360;
    private const int Frames = 60;
    private const double FrameRate = 25;

    [Fact]
    public async Task What_is_found_while_frames_pass_is_what_is_found_in_the_whole_film()
    {
        // Once the face is gone for long, and once for a moment.
        byte[][] film = await FilmAsync("between(n,18,31)+between(n,40,46)");
        LipTrack whole = Whole(film);
        PassingFaces passing = new(Width, Height, FrameRate, Frames);
        int ahead = PassingFaces.Ahead(FrameRate);
        List<(Vector2[]? Landmarks, float Strength)> found = [];

        for (int index = 0; index < Frames + ahead; index++)
        {
            if (index < Frames) passing.Pass(index, film[index]);
            if (index < ahead) continue;
            found.Add(passing.At(index - ahead));
            // From now on it is changed.
            film[index - ahead].AsSpan().Clear();
        }

        whole.Share(Frames).ShouldBe(46d / Frames, 0.07);
        for (int frame = 0; frame < Frames; frame++)
        {
            (Vector2[]? landmarks, float strength) = whole.At(frame);
            found[frame].Strength.ShouldBe(strength, 0.05f, $"frame {frame}");
            if (strength > 0)
                Vector2.Distance(found[frame].Landmarks.ShouldNotBeNull()[30], landmarks![30]).ShouldBeLessThan(1, $"frame {frame}");
        }
    }

    private static LipTrack Whole(byte[][] film)
    {
        int step = FilmFaces.StepAt(FrameRate);
        FilmFaces faces = new(Vector2.One, step);
        YuvFrame[] looks = [.. film.Where((_, index) => index % step == 0).Select(frame => new YuvFrame(Width, Height, frame))];
        faces.Observe(looks.AsSpan(0, 1));
        foreach (YuvFrame[] block in looks.Skip(1).Chunk(FilmFaces.SearchInterval)) faces.Observe(block);
        return faces.Track();
    }

    private static async Task<byte[][]> FilmAsync(string nobody)
    {
        ReadOnlyMemory<byte> raw = await ChildProcess.ReadAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-i", TestMedia.Presenter,
                "-vf", $"fps=25,scale={Width}:{Height},drawbox=enable='{nobody}':color=gray:t=fill",
                "-frames:v", $"{Frames}", "-pix_fmt", "yuv420p", "-f", "rawvideo", "pipe:1",
            ],
            ToolLimits.Work,
            CancellationToken.None);
        return [.. raw.ToArray().Chunk(Width * Height * 3 / 2)];
    }
}
