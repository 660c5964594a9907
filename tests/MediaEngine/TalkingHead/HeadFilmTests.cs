using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Mouth;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.TalkingHead;
using Understudy.MediaEngine.Tests.Media;

namespace Understudy.MediaEngine.Tests.TalkingHead;

public sealed class HeadFilmTests : IDisposable
{
    private const int Width = 160;
    private const int Height = 96;
    private const int Cycle = 6;
    private const int Frames = 20;

    private static readonly MouthBox _box = new(40, 20, 64, 48);

    private readonly TestMedia _media = new();

    public void Dispose() => _media.Dispose();

    [Fact]
    public async Task Each_frame_has_its_own_mouth_where_it_belongs_on_a_head_that_comes_round_and_round()
    {
        string mezzanine = await _media.FromSource(
            $"color=size={Width}x{Height}:rate=25,format=yuv420p,geq=lum='220-30*N':cb=128:cr=128", "cycle.mp4",
            "-frames:v", $"{Cycle}", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p");
        HeadFilm film = new(
            mezzanine,
            _box,
            Frames,
            Watermark: null,
            await _media.FromVoice("0.8", "voice.wav"),
            "anull",
            _media.Text(AiMark.TalkingVideo(null).ToMetadata(), "metadata.txt"),
            _media.NewPath("film.mp4"),
            _media.NewPath("thumbnail.jpg"));

        await film.WriteAsync(Paint, progress: null, CancellationToken.None);

        List<byte[]> made = await RenderedVideo.PicturesAsync(film.Output, Width, Height);
        made.Count.ShouldBe(Frames);
        (int right, int bottom) = (_box.Left + _box.Width, _box.Top + _box.Height);
        for (int frame = 0; frame < Frames; frame++)
        {
            foreach ((int x, int y) in ((int, int)[])[(_box.Left, _box.Top), (right - 1, bottom - 1)])
                LumaAt(x, y).ShouldBe(Light(frame), 8, $"The mouth of frame {frame}");
            foreach ((int x, int y) in ((int, int)[])[(_box.Left - 1, _box.Top - 1), (right, bottom)])
                LumaAt(x, y).ShouldBe(220 - (30 * (frame % Cycle)), 8, $"The head of frame {frame}");

            double LumaAt(int x, int y) => 16 + (made[frame][(y * Width) + x] * 219 / 255.0);
        }

        new FileInfo(film.Thumbnail).Length.ShouldBeGreaterThan(0, "It is of the middle of what is shorter than a second.");
    }

    private static ValueTask Paint(int frame, Memory<byte> part)
    {
        part.Span.Fill(128);
        part.Span[..(_box.Width * _box.Height)].Fill(Light(frame));
        return ValueTask.CompletedTask;
    }

    private static byte Light(int frame) => (byte)(40 + (10 * frame));
}
